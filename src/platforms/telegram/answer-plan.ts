import { z } from 'zod';
import type { Exchange } from '../../core/ports/platform-store.ts';
import { type EncodedPress, encodePress } from './callback-data.ts';
import type { RenderedMessage } from './render-blocks.ts';

/** One message to be sent, or to take the place of another (`edits`). */
const partSchema = z.object({
  chat: z.int(),
  /** Groups and supergroups, which have limits of their own. */
  group: z.boolean(),
  thread: z.int().nullable(),
  replyTo: z.int().nullable(),
  edits: z.int().nullable(),
  html: z.string(),
  plain: z.string(),
  keyboard: z.array(z.array(z.object({ text: z.string(), callback_data: z.string() }))),
  previewUrl: z.string().nullable(),
  /** Only says that something may be missing; nothing is said about itself. */
  isNote: z.boolean(),
});
export type AnswerPart = z.infer<typeof partSchema>;

const planSchema = z.object({
  parts: z.array(partSchema),
  /** What the messages answer, for follow-ups. */
  exchange: z.object({ question: z.string().nullable(), articleIds: z.array(z.string()) }).nullable(),
});
/** Everything that an update leads to being sent, made once and kept before the first part leaves. */
export type AnswerPlan = z.infer<typeof planSchema>;

/** Where an answer goes. */
export interface AnswerPlace {
  chat: { id: number; type: string };
  thread: number | null;
  /** The message that the first part replies to; null in a private chat. */
  replyTo: number | null;
  /** The message whose place the first part takes. */
  edits: number | null;
}

/** The messages of a reply as parts, and the presses of their buttons that are to be kept. */
export function planAnswer(
  messages: readonly RenderedMessage[],
  place: AnswerPlace,
  {
    command,
    exchange = null,
    isNote = false,
  }: { command: string; exchange?: Exchange | null; isNote?: boolean },
): { plan: AnswerPlan; presses: EncodedPress[] } {
  const presses: EncodedPress[] = [];
  const parts = messages.map(({ html, plain, rows, previewUrl }, index): AnswerPart => {
    const keyboard = rows.map((row) =>
      row.map(({ label, action }) => {
        // Pages and settings change where they stand; another command's answer does not wipe this one away.
        const press = encodePress({ action, inPlace: action.command === command });
        presses.push(press);
        return { text: shortenLabel(label), callback_data: press.data };
      }),
    );
    return {
      chat: place.chat.id,
      group: place.chat.type === 'group' || place.chat.type === 'supergroup',
      thread: place.thread,
      replyTo: index === 0 ? place.replyTo : null,
      edits: index === 0 ? place.edits : null,
      html,
      plain,
      keyboard,
      previewUrl,
      isNote,
    };
  });
  return { plan: { parts, exchange }, presses };
}

/** Null where the text is no plan. */
export function readPlan(text: string): AnswerPlan | null {
  try {
    return planSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

const LONGEST_LABEL = 40;

/** A label says what a button does; the whole stands in the text. */
function shortenLabel(label: string): string {
  const clean = label.toWellFormed().replace(/\s+/gu, ' ').trim();
  const characters = [...clean];
  return characters.length > LONGEST_LABEL
    ? `${characters.slice(0, LONGEST_LABEL - 1).join('')}…`
    : clean || '…';
}
