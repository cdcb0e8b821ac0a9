import { createGrowth, type Growth } from '../chat/grow-answer.ts';
import type { AnswerProgress } from '../chat/work-events.ts';
import type { AnswerPlace } from './answer-plan.ts';
import type { TelegramAnswering } from './telegram-answering.ts';

/** Milliseconds. Drafts are Telegram's own way of this and cost nobody a message; a preview lasts 30 seconds. */
const DRAFTS = { first: 300, every: 1000 };
/** A group takes 20 messages a minute, and edits count: an answer that is soon there is sent once. */
const EDITS = { first: 4000, every: 5000 };

/** `shown` is the message that shows the answer so far, for the whole to take its place; null where none does. */
export interface ShownGrowth extends Growth {
  shown(): number | null;
}

/**
 * Shows an answer as it grows: by drafts in a private chat (https://core.telegram.org/bots/api#sendmessagedraft), by a
 * message that is edited in a group. What can't be shown is left out: the whole comes anyway.
 */
export function showGrowth(
  { api, queue, timers, render, isCrowded }: TelegramAnswering,
  { place, draft, progress }: { place: AnswerPlace; draft: number; progress: AnswerProgress },
): ShownGrowth {
  const isPrivate = place.chat.type === 'private';
  let message = progress.shown === null ? null : Number(progress.shown);

  const growth = createGrowth({
    ...(isPrivate ? DRAFTS : EDITS),
    timers,
    async show(blocks) {
      const [first] = render(blocks);
      if (first === undefined || isCrowded() || queue.isHeldBack()) return;
      const content = {
        chat_id: place.chat.id,
        text: first.html,
        parse_mode: 'HTML' as const,
        ...(place.thread === null ? {} : { message_thread_id: place.thread }),
      };
      if (isPrivate) await api.call('sendMessageDraft', { ...content, draft_id: draft });
      else await edit({ ...content, link_preview_options: { is_disabled: true } });
    },
  });

  async function edit(content: {
    chat_id: number;
    text: string;
    parse_mode: 'HTML';
    link_preview_options: { is_disabled: boolean };
  }): Promise<void> {
    const sent = await queue.send({
      chat: String(place.chat.id),
      group: true,
      priority: 'answer',
      before: async () => {},
      async call() {
        if (message !== null) {
          const edited = await api.call('editMessageText', { ...content, message_id: message });
          return edited.ok ? { ok: true, result: message } : edited;
        }
        const first = await api.call('sendMessage', {
          ...content,
          ...(place.replyTo === null
            ? {}
            : { reply_parameters: { message_id: place.replyTo, allow_sending_without_reply: true } }),
        });
        return first.ok ? { ok: true, result: first.result.message_id } : first;
      },
    });
    if (!sent.ok || message !== null) return;
    message = sent.result;
    // Where this is not kept a crash leaves a half answer beside the whole one; the answer itself goes on.
    await progress.keepShown(String(message)).catch(() => {});
  }

  return { ...growth, shown: () => message };
}
