import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Article } from '../../../src/core/model/article.ts';
import type { PlatformStore } from '../../../src/core/ports/platform-store.ts';
import type { Subscription } from '../../../src/core/ports/subscription-store.ts';
import { nextSlot } from '../../../src/core/schedule/find-slots.ts';
import { createArticleExplainer } from '../../../src/core/subscriptions/explain-coming.ts';
import { createSqliteStore } from '../../../src/store/sqlite/create-sqlite-store.ts';
import { buildArticle } from '../../build-article.ts';
import { buildDelivery } from '../../build-delivery.ts';
import { createMemorySubscriptions } from '../../fakes/memory-subscriptions.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 23, 4);
const CHAT = { platform: 'telegram', chat: '-100' };
const at = (hours: number): string => new Date(NOW + hours * HOUR).toISOString();

/** What the coming digest of a subscription makes of an article, among others. */
async function explain(
  article: Partial<Article>,
  {
    subscription = {},
    others = [],
    prepare,
  }: {
    subscription?: Partial<Subscription>;
    others?: readonly Article[];
    prepare?(platforms: ReturnType<typeof createMemorySubscriptions>): Promise<void>;
  } = {},
) {
  const store = await createSqliteStore({ path: ':memory:', now: () => NOW });
  try {
    const asked = buildArticle({ publishedAt: at(-3), firstSeenAt: at(-2), ...article });
    await store.importArticles({ source: 'test.txt', articles: [asked, ...others] });
    const platforms = createMemorySubscriptions();
    const schedule = { times: [480], weekdays: [], zone: 'Asia/Shanghai' };
    await platforms.subscriptions.add({
      ...{ ...CHAT, thread: null, id: 'one', schedule, topics: [], muted: [], origin: 'command' },
      ...{ createdAt: NOW, next: nextSlot(schedule, NOW), coveredTo: NOW - 4 * HOUR },
      ...subscription,
    });
    await prepare?.(platforms);
    const found = await createArticleExplainer({ store, platforms, clock: { now: () => NOW } }).why(
      { ...CHAT, thread: null },
      asked.id,
    );
    assert.ok(found);
    return found.kind === 'told' ? found : found.subscriptions[0]?.verdict;
  } finally {
    await store.close();
  }
}

/** As many newer articles as there are places in a short digest. */
const newer = Array.from({ length: 8 }, (_, index) =>
  buildArticle({
    ...{ title: `另一篇 ${index}`, body: `这是第${index}篇。`, publishedAt: at(-1), firstSeenAt: at(-1) },
  }),
);

describe('why an article is in a digest', () => {
  it('is that it is new', async () => {
    assert.deepEqual(await explain({}), { kind: 'coming', topics: [] });
  });

  it('is a topic of the subscription that it has or says', async () => {
    const topics = ['体育', '#图书', '东湖社区'];
    assert.deepEqual(await explain({ hashtags: ['图书'] }, { subscription: { topics } }), {
      ...{ kind: 'coming', topics: ['#图书', '东湖社区'] },
    });
  });
});

describe('why an article is in no digest', () => {
  it('is a word that the subscription or the chat mutes', async () => {
    const muted = await explain({}, { subscription: { muted: ['体育', '圖書角'] } });
    assert.deepEqual(muted, { kind: 'muted', word: '圖書角' });
    const byChat = await explain(
      {},
      { prepare: (platforms) => platforms.chats.change(CHAT, { settings: { muted: ['押金'] } }) },
    );
    assert.deepEqual(byChat, { kind: 'muted', word: '押金' });
  });

  it('is that it is on none of the topics, those of the chat where the subscription has none', async () => {
    assert.deepEqual(await explain({}, { subscription: { topics: ['体育'] } }), {
      ...{ kind: 'off-topic', topics: ['体育'] },
    });
    const byChat = await explain(
      {},
      { prepare: (platforms) => platforms.chats.change(CHAT, { settings: { topics: ['经济'] } }) },
    );
    assert.deepEqual(byChat, { kind: 'off-topic', topics: ['经济'] });
  });

  it('is that it is old, by its instant or by its day', async () => {
    const old = await explain({ publishedAt: '2026-11-01T08:00:00+08:00' });
    assert.ok(typeof old === 'object' && old?.kind === 'too-old');
    const day = await explain({ publishedAt: '2026-11-19' });
    assert.ok(typeof day === 'object' && day?.kind === 'too-old');
    assert.deepEqual(await explain({ publishedAt: '2026-11-21' }), { kind: 'coming', topics: [] });
  });

  it('is that it was there when the last digest was made', async () => {
    const before = await explain({ publishedAt: at(-9), firstSeenAt: at(-8) });
    assert.ok(typeof before === 'object' && before?.kind === 'seen-before');
  });

  it('is that it comes too late, or that its date is far ahead', async () => {
    const schedule = { times: [480], weekdays: [], zone: 'Asia/Shanghai' };
    const next = { at: NOW - 3 * HOUR, key: '2026-11-23T09:00' };
    assert.deepEqual(await explain({}, { subscription: { schedule, next } }), { kind: 'later' });
    assert.deepEqual(await explain({ publishedAt: '2027-01-01' }), { kind: 'later' });
  });

  it('is that newer ones take all places of the length', async () => {
    const prepare = (platforms: Pick<PlatformStore, 'chats'>) =>
      platforms.chats.change(CHAT, { settings: { length: 'short' } });
    assert.deepEqual(await explain({}, { others: newer, prepare }), { kind: 'beyond-length' });
    assert.deepEqual(await explain({}, { others: newer }), { kind: 'coming', topics: [] });
  });

  it('is that one told of it already', async () => {
    const delivery = buildDelivery();
    const told = await explain(
      {},
      {
        async prepare(platforms) {
          platforms.made.push(delivery);
          platforms.deliveries.findTold = async (_target, ids) =>
            new Map(
              [...ids].map((id) => [id, { delivery: delivery.id, updatedBy: null, contentHash: null }]),
            );
        },
      },
    );
    assert.deepEqual(told, { kind: 'told', delivery });
  });
});
