import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { StoredVectors } from '../../../src/core/ports/embedding-store.ts';
import { createVectorIndex } from '../../../src/core/retrieval/vector-index.ts';

const space = { model: 'test', dimension: 4 };
const open = { window: null, limit: 5 };

/** Vectors as a store would page them, and how many were read. */
function createVectors(vectors: StoredVectors[]) {
  const read = { vectors: 0 };
  const page = (found: StoredVectors[], limit: number) => {
    read.vectors += Math.min(found.length, limit);
    return found.slice(0, limit);
  };
  return {
    read,
    async listNewest({ before, limit }: { before: number | null; limit: number }) {
      const found = vectors.filter(({ number }) => number < (before ?? Number.POSITIVE_INFINITY));
      return page(
        found.sort((one, other) => other.number - one.number),
        limit,
      );
    },
    findLastSaved: async () => Math.max(0, ...vectors.map(({ saved }) => saved)),
    async listSavedAfter({ saved, limit }: { saved: number; limit: number }) {
      const found = vectors.filter((each) => each.saved > saved);
      return page(
        found.sort((one, other) => one.saved - other.saved),
        limit,
      );
    },
  };
}
const vector = (number: number, values: readonly number[], overrides: Partial<StoredVectors> = {}) => ({
  ...{ number, saved: number, belongsAt: number * 1000, wholeDay: false },
  ...{ vectors: Int8Array.from(values), ...overrides },
});
const unit = (...values: number[]) => Float32Array.from(values, (value) => value / Math.hypot(...values));

describe('a vector index', () => {
  /** Many that point about the same way, so that one that points elsewhere stands out. */
  const crowd = Array.from({ length: 60 }, (_, at) => vector(at + 1, [100, at % 7, at % 5, 0]));

  it('finds what points the same way and stands out among all, however long it is', async () => {
    const embeddings = createVectors([...crowd, vector(100, [0, 0, 20, 100]), vector(101, [0, 0, 2, 12])]);
    const index = createVectorIndex({ embeddings, space });
    const near = await index.findNearest(unit(0, 0, 0.2, 1), open);
    assert.deepEqual(
      near.map(({ number }) => number),
      [100, 101],
    );
    assert.ok(near.every(({ cosine }) => cosine > 0.99 && cosine < 1.001));
  });

  it('finds nothing among none, one alone, and many that are all alike', async () => {
    for (const vectors of [[], [vector(1, [1, 0, 0, 0])], crowd]) {
      const index = createVectorIndex({ embeddings: createVectors(vectors), space });
      assert.deepEqual(await index.findNearest(unit(1, 0, 0, 0), open), []);
    }
  });

  it('finds those of a window alone', async () => {
    const day = Date.parse('2026-11-20T12:00:00Z');
    const [inside, outside, wholeDay] = [100, 101, 102].map((number) => vector(number, [0, 0, 0, 9]));
    assert.ok(inside && outside && wholeDay);
    inside.belongsAt = day;
    outside.belongsAt = day + 86_400_000;
    Object.assign(wholeDay, { belongsAt: day, wholeDay: true });
    const index = createVectorIndex({
      embeddings: createVectors([...crowd, inside, outside, wholeDay]),
      space,
    });
    const window = {
      ...{ from: Date.parse('2026-11-20T00:00:00Z'), to: Date.parse('2026-11-21T00:00:00Z') },
      ...{ fromDay: '2026-11-20', toDay: '2026-11-21' },
    };
    const near = await index.findNearest(unit(0, 0, 0, 1), { window, limit: 5 });
    assert.deepEqual(near.map(({ number }) => number).sort(), [100, 102]);
  });

  it('reads all once, and then what is new or changed', async () => {
    const vectors = [...crowd];
    const embeddings = createVectors(vectors);
    const index = createVectorIndex({ embeddings, space });
    await Promise.all([index.findNearest(unit(1, 0, 0, 0), open), index.findNearest(unit(1, 0, 0, 0), open)]);
    assert.equal(embeddings.read.vectors, 60);
    vectors.push(vector(61, [0, 0, 0, 9]));
    vectors.splice(0, 1, vector(1, [0, 0, 0, 9], { saved: 62 }));
    const near = await index.findNearest(unit(0, 0, 0, 1), open);
    assert.deepEqual(near.map(({ number }) => number).sort(), [1, 61]);
    assert.equal(embeddings.read.vectors, 62);
  });

  it('holds the last stored articles’ where there are more than it may', async () => {
    const vectors = [vector(1, [0, 0, 0, 9]), ...crowd.slice(1)];
    const index = createVectorIndex({ embeddings: createVectors(vectors), space, mostVectors: 40 });
    assert.deepEqual(await index.findNearest(unit(0, 0, 0, 1), open), []);
    vectors.push(vector(200, [0, 0, 0, 9]), vector(2, [0, 0, 0, 9], { saved: 201 }));
    const near = await index.findNearest(unit(0, 0, 0, 1), open);
    assert.deepEqual(
      near.map(({ number }) => number),
      [200],
    );
  });

  it('finds an article by the best of its passages, once, and says which that is', async () => {
    const embeddings = createVectors([
      ...crowd,
      vector(100, [100, 0, 0, 0, 0, 0, 60, 100, 0, 0, 2, 100]),
      vector(101, [0, 0, 20, 100]),
    ]);
    const index = createVectorIndex({ embeddings, space });
    const near = await index.findNearest(unit(0, 0, 0, 1), open);
    assert.deepEqual(
      near.map(({ number, passage }) => [number, passage]),
      [
        [100, 2],
        [101, 0],
      ],
    );
  });

  it('holds no more vectors than it may, whatever number of them the articles have', async () => {
    const passages = [0, 0, 0, 9, 0, 0, 9, 0];
    const vectors = [vector(1, passages), ...crowd.slice(1)];
    const index = createVectorIndex({ embeddings: createVectors(vectors), space, mostVectors: 41 });
    await index.findNearest(unit(0, 0, 0, 1), open);
    vectors.push(vector(200, passages), vector(201, passages), vector(200, [0, 0, 0, 9], { saved: 300 }));
    vectors.splice(vectors.length - 3, 1);
    for (const [direction, passage] of [
      [unit(0, 0, 0, 1), 0],
      [unit(0, 0, 1, 0), 1],
    ] as const) {
      const near = await index.findNearest(direction, open);
      assert.deepEqual(
        near.filter(({ number }) => number === 201).map((each) => each.passage),
        [passage],
      );
      assert.equal(
        near.some(({ number }) => number === 1),
        false,
      );
    }
  });

  it('finds the same as comparing all would, in any order of saving', async () => {
    const values = fc.array(fc.integer({ min: -127, max: 127 }), { minLength: 4, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.array(values, { maxLength: 80 }), values, async (all, asked) => {
        const query = unit(...asked.map((value) => value + 0.5));
        const vectors = all.map((each, at) => vector(at + 1, each, { saved: all.length - at }));
        const index = createVectorIndex({ embeddings: createVectors(vectors), space });
        const near = await index.findNearest(query, { window: null, limit: 3 });
        const cosines = all.map((each) => {
          const length = Math.hypot(...each);
          return length === 0
            ? -1
            : each.reduce((sum, value, at) => sum + value * (query[at] ?? 0), 0) / length;
        });
        const best = cosines.toSorted((one, other) => other - one).slice(0, near.length);
        near.forEach(({ number, cosine }, at) => {
          assert.ok(Math.abs(cosine - (best[at] ?? 2)) < 1e-4);
          assert.ok(Math.abs(cosine - (cosines[number - 1] ?? 2)) < 1e-4);
        });
      }),
    );
  });
});
