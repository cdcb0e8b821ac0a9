import { showDigestPost, showEmptyDigest } from '../../commands/show-digest-post.ts';
import type { Delivery } from '../../core/ports/subscription-store.ts';
import { readerOfDigest, type ToldDigest } from '../chat/post-digests.ts';
import type { AnswerPlace, TelegramPart } from './answer-plan.ts';
import type { TelegramAnswering } from './telegram-answering.ts';

/** The messages of a digest for the chat that is subscribed to it. */
export async function planDigest(
  { plan }: TelegramAnswering,
  digest: ToldDigest,
  delivery: Delivery,
): Promise<TelegramPart[] | null> {
  const { kind, output, subscription, chat } = digest;
  const context = readerOfDigest(digest);
  const told = { slot: delivery.slot, topics: subscription.topics };
  const id = Number(delivery.chat);
  if (!Number.isSafeInteger(id)) return null;
  const place: AnswerPlace = {
    // Groups and channels have ids below 0; what a channel takes a minute is not said, so that it is taken for a group.
    chat: { id, type: id < 0 ? 'supergroup' : 'private' },
    thread: delivery.thread === null ? null : Number(delivery.thread),
    replyTo: null,
    edits: null,
  };
  const blocks =
    kind === 'empty'
      ? showEmptyDigest(told, context)
      : showDigestPost({ ...told, output, isLate: delivery.isLate }, context);
  const { parts } = await plan(blocks, place, { command: 'digest', isQuiet: chat.settings.quiet });
  return parts;
}
