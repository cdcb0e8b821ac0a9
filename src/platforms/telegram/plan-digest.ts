import type { Block } from '../../core/blocks/blocks.ts';
import type { Post } from '../../core/ports/post-store.ts';
import type { Delivery } from '../../core/ports/subscription-store.ts';
import type { ContentKeeper } from '../chat/keep-contents.ts';
import { readerOfDigest, type ToldDigest } from '../chat/post-digests.ts';
import { createDigestRenderer } from '../chat/render-digest.ts';
import type { AnswerPlace, TelegramPart } from './answer-plan.ts';
import type { TelegramAnswering } from './telegram-answering.ts';

/** Makes the messages of digests for the chats that are subscribed to them; null where a chat is none. */
export function createDigestPlanner(
  { render, planMessages, store }: TelegramAnswering,
  contents: ContentKeeper,
): (digest: ToldDigest, delivery: Delivery) => Promise<TelegramPart[] | null> {
  const renderDigest = createDigestRenderer(async (group, digest) => {
    const messages = render(group.blocks);
    return { messages, keys: await contents.keep(group, messages, readerOfDigest(digest)) };
  });
  return async (digest, delivery) => {
    const id = Number(delivery.chat);
    if (!Number.isSafeInteger(id)) return null;
    const thread = delivery.thread === null ? null : Number(delivery.thread);
    const place: AnswerPlace = { chat: chatOf(id), thread, replyTo: null, edits: null };
    const about = { command: 'digest', isQuiet: digest.chat.settings.quiet };
    const standing = { posts: store.posts, chat: delivery.chat, linkTo: linkToMessage };
    const planned: TelegramPart[] = [];
    for (const { rendered, replyTo } of await renderDigest(digest, delivery, standing)) {
      const repliesTo = replyTo === null ? null : Number(replyTo);
      const { parts } = await planMessages(rendered.messages, { ...place, replyTo: repliesTo }, about);
      planned.push(...parts.map((part, index) => ({ ...part, content: rendered.keys[index] ?? undefined })));
    }
    return planned;
  };
}

/** The edit after which a post of ours says these blocks; null where they take more than one message. */
export async function planCorrection(
  { render, planMessages }: TelegramAnswering,
  { chat, message }: Pick<Post, 'chat' | 'message'>,
  blocks: readonly Block[],
): Promise<TelegramPart | null> {
  const messages = render(blocks);
  if (messages.length !== 1) return null;
  const place = { chat: chatOf(Number(chat)), thread: null, replyTo: null, edits: Number(message) };
  const { parts } = await planMessages(messages, place, { command: 'digest', isQuiet: true });
  return parts[0] ?? null;
}

/** Groups and channels have ids below 0; what a channel takes a minute is not said, so that it is taken for a group. */
function chatOf(id: number): AnswerPlace['chat'] {
  return { id, type: id < 0 ? 'supergroup' : 'private' };
}

/** For its members (https://core.telegram.org/api/links#private-message-links); other chats' messages have no links. */
function linkToMessage({ chat, message }: Pick<Post, 'chat' | 'message'>): string | null {
  return chat.startsWith('-100') ? `https://t.me/c/${chat.slice(4)}/${message}` : null;
}
