import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { EmbeddingSpace, EmbeddingStore } from '../../src/core/ports/embedding-store.ts';
import type { Store } from '../../src/core/ports/store.ts';
import { buildArticle } from '../build-article.ts';

const SPACE: EmbeddingSpace = { model: 'one', dimension: 3 };
/** How articles are cut into passages. */
const CUTTING = 7;
const OTHER: EmbeddingSpace = { model: 'two', dimension: 2 };

/** What every embedding store does. */
export function describeEmbeddingStoreContract(
  name: string,
  open: () => Promise<Pick<Store, 'importArticles' | 'close'> & { embeddings: EmbeddingStore }>,
): void {
  describe(`vectors in ${name}`, () => {
    let store: Awaited<ReturnType<typeof open>>;
    beforeEach(async () => {
      store = await open();
      await add('a', 'b', 'c');
    });
    afterEach(() => store.close());

    const add = (...ids: string[]) =>
      store.importArticles({
        source: 'test',
        articles: ids.map((id) => buildArticle({ id, title: `标题${id}`, body: `正文${id}，说的是${id}。` })),
      });
    const waiting = async (space = SPACE, limit = 10) =>
      (await store.embeddings.listWaiting({ space, cutting: CUTTING, limit })).map(({ id }) => id);
    async function embed(space: EmbeddingSpace, ids: readonly string[], values?: readonly number[] | null) {
      const found = await store.embeddings.listWaiting({ space, cutting: CUTTING, limit: 100 });
      await store.embeddings.save({
        ...{ space, cutting: CUTTING },
        articles: found
          .filter(({ id }) => ids.includes(id))
          .map(({ id, contentHash }) => ({
            ...{ articleId: id, contentHash },
            vectors: values === null ? [] : [Float32Array.from(values ?? Array(space.dimension).fill(1))],
          })),
      });
    }
    const newest = (space = SPACE) => store.embeddings.listNewest({ space, before: null, limit: 10 });
    const idsOf = async (vectors: readonly { number: number }[]) =>
      (await store.embeddings.readArticles(vectors.map(({ number }) => number))).map(({ id }) => id);

    it('every article waits at first, the last stored first, with what its vector is made of', async () => {
      assert.deepEqual(await waiting(), ['c', 'b', 'a']);
      assert.deepEqual(await waiting(SPACE, 2), ['c', 'b']);
      const [last] = await store.embeddings.listWaiting({ space: SPACE, cutting: CUTTING, limit: 1 });
      assert.deepEqual([last?.title, last?.body], ['标题c', '正文c，说的是c。']);
      assert.deepEqual(await store.embeddings.count({ model: 'one', cutting: CUTTING }), {
        embedded: 0,
        waiting: 3,
      });
    });

    it('what has a vector waits no more, and its vector keeps its direction', async () => {
      await embed(SPACE, ['b'], [0.6, -0.8, 0.004]);
      assert.deepEqual(await waiting(), ['c', 'a']);
      assert.deepEqual(await store.embeddings.count({ model: 'one', cutting: CUTTING }), {
        embedded: 1,
        waiting: 2,
      });
      const [vector] = await newest();
      assert.deepEqual(await idsOf(vector === undefined ? [] : [vector]), ['b']);
      assert.deepEqual([...(vector?.vectors ?? [])], [95, -127, 1]);
    });

    it('an article has as many as it has passages, each in its own direction', async () => {
      const [last] = await store.embeddings.listWaiting({ space: SPACE, cutting: CUTTING, limit: 1 });
      assert.ok(last);
      const vectors = [Float32Array.from([0.6, -0.8, 0]), Float32Array.from([0, 0.01, 0.02])];
      await store.embeddings.save({
        ...{ space: SPACE, cutting: CUTTING },
        articles: [{ articleId: last.id, contentHash: last.contentHash, vectors }],
      });
      const [stored] = await newest();
      assert.deepEqual([...(stored?.vectors ?? [])], [95, -127, 0, 0, 64, 127]);
      assert.deepEqual(await store.embeddings.count({ model: 'one', cutting: CUTTING }), {
        ...{ embedded: 1, waiting: 2 },
      });
    });

    it('with another cutting all wait again, last stored first, and are compared until they are made anew', async () => {
      await embed(SPACE, ['a', 'b', 'c']);
      const cutting = CUTTING + 1;
      const waitingAgain = async () =>
        (await store.embeddings.listWaiting({ space: SPACE, cutting, limit: 10 })).map(({ id }) => id);
      assert.deepEqual(await waitingAgain(), ['c', 'b', 'a']);
      assert.deepEqual(await store.embeddings.count({ model: 'one', cutting }), { embedded: 0, waiting: 3 });
      assert.deepEqual(await idsOf(await newest()), ['c', 'b', 'a']);
      await add('d');
      assert.deepEqual(await waitingAgain(), ['d', 'c', 'b', 'a']);
      const [, last] = await store.embeddings.listWaiting({ space: SPACE, cutting, limit: 2 });
      assert.ok(last);
      await store.embeddings.save({
        ...{ space: SPACE, cutting },
        articles: [
          { articleId: last.id, contentHash: last.contentHash, vectors: [Float32Array.from([1, 0, 0])] },
        ],
      });
      assert.deepEqual(await waitingAgain(), ['d', 'b', 'a']);
      assert.deepEqual(await idsOf(await newest()), ['c', 'b', 'a']);
    });

    it('an article of which none is to be had waits no more, and has none', async () => {
      await embed(SPACE, ['a'], null);
      assert.deepEqual(await waiting(), ['c', 'b']);
      assert.deepEqual(await newest(), []);
    });

    it('with another model all wait again, those without any vector first, until each has its own', async () => {
      await embed(SPACE, ['c', 'b']);
      assert.deepEqual(await waiting(OTHER), ['a', 'c', 'b']);
      await embed(OTHER, ['a', 'c']);
      assert.deepEqual(await waiting(OTHER), ['b']);
      assert.deepEqual(await idsOf(await newest(OTHER)), ['c', 'a']);
      // The model that was there first is not there any more for those.
      assert.deepEqual(await waiting(SPACE), ['c', 'a']);
      assert.deepEqual(await idsOf(await newest(SPACE)), ['b']);
      assert.deepEqual(await store.embeddings.count({ model: 'two', cutting: CUTTING }), {
        embedded: 2,
        waiting: 1,
      });
    });

    it('vectors of the same model in another dimension are another’s', async () => {
      await embed(SPACE, ['a', 'b', 'c']);
      const wider = { model: 'one', dimension: 4 };
      assert.deepEqual(await waiting(wider), ['c', 'b', 'a']);
      await embed(wider, ['c']);
      assert.deepEqual(await store.embeddings.count({ model: 'one', cutting: CUTTING }), {
        embedded: 1,
        waiting: 2,
      });
    });

    it('an article that is revised waits again, and takes no vector of its earlier text', async () => {
      const before = await store.embeddings.listWaiting({ space: SPACE, cutting: CUTTING, limit: 10 });
      await embed(SPACE, ['a', 'b', 'c']);
      const body = '正文a，说的是a。后来又说了更多。';
      await store.importArticles({
        source: 'test',
        articles: [buildArticle({ id: 'a', title: '标题a', body })],
      });
      assert.deepEqual(await waiting(), ['a']);
      assert.deepEqual(await idsOf(await newest()), ['c', 'b']);
      const late = before.filter(({ id }) => id === 'a');
      const vector = Float32Array.from([1, 0, 0]);
      await store.embeddings.save({
        ...{ space: SPACE, cutting: CUTTING },
        articles: late.map(({ id, contentHash }) => ({ articleId: id, contentHash, vectors: [vector] })),
      });
      assert.deepEqual(await waiting(), ['a']);
    });

    it('is read in pages by the order of storing, and by the order of saving from a vector on', async () => {
      await embed(SPACE, ['c']);
      await embed(SPACE, ['a']);
      const first = await store.embeddings.listNewest({ space: SPACE, before: null, limit: 1 });
      assert.deepEqual(await idsOf(first), ['c']);
      const before = first[0]?.number ?? null;
      assert.deepEqual(await idsOf(await store.embeddings.listNewest({ space: SPACE, before, limit: 5 })), [
        'a',
      ]);
      const saved = first[0]?.saved ?? 0;
      assert.equal(await store.embeddings.findLastSaved(), saved + 1);
      await embed(SPACE, ['b']);
      const after = await store.embeddings.listSavedAfter({ space: SPACE, saved, limit: 5 });
      assert.deepEqual(await idsOf(after), ['a', 'b']);
    });
  });
}
