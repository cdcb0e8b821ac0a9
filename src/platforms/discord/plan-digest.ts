import { describeSlot } from '../../commands/schedule/describe-schedule.ts';
import { showDigestPost, showEmptyDigest } from '../../commands/show-digest-post.ts';
import type { Delivery } from '../../core/ports/subscription-store.ts';
import { readerOfDigest, type ToldDigest } from '../chat/post-digests.ts';
import type { DiscordPart } from './answer-plan.ts';
import type { DiscordAnswering } from './discord-answering.ts';
import { shortenText } from './shorten-text.ts';

/** Characters, https://docs.discord.com/developers/resources/channel#start-thread-in-forum-or-media-channel */
const LONGEST_TITLE = 100;

/** The messages of a digest for the channel that is subscribed to it. */
export async function planDigest(
  { plan }: DiscordAnswering,
  digest: ToldDigest,
  delivery: Delivery,
): Promise<DiscordPart[]> {
  const { kind, output, subscription, chat } = digest;
  const context = readerOfDigest(digest);
  const { slot, isLate } = delivery;
  const told = { slot, topics: subscription.topics };
  const blocks =
    kind === 'empty' ? showEmptyDigest(told, context) : showDigestPost({ ...told, output, isLate }, context);
  const when = describeSlot(slot, context.zone, context.language);
  const { parts } = await plan(
    blocks,
    {
      via: 'channel',
      event: delivery.id,
      // A thread is a channel.
      channel: delivery.thread ?? delivery.chat,
      ...{ guild: null, replyTo: null, edits: null, thread: null },
      title: shortenText(context.translate('digest.title', { period: when }), LONGEST_TITLE),
    },
    { command: 'digest', isQuiet: chat.settings.quiet },
  );
  return parts;
}
