import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { ArticleDraft } from '../../../src/core/model/article.ts';
import { changeAfterPoll } from '../../../src/core/sources/after-poll.ts';
import { createFetcher, type Fetcher } from '../../../src/ingest/fetch/create-fetcher.ts';
import { BACKFILL, pollSource } from '../../../src/ingest/poll/poll-source.ts';
import { createSqliteStore } from '../../../src/store/sqlite/create-sqlite-store.ts';
import { buildSource } from '../../build-source.ts';
import { type Answer, send, startWebServer, type WebServer } from '../../servers/web/start-web-server.ts';
import { readPlainFeed, writePlainFeed } from './plain-feed.ts';

const NOW = Date.UTC(2026, 10, 23, 4);
const item = (number: number, rest: { body?: string; publishedAt?: string } = {}) => ({
  url: `https://example.org/${number}`,
  title: `Item ${number}`,
  ...rest,
});

describe('a poll of a source', () => {
  let server: WebServer;
  let fetcher: Fetcher;
  let store: Awaited<ReturnType<typeof createSqliteStore>>;
  let answers: Record<string, Answer>;
  let taken: { source: string; drafts: readonly ArticleDraft[] }[];

  beforeEach(async () => {
    answers = {};
    taken = [];
    server = await startWebServer(answers);
    fetcher = createFetcher({ allowedNetworks: ['127.0.0.1'], userAgent: 'jianbao-test', now: () => NOW });
    store = await createSqliteStore({ path: ':memory:', now: () => NOW });
    await store.sources.add(buildSource({ url: `${server.origin}/feed?key=secret` }));
  });
  afterEach(async () => {
    await Promise.all([fetcher.close(), server.close(), store.close()]);
  });

  /** Polls and keeps what it came to; the titles that were taken in. */
  async function poll(takeIn?: () => Promise<number>) {
    const source = await store.sources.find('a');
    assert.ok(source !== null);
    taken = [];
    const outcome = await pollSource(
      {
        ...{ fetcher, readFeed: readPlainFeed, sources: store.sources, now: () => NOW },
        completeTexts: async (_source, items) => items.map(({ draft }) => draft),
        takeIn:
          takeIn ??
          (async (name, drafts) => {
            taken.push({ source: name, drafts });
            return drafts.length;
          }),
      },
      source,
    );
    const { change } = changeAfterPoll(source, outcome, { now: NOW, random: 0 });
    await store.sources.endPoll('a', change);
    return { outcome, titles: taken.flatMap(({ drafts }) => drafts.map(({ title }) => title)) };
  }

  it('takes in what is new, once, and what was edited', async () => {
    answers['/feed'] = send(writePlainFeed([item(2), item(1)]));
    assert.deepEqual((await poll()).titles, ['Item 2', 'Item 1']);
    answers['/feed'] = send(writePlainFeed([item(3), item(2), item(1, { body: 'Mended.' })]));
    const { outcome, titles } = await poll();
    assert.deepEqual(titles, ['Item 3', 'Item 1']);
    assert.ok(outcome.kind === 'read' && outcome.news === 2);
    assert.equal(taken[0]?.drafts[0]?.publisher, 'The feed');
  });

  it('has no news of items that are stored already, under other ids', async () => {
    answers['/feed'] = send(writePlainFeed([item(2), item(1)]));
    const { outcome } = await poll(async () => 0);
    assert.ok(outcome.kind === 'read' && outcome.news === 0);
    assert.equal((await store.sources.find('a'))?.newsAt, null);
  });

  it('knows the hub that the head of the answer names', async () => {
    const link = '<https://hub.example.org/>; rel="hub", <https://example.org/self>; rel="self"';
    answers['/feed'] = send(writePlainFeed([item(1)], { hints: { ttl: 5 } }), { link });
    await poll();
    assert.deepEqual((await store.sources.find('a'))?.hints, {
      ttl: 5,
      hub: { url: 'https://hub.example.org/', topic: 'https://example.org/self' },
    });
  });

  it('names the source without what may be secret in its address', async () => {
    answers['/feed'] = send(writePlainFeed([item(1)]));
    await poll();
    assert.equal(taken[0]?.source, `${server.origin}/feed?…`);
  });

  it('brings of a new feed its newest alone, and the rest never', async () => {
    const days = Array.from({ length: 40 }, (_, index) =>
      // The oldest first, as some feeds have it.
      item(index, { publishedAt: new Date(NOW - (40 - index) * 86_400_000).toISOString() }),
    );
    answers['/feed'] = send(writePlainFeed(days));
    const first = (await poll()).titles;
    assert.equal(first.length, BACKFILL);
    assert.deepEqual([first[0], first.at(-1)], ['Item 20', 'Item 39']);
    answers['/feed'] = send(writePlainFeed([...days, item(99)]));
    assert.deepEqual((await poll()).titles, ['Item 99']);
  });

  it('asks with the validators of the last answer, and reads the same bytes once', async () => {
    answers['/feed'] = send(writePlainFeed([item(1)]), { etag: '"1"', 'cache-control': 'max-age=7200' });
    await poll();
    assert.equal((await poll()).outcome.kind, 'unchanged');
    assert.equal(server.requests.at(-1)?.headers['if-none-match'], '"1"');
    answers['/feed'] = (response) => response.writeHead(304).end();
    assert.equal((await poll()).outcome.kind, 'unchanged');
    const source = await store.sources.find('a');
    assert.deepEqual([source?.etag, source?.state], ['"1"', 'active']);
  });

  it('is no failure of the source where the store fails, and takes the items in the next time', async () => {
    answers['/feed'] = send(writePlainFeed([item(1)]));
    await assert.rejects(
      poll(() => Promise.reject(new Error('the store is locked'))),
      /locked/,
    );
    assert.equal((await store.sources.find('a'))?.failures, 0);
    assert.deepEqual((await poll()).titles, ['Item 1']);
  });

  it('tells what is no feed from what can not be fetched', async () => {
    answers['/feed'] = send('<html>no feed');
    const unreadable = (await poll()).outcome;
    assert.ok(unreadable.kind === 'failed' && unreadable.problem.kind === 'unreadable');
    answers['/feed'] = send('', {}, 410);
    await poll();
    const source = await store.sources.find('a');
    assert.deepEqual([source?.state, source?.nextAt, source?.problem?.status], ['gone', null, 410]);
  });
});
