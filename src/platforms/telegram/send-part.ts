import type { PartPort } from '../chat/deliver-answer.ts';
import type { SendQueue } from '../chat/send-queue.ts';
import type { TelegramPart } from './answer-plan.ts';
import type { TelegramFailure } from './map-telegram-error.ts';
import type { Membership } from './membership.ts';
import type { CallResult, TelegramApi } from './telegram-api.ts';

/** How a part of an answer goes to Telegram, and what is tried where it is refused. */
export function createTelegramPartPort({
  api,
  queue,
  membership,
}: {
  api: TelegramApi;
  queue: SendQueue<TelegramFailure>;
  membership: Membership;
}): PartPort<TelegramPart, TelegramFailure> {
  return {
    platform: 'telegram',
    queueOf: () => queue,
    chatOf: ({ chat, group }) => ({ chat: String(chat), lane: String(chat), group }),
    call: (part) => callPart(api, part),
    async adapt(rest, failure) {
      const [part, ...later] = rest;
      if (part === undefined) return null;
      if (failure.kind === 'bad-markup' && !part.isPlain) return [{ ...part, isPlain: true }, ...later];
      if (failure.kind === 'message-gone' && part.edits !== null) return [{ ...part, edits: null }, ...later];
      if (failure.kind !== 'migrated' || part.chat === failure.to) return null;
      await membership.migrate(part.chat, failure.to);
      // The messages of the old group are not those of the new one.
      return rest.map((each) => ({ ...each, chat: failure.to, group: true, replyTo: null, edits: null }));
    },
    onSent: ({ chat }) => membership.resumeAfter(chat),
    onRefused: ({ chat }, failure) => membership.pauseAfter(chat, failure),
  };
}

async function callPart(
  api: TelegramApi,
  part: TelegramPart,
): Promise<CallResult<{ message: string | null }>> {
  const content = {
    chat_id: part.chat,
    text: part.isPlain ? part.plain : part.html,
    ...(part.isPlain ? {} : { parse_mode: 'HTML' as const }),
    link_preview_options:
      part.previewUrl === null ? { is_disabled: true } : { url: part.previewUrl, prefer_small_media: true },
    ...(part.keyboard.length === 0 ? {} : { reply_markup: { inline_keyboard: part.keyboard } }),
  };
  if (part.edits !== null) {
    const edited = await api.call('editMessageText', { ...content, message_id: part.edits });
    // It stands there as it should.
    return edited.ok || edited.failure.kind === 'not-modified'
      ? { ok: true, result: { message: String(part.edits) } }
      : edited;
  }
  const sent = await api.call('sendMessage', {
    ...content,
    ...(part.thread === null ? {} : { message_thread_id: part.thread }),
    ...(part.replyTo === null
      ? {}
      : { reply_parameters: { message_id: part.replyTo, allow_sending_without_reply: true } }),
    ...(part.isQuiet ? { disable_notification: true } : {}),
  });
  return sent.ok ? { ok: true, result: { message: String(sent.result.message_id) } } : sent;
}
