import { describeSlot } from '../../commands/schedule/describe-schedule.ts';
import type { Block } from '../../core/blocks/blocks.ts';
import type { Post } from '../../core/ports/post-store.ts';
import type { Delivery } from '../../core/ports/subscription-store.ts';
import type { ContentKeeper } from '../chat/keep-contents.ts';
import { readerOfDigest, type ToldDigest } from '../chat/post-digests.ts';
import { createDigestRenderer } from '../chat/render-digest.ts';
import type { DiscordPart } from './answer-plan.ts';
import type { DiscordAnswering } from './discord-answering.ts';
import type { DiscordFailure } from './map-discord-error.ts';
import { PLATFORM } from './send-part.ts';
import { shortenText } from './shorten-text.ts';

/** Characters, https://docs.discord.com/developers/resources/channel#start-thread-in-forum-or-media-channel */
const LONGEST_TITLE = 100;

/** Makes the messages of digests for the channels that are subscribed to them. */
export function createDigestPlanner(
  { renderMessages, planBodies, store }: Pick<DiscordAnswering, 'renderMessages' | 'planBodies' | 'store'>,
  contents: ContentKeeper,
): (digest: ToldDigest, delivery: Delivery, event: string) => Promise<DiscordPart[]> {
  const renderDigest = createDigestRenderer(async (group, digest) => {
    const messages = await renderMessages(group.blocks, 'digest');
    const keys = await contents.keep(group, messages, readerOfDigest(digest));
    return { bodies: messages.map(({ body }) => body), keys };
  });
  return async (digest, delivery, event) => {
    const { language, zone, translate } = readerOfDigest(digest);
    const when = describeSlot(delivery.slot, zone, language);
    // A thread is a channel.
    const channel = delivery.thread ?? delivery.chat;
    const server = (await store.chats.find({ platform: PLATFORM, chat: delivery.chat }))?.server ?? null;
    const groups = await renderDigest(digest, delivery, {
      ...{ posts: store.posts, chat: channel },
      // A digest in a forum is a thread of its own, in which nothing of another can be replied to.
      linkTo: ({ chat, message }) =>
        server === null ? null : `https://discord.com/channels/${server}/${chat}/${message}`,
    });
    return groups.flatMap(({ rendered, replyTo }, index) => {
      const { parts } = planBodies(
        rendered.bodies,
        {
          via: 'channel',
          // A nonce of the delivery alone would give back its first message where it is sent once more within minutes.
          event: index === 0 ? event : `${event}/${index}`,
          channel,
          ...{ guild: null, replyTo, edits: null, thread: null },
          title: shortenText(translate('digest.title', { period: when }), LONGEST_TITLE),
        },
        { isQuiet: digest.chat.settings.quiet },
      );
      return parts.map((part, place) => ({ ...part, content: rendered.keys[place] ?? undefined }));
    });
  };
}

/** The edit after which a post of ours says these blocks; null where they take more than one message. */
export async function planCorrection(
  { renderMessages, planBodies }: DiscordAnswering,
  { chat, message }: Pick<Post, 'chat' | 'message'>,
  blocks: readonly Block[],
): Promise<DiscordPart | null> {
  const messages = await renderMessages(blocks, 'digest');
  const [part] = planBodies(
    messages.map(({ body }) => body),
    {
      via: 'channel',
      event: message,
      channel: chat,
      ...{ guild: null, replyTo: null, edits: message, thread: null },
    },
    {},
  ).parts;
  return messages.length === 1 ? (part ?? null) : null;
}

/** A post that was sent as a plain message, which refused components, is corrected as one. */
export function adaptCorrection(part: DiscordPart, { kind }: DiscordFailure): DiscordPart | null {
  const { form, plain } = part.body;
  return kind === 'bad-message' && form === null && plain.length === 1
    ? { ...part, body: { ...part.body, form: 0 } }
    : null;
}
