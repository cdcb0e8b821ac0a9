import { describeSlot } from '../../commands/schedule/describe-schedule.ts';
import type { Delivery } from '../../core/ports/subscription-store.ts';
import { readerOfDigest, type ToldDigest } from '../chat/post-digests.ts';
import { createDigestRenderer } from '../chat/render-digest.ts';
import type { DiscordPart } from './answer-plan.ts';
import type { DiscordAnswering } from './discord-answering.ts';
import { shortenText } from './shorten-text.ts';

/** Characters, https://docs.discord.com/developers/resources/channel#start-thread-in-forum-or-media-channel */
const LONGEST_TITLE = 100;

/** Makes the messages of digests for the channels that are subscribed to them. */
export function createDigestPlanner({
  render,
  planBodies,
}: DiscordAnswering): (digest: ToldDigest, delivery: Delivery) => Promise<DiscordPart[]> {
  const renderDigest = createDigestRenderer((blocks) => render(blocks, 'digest'));
  return async (digest, delivery) => {
    const { language, zone, translate } = readerOfDigest(digest);
    const when = describeSlot(delivery.slot, zone, language);
    return planBodies(
      await renderDigest(digest, delivery),
      {
        via: 'channel',
        event: delivery.id,
        // A thread is a channel.
        channel: delivery.thread ?? delivery.chat,
        ...{ guild: null, replyTo: null, edits: null, thread: null },
        title: shortenText(translate('digest.title', { period: when }), LONGEST_TITLE),
      },
      { isQuiet: digest.chat.settings.quiet },
    ).parts;
  };
}
