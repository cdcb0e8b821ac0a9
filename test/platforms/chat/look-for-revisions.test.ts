import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { createRevisionLook } from '../../../src/platforms/chat/look-for-revisions.ts';
import { createSqliteStore } from '../../../src/store/sqlite/create-sqlite-store.ts';
import { createMemoryNotes } from '../../fakes/memory-notes.ts';

const DAY = 86_400_000;

/** A look at revisions and posts that a test makes; `start` is a new process. */
async function open(test: TestContext) {
  const store = await createSqliteStore({ path: ':memory:', now: () => 0 });
  test.after(() => store.close());
  const { posts } = store.platforms;
  const notes = createMemoryNotes();
  const revised: { number: number; articleId: string; at: number }[] = [];
  const asked: number[] = [];
  const start = () =>
    createRevisionLook({
      ...{ platform: 'telegram', name: 'position', posts, notes },
      revisions: {
        async listRevised({ after, limit }) {
          asked.push(after);
          return revised.filter(({ number }) => number > after).slice(0, limit);
        },
      },
      turn: async () => {},
    });
  let look = start();
  return {
    ...{ notes, asked },
    restart() {
      look = start();
    },
    revise: (articleId: string, at: number) =>
      void revised.push({ number: revised.length + 1, articleId, at }),
    async post(message: string, articleIds: string[], sentAt: number) {
      const content = articleIds.join();
      await posts.keepContents([{ key: content, text: '{}', articleIds }], sentAt);
      await posts.keep({ platform: 'telegram', chat: '1', message, delivery: 'd', content, sentAt });
    },
    /** `message#revision` of what a look finds. */
    async look(now: number): Promise<string[]> {
      const found: string[] = [];
      for await (const { revision, posts: some } of look.look({ since: now - DAY }))
        found.push(...some.map(({ message }) => `${message}#${revision}`));
      return found;
    },
  };
}

describe('a look for revisions', () => {
  it('finds the posts that tell of a revised article, each once', async (t) => {
    const { post, revise, look } = await open(t);
    await post('a', ['x', 'y'], 10);
    await post('b', ['y'], 20);
    revise('x', 30);
    assert.deepEqual(await look(40), ['a#1']);
    assert.deepEqual(await look(50), []);
    revise('y', 60);
    assert.deepEqual(await look(70), ['a#2', 'b#2']);
  });

  it('finds a post that was made before a revision and sent after it', async (t) => {
    const { post, revise, look } = await open(t);
    revise('x', 30);
    assert.deepEqual(await look(40), []);
    await post('a', ['x'], 50);
    assert.deepEqual(await look(60), ['a#1']);
  });

  it('finds them again for another revision of the article, of several in between the last', async (t) => {
    const { post, revise, look } = await open(t);
    await post('a', ['x'], 10);
    revise('x', 20);
    assert.deepEqual(await look(30), ['a#1']);
    revise('x', 40);
    revise('x', 50);
    assert.deepEqual(await look(60), ['a#3']);
  });

  it('leaves posts of the day before, and goes on after revisions of then at the next start', async (t) => {
    const { post, revise, look, restart, notes, asked } = await open(t);
    await post('old', ['x'], 10);
    revise('z', 15);
    revise('x', DAY);
    assert.deepEqual(await look(DAY + 20), []);
    assert.equal(notes.kept.get('position'), '1');
    restart();
    await post('new', ['x'], DAY + 30);
    assert.deepEqual(await look(DAY + 40), ['new#2'], 'a start looks at the last day again');
    assert.equal(asked.at(-1), 1);
    assert.deepEqual(await look(3 * DAY), []);
    assert.equal(notes.kept.get('position'), '2');
  });

  it('finds many posts in batches, and gives again what was not taken', async (t) => {
    const { post, revise, look } = await open(t);
    const names = Array.from({ length: 450 }, (_, index) => `m${index}`);
    for (const name of names) await post(name, ['x'], 10);
    revise('x', 20);
    assert.deepEqual(
      await look(30),
      names.map((name) => `${name}#1`),
    );
  });
});
