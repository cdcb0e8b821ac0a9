import { z } from 'zod';
import type { Exchange } from '../../core/ports/platform-store.ts';
import { type AnswerPlan, createPlanReader } from '../chat/answer-plan.ts';
import { type EncodedPress, encodePress } from '../chat/button-press.ts';
import type { RenderedMessage } from './render-blocks.ts';

/** Bytes, https://core.telegram.org/bots/api#inlinekeyboardbutton */
const LONGEST_DATA = 64;

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
  /** Sent without markup, which was refused. */
  isPlain: z.boolean().default(false),
  keyboard: z.array(z.array(z.object({ text: z.string(), callback_data: z.string() }))),
  previewUrl: z.string().nullable(),
  /** Only says that something may be missing; nothing is said about itself. */
  isNote: z.boolean(),
  /** Makes no sound. */
  isQuiet: z.boolean().default(false),
  /** Of a digest: the key of what it says, see core/ports/post-store.ts. */
  content: z.string().optional(),
});
export type TelegramPart = z.infer<typeof partSchema>;
export type TelegramPlan = AnswerPlan<TelegramPart>;

export const readTelegramPlan = createPlanReader<TelegramPart>(partSchema);

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
    isQuiet = isNote,
  }: { command: string; exchange?: Exchange | null; isNote?: boolean; isQuiet?: boolean },
): { plan: TelegramPlan; presses: EncodedPress[] } {
  const presses: EncodedPress[] = [];
  const parts = messages.map(({ html, plain, rows, previewUrl }, index): TelegramPart => {
    const keyboard = rows.map((row) =>
      row.map(({ label, action }) => {
        // Pages and settings change where they stand; another command's answer does not wipe this one away.
        const press = encodePress({ action, inPlace: action.command === command }, LONGEST_DATA);
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
      isPlain: false,
      keyboard,
      previewUrl,
      isNote,
      isQuiet,
    };
  });
  return { plan: { parts, exchange }, presses };
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
