import type { Block } from '../../core/blocks/blocks.ts';
import { createGrowth, type Growth } from '../chat/grow-answer.ts';
import type { AnswerProgress } from '../chat/work-events.ts';
import type { AnswerPlace } from './answer-plan.ts';
import type { TelegramAnswering } from './telegram-answering.ts';

/** Milliseconds. Drafts are Telegram's own way of this and cost nobody a message; a preview lasts 30 seconds. */
const DRAFTS = { first: 300, every: 1000 };
/** A group takes 20 messages a minute, and edits count: an answer that is soon there is sent once. */
const EDITS = { first: 4000, every: 5000 };
/** Milliseconds that the whole answer waits for a draft that is on its way: it must not come after it. */
const PATIENCE = 2000;

/** `shown` is the message that shows the answer so far, for the whole to take its place; null where none does. */
export interface ShownGrowth extends Growth {
  shown(): number | null;
}

interface Shown {
  answering: TelegramAnswering;
  place: AnswerPlace;
  /** Not 0; the drafts of one id take each other's place. */
  draft: number;
  progress: AnswerProgress;
}

/**
 * Shows an answer as it grows: by drafts in a private chat (https://core.telegram.org/bots/api#sendmessagedraft), by a
 * message that is edited in a group. What can't be shown is left out: the whole comes anyway.
 */
export function showGrowth(shown: Shown): ShownGrowth {
  return shown.place.chat.type === 'private' ? showDrafts(shown) : showEdits(shown);
}

function contentOf(blocks: readonly Block[], { answering, place }: Shown) {
  const [first] = answering.render(blocks);
  return {
    chat_id: place.chat.id,
    text: first?.html ?? '…',
    parse_mode: 'HTML' as const,
    ...(place.thread === null ? {} : { message_thread_id: place.thread }),
  };
}

function showDrafts(showing: Shown): ShownGrowth {
  const { answering, draft, progress } = showing;
  const { api, timers, showSign } = answering;
  const ending = new AbortController();
  const growth = createGrowth({
    ...DRAFTS,
    timers,
    show: (blocks) =>
      showSign(() =>
        api.call('sendMessageDraft', { ...contentOf(blocks, showing), draft_id: draft }, ending.signal),
      ),
  });
  return {
    ...growth,
    async end() {
      const cancel = timers.after(PATIENCE, () => ending.abort());
      await growth.end();
      cancel();
    },
    // A message that an earlier process left is none of a draft's.
    shown: () => (progress.shown === null ? null : Number(progress.shown)),
  };
}

function showEdits(showing: Shown): ShownGrowth {
  const { answering, place, progress } = showing;
  const { api, queue, timers, isCrowded } = answering;
  let message = progress.shown === null ? null : Number(progress.shown);
  let isGivenUp = false;

  async function show(blocks: readonly Block[]): Promise<void> {
    if (isGivenUp || isCrowded() || queue.isHeldBack()) return;
    const content = { ...contentOf(blocks, showing), link_preview_options: { is_disabled: true } };
    const sent = await queue.send({
      chat: String(place.chat.id),
      group: true,
      priority: 'answer',
      before: async () => {},
      async call() {
        const called =
          message === null
            ? await api.call('sendMessage', {
                ...content,
                ...(place.replyTo === null
                  ? {}
                  : { reply_parameters: { message_id: place.replyTo, allow_sending_without_reply: true } }),
              })
            : await api.call('editMessageText', { ...content, message_id: message });
        if (called.ok)
          return { ok: true, result: typeof called.result === 'object' ? called.result.message_id : message };
        // Once only: a second try would be worth nothing, and might leave a second half of an answer standing.
        if (called.failure.kind !== 'retryable') return called;
        return { ok: false, failure: { kind: 'unknown', reason: called.failure.reason } };
      },
    });
    if (!sent.ok) {
      // Of a message that is not known nothing more can be shown.
      isGivenUp = message === null;
      return;
    }
    if (message !== null || sent.result === null) return;
    message = sent.result;
    // Where this is not kept a crash leaves a half answer beside the whole one; the answer itself goes on.
    await progress.keepShown(String(message)).catch(() => {});
  }

  return { ...createGrowth({ ...EDITS, timers, show }), shown: () => message };
}
