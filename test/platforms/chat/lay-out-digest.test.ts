import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Post, PostContent } from '../../../src/core/ports/post-store.ts';
import { readerOf } from '../../../src/platforms/chat/find-reader.ts';
import { createContentKeeper } from '../../../src/platforms/chat/keep-contents.ts';
import { layOutDigest } from '../../../src/platforms/chat/lay-out-digest.ts';
import { readContent } from '../../../src/platforms/chat/post-content.ts';
import { renderBlocks as renderForDiscord } from '../../../src/platforms/discord/render-blocks.ts';
import { renderBlocks } from '../../../src/platforms/telegram/render-blocks.ts';
import { buildArticle } from '../../build-article.ts';
import { buildDelivery, buildSubscription } from '../../build-subscription.ts';
import { createNewsDesk } from '../news-desk.ts';

const delivery = buildDelivery(buildSubscription({ id: 'now' }));
const reader = { ...readerOf('en'), zone: 'Asia/Shanghai' };
const telegram = (blocks: Parameters<typeof renderBlocks>[0]) => renderBlocks(blocks, { live: new Set() });
const discord = (blocks: Parameters<typeof renderForDiscord>[0]) =>
  renderForDiscord(blocks, {
    command: 'digest',
    encodePress: ({ action }) => JSON.stringify(action).slice(0, 90),
  });

function buildArticles(count: number, words = 1) {
  return Array.from({ length: count }, (_, index) =>
    buildArticle({
      id: `story${index}`,
      title: `Story ${index} of the day`,
      body: `Story ${index} tells of ${index + 20} boats${' and of the sea'.repeat(words)}.`,
      language: 'en',
    }),
  );
}

/** The digest of some stories, of which some update posts that there are. */
async function layOut(
  articles: ReturnType<typeof buildArticles>,
  updates: Record<string, string> = {},
  earlier: (Post & { articleIds: string[] })[] = [],
  due = delivery,
) {
  const news = createNewsDesk(articles);
  news.tell(
    delivery.id,
    articles.map(({ id }) => {
      const first = updates[id];
      return { id, ...(first === undefined ? {} : { updates: { delivery: first } }) };
    }),
  );
  const digest = await news.desk.compose(delivery, { language: 'en' });
  if (digest.kind === 'skipped') throw new Error('skipped');
  return layOutDigest(digest, due, {
    posts: { listOf: async (of) => earlier.filter((post) => post.delivery === of) },
    chat: '1',
    linkTo: ({ message }) => `https://example.org/${message}`,
  });
}

const postOf = (message: string, articleIds: string[], given: Partial<Post> = {}) => ({
  ...{ platform: 'telegram', chat: '1', message, delivery: 'before', content: 'k', sentAt: 0, articleIds },
  ...given,
});
const headlines = ({ blocks }: { blocks: readonly { kind: string; headline?: string }[] }) =>
  blocks.flatMap(({ headline }) => (headline === undefined ? [] : [headline.slice(0, 7)]));

describe('a digest as messages', () => {
  it('is one group without updates, and where what they update is not known any more', async () => {
    const groups = await layOut(buildArticles(3), { story1: 'forgotten' });
    assert.deepEqual(
      groups.map(({ replyTo }) => replyTo),
      [null],
    );
  });

  it('begins a message at an update, with the headings above it, and tells of all in order', async () => {
    const groups = await layOut(buildArticles(3), { story1: 'before' }, [
      postOf('8', ['other']),
      postOf('7', ['story1']),
    ]);
    assert.deepEqual(groups.map(headlines), [['Story 0'], ['Story 1', 'Story 2']]);
    assert.deepEqual(
      groups.map(({ replyTo }) => replyTo),
      [null, '7'],
    );
    const [first] = await layOut(buildArticles(2), { story0: 'before' }, [postOf('7', ['story0'])]);
    assert.deepEqual(
      first?.blocks.map(({ kind }) => kind),
      ['heading', 'heading', 'story', 'story', 'paragraph'],
    );
    assert.equal(first?.replyTo, '7');
    const late = await layOut(buildArticles(2), { story0: 'before' }, [postOf('7', ['story0'])], {
      ...delivery,
      isLate: true,
    });
    assert.deepEqual(
      late.map(({ blocks }) => blocks.map(({ kind }) => kind)),
      [['heading', 'notice', 'heading', 'story', 'story', 'paragraph']],
    );
  });

  it('keeps together what updates the same post, and takes the one post of a delivery for all of it', async () => {
    const groups = await layOut(buildArticles(3), { story1: 'before', story2: 'before' }, [
      postOf('7', ['x']),
    ]);
    assert.deepEqual(groups.map(headlines), [['Story 0'], ['Story 1', 'Story 2']]);
  });

  it('leads to a post that stands elsewhere', async () => {
    const [group, ...others] = await layOut(buildArticles(1), { story0: 'before' }, [
      postOf('7', ['story0'], { chat: '2' }),
    ]);
    assert.deepEqual(others, []);
    assert.equal(group?.replyTo, null);
    assert.match(JSON.stringify(group?.blocks), /example\.org\/7/);
  });
});

describe('what the messages of a digest say', () => {
  /** Kept and read back. */
  async function keep(
    group: Awaited<ReturnType<typeof layOut>>[number],
    messages: readonly { blocks: readonly number[] }[],
  ) {
    const kept: PostContent[] = [];
    const keeper = createContentKeeper({
      posts: { keepContents: async (contents) => void kept.push(...contents) },
      now: () => 0,
    });
    const keys = await keeper.keep(group, messages, reader);
    return { keeper, kept, keys };
  }

  for (const [name, render] of [
    ['Telegram', telegram],
    ['Discord', discord],
  ] as const)
    it(`is on ${name} rendered again to the same messages`, async () => {
      const [group] = await layOut(buildArticles(40, 12));
      assert.ok(group !== undefined);
      const messages = render(group.blocks);
      assert.ok(messages.length > 2);
      const { kept, keys } = await keep(group, messages);
      for (const [index, message] of messages.entries()) {
        const content = readContent(kept.find(({ key }) => key === keys[index])?.text ?? '');
        assert.ok(content !== null);
        assert.deepEqual(content.split, []);
        const { blocks: _, ...again } = render(content.blocks)[0] ?? { blocks: [] };
        const { blocks: __, ...before } = message;
        assert.deepEqual(again, before);
      }
      assert.deepEqual(
        kept.flatMap(({ articleIds }) => articleIds),
        Array.from({ length: 40 }, (_, index) => `story${index}`),
      );
    });

  it('names the story that goes on in another message', async () => {
    const [group] = await layOut(buildArticles(2));
    assert.ok(group !== undefined);
    group.blocks = group.blocks.map((block) =>
      block.kind === 'story' && block.headline.startsWith('Story 1')
        ? { ...block, sentences: [{ text: `It is ${'so long '.repeat(700)}indeed.`, citations: [] }] }
        : block,
    );
    const messages = telegram(group.blocks);
    const { kept, keys } = await keep(group, messages);
    const contents = keys.map((key) => readContent(kept.find((content) => content.key === key)?.text ?? ''));
    const told = contents.map((content) =>
      content?.split.map((index) => {
        const block = content.blocks[index];
        return [block?.kind === 'story' ? block.headline : '', content.continued.includes(index)];
      }),
    );
    assert.deepEqual(told.slice(0, 2), [[['Story 1 of the day', false]], [['Story 1 of the day', true]]]);
  });

  it('is kept once for all chats that take the same, and nothing of a message without a story', async () => {
    const [group] = await layOut(buildArticles(1));
    assert.ok(group !== undefined);
    const messages = [{ blocks: [0, 1, 2] }, { blocks: [3] }];
    const { keeper, kept, keys } = await keep(group, messages);
    assert.equal(keys[1], null);
    assert.deepEqual(await keeper.keep(group, messages, reader), keys);
    assert.equal(kept.length, 1);
  });
});
