import type { Delivery } from '../../core/ports/subscription-store.ts';
import type { ToldDigest } from '../chat/post-digests.ts';
import { createDigestRenderer } from '../chat/render-digest.ts';
import type { AnswerPlace, TelegramPart } from './answer-plan.ts';
import type { TelegramAnswering } from './telegram-answering.ts';

/** Makes the messages of digests for the chats that are subscribed to them; null where a chat is none. */
export function createDigestPlanner({
  render,
  planMessages,
}: TelegramAnswering): (digest: ToldDigest, delivery: Delivery) => Promise<TelegramPart[] | null> {
  const renderDigest = createDigestRenderer(async (blocks) => render(blocks));
  return async (digest, delivery) => {
    const id = Number(delivery.chat);
    if (!Number.isSafeInteger(id)) return null;
    const place: AnswerPlace = {
      // Groups and channels have ids below 0; what a channel takes a minute is not said, so that it is taken for a group.
      chat: { id, type: id < 0 ? 'supergroup' : 'private' },
      thread: delivery.thread === null ? null : Number(delivery.thread),
      replyTo: null,
      edits: null,
    };
    const about = { command: 'digest', isQuiet: digest.chat.settings.quiet };
    const { parts } = await planMessages(await renderDigest(digest, delivery), place, about);
    return parts;
  };
}
