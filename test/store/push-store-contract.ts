import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Push, PushStore } from '../../src/core/ports/push-store.ts';
import type { SourceStore } from '../../src/core/ports/source-store.ts';
import { buildSource } from '../build-source.ts';
import { openForEach } from './open-for-each.ts';

const hub = { url: 'https://hub.example.org/', topic: 'https://example.org/a' };
const buildPush = (fields: Partial<Push> = {}): Push => ({
  ...{ source: 'a', token: 't', secret: 's', hub: hub.url, topic: hub.topic, wish: 'subscribe' },
  ...{ state: 'held', until: 100, nextAt: 80, failures: 0, askedAt: 5, pushedAt: null },
  ...fields,
});

/** What every store promises of what hubs were asked. `createStore` gives an empty one; the suite closes it. */
export function describePushStoreContract(
  name: string,
  createStore: () => Promise<{ sources: SourceStore; pushes: PushStore; close(): Promise<void> }>,
): void {
  describe(name, () => {
    let store: { sources: SourceStore; pushes: PushStore };
    openForEach(createStore, (opened) => {
      store = opened;
    });
    const wanted = async (now: number, limit = 9) =>
      (await store.pushes.listWanted({ now, limit })).map(({ source }) => source);
    const unwanted = async (now: number) =>
      (await store.pushes.listUnwanted({ now, limit: 9 })).map(({ source }) => source);

    it('keeps one for each source, as it was given, and shows the source what it need know', async () => {
      await store.sources.add(buildSource({ hints: { hub } }));
      await store.pushes.keep(buildPush({ token: 'before' }));
      await store.pushes.keep(buildPush({ pushedAt: 7 }));
      assert.deepEqual(await store.pushes.find('t'), buildPush({ pushedAt: 7 }));
      assert.equal(await store.pushes.find('before'), null);
      assert.deepEqual(await store.sources.find('a'), {
        ...buildSource({ hints: { hub } }),
        push: { state: 'held', hub: hub.url, until: 100, pushedAt: 7 },
      });
      await store.sources.change('a', { title: 'A' });
      assert.equal((await store.sources.find('a'))?.push?.state, 'held');
      await store.pushes.remove('t');
      assert.equal((await store.sources.find('a'))?.push, null);
    });

    it('lists what is to be asked: feeds that a hub offers to push, each when its time has come', async () => {
      await store.sources.add(buildSource({ id: 'a', hints: { hub } }));
      await store.sources.add(buildSource({ id: 'b', hints: { ttl: 5, hub }, state: 'failing' }));
      await store.sources.add(buildSource({ id: 'c', hints: { ttl: 5 } }));
      await store.sources.add(buildSource({ id: 'd', hints: { hub }, state: 'paused' }));
      await store.sources.add(buildSource({ id: 'e', hints: { hub }, kind: 'page' }));
      assert.deepEqual(await store.pushes.listWanted({ now: 0, limit: 9 }), [
        { source: 'a', hub, push: null },
        { source: 'b', hub, push: null },
      ]);
      assert.deepEqual(await wanted(0, 1), ['a']);
      await store.pushes.keep(buildPush());
      assert.deepEqual([await wanted(79), await wanted(80)], [['b'], ['a', 'b']]);
      await store.pushes.keep(buildPush({ wish: 'unsubscribe' }));
      assert.deepEqual(await wanted(0), ['a', 'b']);
    });

    it('lists what is to be taken back: of sources that are gone, paused, or offered by no hub any more', async () => {
      await store.sources.add(buildSource({ id: 'a', hints: { hub } }));
      await store.pushes.keep(buildPush());
      await store.pushes.keep(buildPush({ source: 'removed', token: 'r' }));
      await store.pushes.keep(buildPush({ source: 'told', token: 'told', wish: 'unsubscribe', nextAt: 50 }));
      assert.deepEqual(await unwanted(0), ['removed']);
      assert.deepEqual(await unwanted(50), ['removed', 'told']);
      await store.sources.change('a', { state: 'paused', nextAt: null });
      assert.deepEqual(await unwanted(0), ['a', 'removed']);
      await store.sources.change('a', { state: 'active', nextAt: 1, hints: {} });
      assert.deepEqual(await unwanted(0), ['a', 'removed']);
    });

    it('changes what is given, and nothing where it was asked again or answered since', async () => {
      await store.pushes.keep(buildPush());
      await store.pushes.change('t', { state: 'failed' }, { askedAt: 5, nextAt: 79 });
      await store.pushes.change('t', { state: 'failed' }, { askedAt: 4, nextAt: 80 });
      assert.equal((await store.pushes.find('t'))?.state, 'held');
      await store.pushes.change('t', { nextAt: 90 }, { askedAt: 5, nextAt: 80 });
      assert.deepEqual(await store.pushes.find('t'), buildPush({ nextAt: 90 }));
      await store.pushes.change('nobody', { state: 'failed' });
    });

    it('knows a push of a source that is removed by nothing', async () => {
      await store.pushes.keep(buildPush());
      assert.equal(await store.pushes.notePush('t', 9), false);
      assert.equal(await store.pushes.notePush('nobody', 9), false);
    });

    it('forgets a claim that nobody ended when its time is over', async () => {
      await store.sources.add(buildSource({ hints: { hub }, nextAt: 0, polledAt: null }));
      await store.pushes.keep(buildPush());
      await store.sources.claimDue({ now: 10, until: 1000, limit: 1 });
      assert.equal(await store.pushes.notePush('t', 20), false);
      assert.equal((await store.sources.find('a'))?.nextAt, 1000);
      await store.sources.change('a', { nextAt: 5000 });
      assert.equal(await store.pushes.notePush('t', 1001), true);
      assert.equal((await store.sources.find('a'))?.nextAt, 1001);
    });
  });
}
