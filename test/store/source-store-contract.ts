import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SourceStore } from '../../src/core/ports/source-store.ts';
import { describeProblem } from '../../src/core/sources/source-problem.ts';
import { buildSource } from '../build-source.ts';
import { openForEach } from './open-for-each.ts';

/** What every store promises of sources. `createStore` gives an empty one; the suite closes it. */
export function describeSourceStoreContract(
  name: string,
  createStore: () => Promise<{ sources: SourceStore; close(): Promise<void> }>,
): void {
  describe(name, () => {
    let sources: SourceStore;
    openForEach(createStore, (opened) => {
      sources = opened.sources;
    });

    it('keeps a source as it was given', async () => {
      const plain = buildSource({ id: 'a' });
      const full = buildSource({
        id: 'b',
        addedUrl: 'https://example.org/',
        ...{ title: '新闻', link: 'https://example.org/', language: 'zh', state: 'failing', etag: '"e"' },
        ...{ lastModified: 'Mon', bodyHash: 'ab', nextAt: 7, nextReason: 'failure', interval: 9 },
        bounds: { shortest: 60_000, longest: null },
        pace: { since: 3, count: 2 },
        hints: { ttl: 5, skipHours: [1], skipDays: [0] },
        problem: describeProblem('status', 'HTTP 503', { status: 503, retryAt: 5 }),
        ...{ polledAt: 1, succeededAt: 2, newsAt: 3, failures: 4, addedBy: 'telegram:1', addedAt: 5 },
      });
      for (const source of [plain, full]) assert.ok(await sources.add(source));
      assert.deepEqual(await sources.find('a'), plain);
      assert.deepEqual(await sources.find('b'), full);
      assert.deepEqual(await sources.findByUrl('https://example.org/'), full);
      assert.deepEqual(await sources.list({ offset: 0, limit: 9 }), [plain, full]);
      assert.deepEqual(await sources.list({ offset: 1, limit: 9 }), [full]);
      assert.equal(await sources.find('c'), null);
    });

    it('has each address once', async () => {
      assert.ok(await sources.add(buildSource({ id: 'a' })));
      assert.equal(await sources.add(buildSource({ id: 'b', url: 'https://example.org/a.xml' })), false);
    });

    it('changes what is given and leaves the rest', async () => {
      await sources.add(buildSource({ id: 'a', title: 'A', etag: '"1"' }));
      await sources.change('a', { state: 'paused', nextAt: null, etag: null });
      assert.deepEqual(
        await sources.find('a'),
        buildSource({ id: 'a', title: 'A', state: 'paused', nextAt: null }),
      );
      await sources.change('nobody', { title: 'B' });
    });

    it('gives each due source to one alone, the longest overdue first', async () => {
      for (const [id, nextAt] of [
        ['late', 10],
        ['later', 5],
        ['soon', 200],
        ['never', null],
      ] as const)
        await sources.add(buildSource({ id, nextAt }));
      const claim = (now: number, limit = 9) => sources.claimDue({ now, until: now + 1000, limit });
      const claimed = await Promise.all([claim(100), claim(100)]);
      assert.deepEqual(
        claimed.flat().map(({ id, nextAt }) => [id, nextAt]),
        [
          ['later', 5],
          ['late', 10],
        ],
      );
      assert.equal(await sources.findNextDue(), 200);
      assert.deepEqual(
        (await claim(1100, 2)).map(({ id }) => id),
        ['soon', 'late'],
      );
    });

    it('lets a pause of the owner stand against a poll that was under way', async () => {
      await sources.add(buildSource({ id: 'a' }));
      await sources.claimDue({ now: 1, until: 2, limit: 1 });
      await sources.change('a', { state: 'paused', nextAt: null });
      await sources.endPoll('a', { state: 'active', nextAt: 99, title: 'A' });
      const after = await sources.find('a');
      assert.deepEqual([after?.state, after?.nextAt, after?.title], ['paused', null, 'A']);
    });

    it('does not move a source to where another is', async () => {
      await sources.add(buildSource({ id: 'a' }));
      await sources.add(buildSource({ id: 'b' }));
      await sources.endPoll('a', { url: 'https://example.org/b.xml', title: 'A' });
      await sources.endPoll('b', { url: 'https://example.org/c.xml' });
      assert.deepEqual(
        (await sources.list({ offset: 0, limit: 9 })).map(({ url, title }) => [url, title]),
        [
          ['https://example.org/a.xml', 'A'],
          ['https://example.org/c.xml', null],
        ],
      );
    });

    it('counts them by state, and those that could not be read lately', async () => {
      for (const [id, state, failures] of [
        ['a', 'active', 2],
        ['b', 'active', 3],
        ['c', 'paused', 9],
        ['d', 'failing', 12],
        ['e', 'gone', 1],
      ] as const)
        await sources.add(buildSource({ id, state, failures }));
      assert.deepEqual(await sources.count(), { active: 2, paused: 1, failing: 1, gone: 1, unread: 3 });
    });

    it('lists those that fail, the ones that failed most often first', async () => {
      for (const [id, state, failures] of [
        ['a', 'active', 1],
        ['b', 'active', 0],
        ['c', 'paused', 9],
        ['d', 'failing', 12],
        ['e', 'gone', 2],
      ] as const)
        await sources.add(buildSource({ id, state, failures }));
      const { count, sources: listed } = await sources.listFailing({ limit: 2 });
      assert.deepEqual([count, listed.map(({ id }) => id)], [3, ['d', 'e']]);
    });

    it('knows the items of each source, as they are', async () => {
      for (const id of ['a', 'b']) await sources.add(buildSource({ id }));
      const items = ['aa', 'bb', 'cc'].map((key) => ({ key, version: '01' }));
      assert.deepEqual(await sources.findNewItems('a', items), [0, 1, 2]);
      await sources.keepItems('a', items.slice(0, 2), 1);
      assert.deepEqual(await sources.findNewItems('a', items), [2]);
      assert.deepEqual(await sources.findNewItems('b', items), [0, 1, 2]);
      assert.deepEqual(await sources.findNewItems('a', [{ key: 'aa', version: '02' }]), [0]);
      assert.ok(await sources.remove('a'));
      assert.equal(await sources.remove('a'), false);
      assert.deepEqual(await sources.findNewItems('a', items), [0, 1, 2]);
    });

    it('knows the files of each folder, until they are forgotten', async () => {
      for (const id of ['a', 'b']) await sources.add(buildSource({ id, kind: 'folder' }));
      await sources.keepFile('a', { path: 'y', mark: '1', problem: 'malformed' });
      await sources.keepFile('a', { path: 'x', mark: '1', problem: null });
      await sources.keepFile('b', { path: 'x', mark: '2', problem: null });
      await sources.keepFile('a', { path: 'y', mark: '3', problem: null });
      assert.deepEqual(await sources.listFiles('a'), [
        { path: 'x', mark: '1', problem: null },
        { path: 'y', mark: '3', problem: null },
      ]);
      await sources.forgetFiles('a', ['x', 'z']);
      assert.deepEqual(await sources.listFiles('a'), [{ path: 'y', mark: '3', problem: null }]);
      await sources.remove('a');
      assert.deepEqual(await sources.listFiles('a'), []);
      await sources.keepFile('nobody', { path: 'x', mark: '1', problem: null });
      assert.equal((await sources.listFiles('b')).length, 1);
    });

    it('forgets the items that a feed has not had for longest, not those that it has', async () => {
      await sources.add(buildSource({ id: 'a' }));
      const marks = (from: number, count: number) =>
        Array.from({ length: count }, (_, index) => ({
          key: (from + index).toString(16).padStart(8, '0'),
          version: '01',
        }));
      await sources.keepItems('a', marks(0, 600), 1);
      await sources.keepItems('a', marks(600, 600), 2);
      assert.deepEqual(await sources.findNewItems('a', marks(600, 600)), []);
      assert.equal((await sources.findNewItems('a', marks(0, 600))).length, 200);
    });
  });
}
