import { articlesOfPost } from '../../commands/correct-post.ts';
import { showDigestPost, showEmptyDigest } from '../../commands/show-digest-post.ts';
import type { Block } from '../../core/blocks/blocks.ts';
import type { DigestStory } from '../../core/model/output.ts';
import type { Post, PostStore } from '../../core/ports/post-store.ts';
import type { Delivery } from '../../core/ports/subscription-store.ts';
import { readerOfDigest, type ToldDigest } from './post-digests.ts';

/** Blocks of a digest that begin a message of their own. */
export interface DigestGroup {
  blocks: Block[];
  /** Of each block, the articles of its story, or those that an overview cites. */
  articleIds: string[][];
  /** The message that the first of its messages replies to. */
  replyTo: string | null;
}

/** Where a digest is going to stand, and what it may reply to there. */
export interface DigestPlace {
  posts: Pick<PostStore, 'listOf'>;
  chat: string;
  linkTo(post: Post): string | null;
}

/** Messages of a digest that reply: each is one more than the digest would have, in a chat that takes few a minute. */
const MOST_REPLIES = 3;

/**
 * A digest as blocks. A story that updates one that the chat was told of begins a message that replies to that post, where it
 * stands in the same chat and can be replied to; else it leads to it, where the platform has such links.
 */
export async function layOutDigest(
  digest: ToldDigest,
  delivery: Pick<Delivery, 'slot' | 'isLate'>,
  { posts, chat, linkTo }: DigestPlace,
): Promise<DigestGroup[]> {
  const { kind, output, subscription } = digest;
  const reader = readerOfDigest(digest);
  const told = { slot: delivery.slot, topics: subscription.topics };
  if (kind === 'empty') {
    const blocks = showEmptyDigest(told, reader);
    return [{ blocks, articleIds: blocks.map(() => []), replyTo: null }];
  }
  const stories = output.sections.flatMap((section) => section.stories);
  const findEarlier = createEarlierPosts(posts);
  let group: DigestGroup = { blocks: [], articleIds: [], replyTo: null };
  const groups = [group];
  let next = 0;
  for (const block of showDigestPost({ ...told, output, isLate: delivery.isLate }, reader)) {
    const story = block.kind === 'story' ? stories[next] : undefined;
    if (block.kind === 'story') next += 1;
    const earlier = story === undefined ? null : await findEarlier(story);
    const repliesTo = earlier?.chat === chat ? earlier.message : null;
    if (repliesTo !== null && repliesTo !== group.replyTo && groups.length <= MOST_REPLIES) {
      group = beginGroup(group, repliesTo);
      groups.push(group);
    }
    const isLinked = earlier !== null && (repliesTo === null || repliesTo !== group.replyTo);
    group.blocks.push(isLinked ? withLink(block, earlier) : block);
    group.articleIds.push(story?.articles.map(({ id }) => id) ?? articlesOfPost([block]));
  }
  return groups.filter(({ blocks }) => blocks.length > 0);

  function withLink(block: Block, earlier: Post): Block {
    const url = linkTo(earlier);
    if (block.kind !== 'story' || url === null) return block;
    const note = { kind: 'earlier' as const, text: reader.translate('post.earlier'), url };
    return { ...block, notes: [...(block.notes ?? []), note] };
  }
}

/** The headings right above a story go with it, above the first one all that there is. */
function beginGroup(before: DigestGroup, replyTo: string): DigestGroup {
  const isFirst = before.blocks.every(({ kind }) => kind !== 'story');
  const last = isFirst ? -1 : before.blocks.findLastIndex(({ kind }) => kind !== 'heading');
  return {
    blocks: before.blocks.splice(last + 1),
    articleIds: before.articleIds.splice(last + 1),
    replyTo,
  };
}

/** The post that told the chat of a story before; the delivery's own where it has one alone. */
function createEarlierPosts(posts: Pick<PostStore, 'listOf'>): (story: DigestStory) => Promise<Post | null> {
  const known = new Map<string, ReturnType<PostStore['listOf']>>();
  return async ({ updates, articles }) => {
    if (updates === undefined) return null;
    const listing = known.get(updates.delivery) ?? posts.listOf(updates.delivery);
    known.set(updates.delivery, listing);
    const found = await listing;
    const ids = new Set(articles.map(({ id }) => id));
    const telling = found.find(({ articleIds }) => articleIds.some((id) => ids.has(id)));
    return telling ?? (found.length === 1 ? (found[0] ?? null) : null);
  };
}
