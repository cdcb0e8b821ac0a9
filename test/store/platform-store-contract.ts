import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { PlatformStore } from '../../src/core/ports/platform-store.ts';

/** What every store promises the platforms. `createStore` gives an empty one; the suite closes it. */
export function describePlatformStoreContract(
  name: string,
  createStore: () => Promise<{ platforms: PlatformStore; close(): Promise<void> }>,
): void {
  describe(name, () => {
    let whole: Awaited<ReturnType<typeof createStore>>;
    let store: PlatformStore;
    beforeEach(async () => {
      whole = await createStore();
      store = whole.platforms;
    });
    afterEach(() => whole.close());

    const update = (id: number, chat = 'a', body = `{"update_id":${id}}`) => ({
      id,
      chat,
      body,
      receivedAt: 1,
    });

    describe('chats', () => {
      const key = { platform: 'telegram', chat: '1' };

      it('are not known until something is set, and keep what is not changed', async () => {
        assert.equal(await store.chats.find(key), null);
        await store.chats.change(key, { language: 'en' });
        await store.chats.change(key, { paused: 'blocked' });
        assert.deepEqual(await store.chats.find(key), { language: 'en', paused: 'blocked' });
        await store.chats.change(key, { paused: null });
        assert.deepEqual(await store.chats.find(key), { language: 'en', paused: null });
        assert.equal(await store.chats.find({ ...key, platform: 'discord' }), null);
      });

      it('keep everything under a new id, where what is there already stays', async () => {
        await store.chats.change(key, { language: 'en', paused: 'muted' });
        await store.conversations.keep({ ...key, message: '5' }, { question: 'q', articleIds: ['x'] }, 1);
        await store.chats.rename(key, '2');
        assert.equal(await store.chats.find(key), null);
        assert.deepEqual(await store.chats.find({ ...key, chat: '2' }), { language: 'en', paused: 'muted' });
        assert.equal((await store.conversations.find({ ...key, chat: '2', message: '5' }))?.question, 'q');
        await store.chats.change(key, { language: 'zh-Hans' });
        await store.chats.rename(key, '2');
        assert.equal((await store.chats.find({ ...key, chat: '2' }))?.language, 'en');
        await store.chats.rename({ ...key, chat: 'nowhere' }, '3');
        assert.equal(await store.chats.find({ ...key, chat: '3' }), null);
      });
    });

    it('buttons are found until they are forgotten, and kept again are young again', async () => {
      const button = { platform: 'telegram', key: '#k', payload: '{"a":"|"}', at: 10 };
      await store.buttons.keep([button, { ...button, key: '#old' }]);
      await store.buttons.keep([{ ...button, at: 30 }]);
      await store.buttons.forget(20);
      assert.equal(await store.buttons.find(button), button.payload);
      assert.equal(await store.buttons.find({ platform: 'telegram', key: '#old' }), null);
      assert.equal(await store.buttons.find({ platform: 'discord', key: '#k' }), null);
    });

    it('exchanges are found by their message until they are forgotten', async () => {
      const key = { platform: 'telegram', chat: '1', message: '7' };
      const exchange = { question: '多少人？', articleIds: ['a', 'b'] };
      await store.conversations.keep(key, exchange, 10);
      assert.deepEqual(await store.conversations.find(key), exchange);
      await store.conversations.keep(key, { question: null, articleIds: [] }, 20);
      assert.deepEqual(await store.conversations.find(key), { question: null, articleIds: [] });
      await store.conversations.forget(15);
      assert.notEqual(await store.conversations.find(key), null);
      await store.conversations.forget(21);
      assert.equal(await store.conversations.find(key), null);
    });

    describe('updates', () => {
      it('are new once, also within one batch, and for each bot', async () => {
        assert.deepEqual(await store.updates.receive(1, [update(5), update(6), update(5)]), [5, 6]);
        assert.deepEqual(await store.updates.receive(1, [update(6), update(7)]), [7]);
        assert.deepEqual(await store.updates.receive(2, [update(6)]), [6]);
      });

      it('are open in their order until they are finished, with what is known of their answer', async () => {
        await store.updates.receive(1, [update(7), update(5, 'b')]);
        await store.updates.plan(1, 7, 'the plan', { uncertain: 0 });
        await store.updates.countAttempt(1, 7);
        await store.updates.countAttempt(1, 7);
        assert.deepEqual(await store.updates.listOpen(1), [
          { id: 5, chat: 'b', body: '{"update_id":5}', receivedAt: 1, attempts: 0, answer: null },
          {
            id: 7,
            chat: 'a',
            body: '{"update_id":7}',
            receivedAt: 1,
            attempts: 2,
            answer: { plan: 'the plan', sent: 0, sending: false },
          },
        ]);
        const answer = async () => (await store.updates.listOpen(1)).find(({ id }) => id === 7)?.answer;
        await store.updates.startPart(1, 7, 0);
        assert.deepEqual(await answer(), { plan: 'the plan', sent: 0, sending: true });
        await store.updates.putBackPart(1, 7);
        assert.deepEqual(await answer(), { plan: 'the plan', sent: 0, sending: false });
        await store.updates.startPart(1, 7, 0);
        await store.updates.endPart(1, 7, 0, { uncertain: 2 });
        assert.deepEqual(await answer(), { plan: 'the plan', sent: 1, sending: false });
        await store.updates.plan(1, 7, 'another', { uncertain: 1 });
        assert.deepEqual(await answer(), { plan: 'another', sent: 0, sending: false });
        await store.updates.finish(1, 7);
        assert.deepEqual(
          (await store.updates.listOpen(1)).map(({ id }) => id),
          [5],
        );
        assert.equal(await store.updates.countUncertain(1), 3);
        assert.equal(await store.updates.countUncertain(2), 0);
      });

      it('stay known when they are finished, until they are forgotten; open ones are not forgotten', async () => {
        await store.updates.receive(1, [update(5), update(6)]);
        await store.updates.finish(1, 5);
        assert.deepEqual(await store.updates.receive(1, [update(5)]), []);
        await store.updates.forget(Number.MAX_SAFE_INTEGER);
        assert.deepEqual(await store.updates.receive(1, [update(5), update(6)]), [5]);
      });

      it('are kept whole where many come and go at once', async () => {
        const ids = Array.from({ length: 1200 }, (_, index) => index + 1);
        await Promise.all(ids.map((id) => store.updates.receive(1, [update(id)])));
        await Promise.all(ids.filter((id) => id % 2 === 0).map((id) => store.updates.finish(1, id)));
        const open = await store.updates.listOpen(1);
        assert.deepEqual(
          open.map(({ id }) => id),
          ids.filter((id) => id % 2 === 1),
        );
      });
    });

    it('notes are read as they were written last', async () => {
      assert.equal(await store.notes.read('n'), null);
      await store.notes.write('n', 'one');
      await store.notes.write('n', 'two');
      assert.equal(await store.notes.read('n'), 'two');
    });
  });
}
