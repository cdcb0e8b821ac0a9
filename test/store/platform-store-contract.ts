import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PlatformStore } from '../../src/core/ports/platform-store.ts';
import { DEFAULT_SETTINGS } from '../../src/core/subscriptions/chat-settings.ts';
import { openForEach } from './open-for-each.ts';

/** What every store promises the platforms. `createStore` gives an empty one; the suite closes it. */
export function describePlatformStoreContract(
  name: string,
  createStore: () => Promise<{ platforms: PlatformStore; close(): Promise<void> }>,
): void {
  describe(name, () => {
    let store: PlatformStore;
    openForEach(createStore, ({ platforms }) => {
      store = platforms;
    });

    const [ACCOUNT, OTHER] = ['telegram:1', 'discord:2'];
    const event = (id: string, lane = 'a', body = `{"id":${id}}`) => ({ id, lane, body, receivedAt: 1 });

    describe('chats', () => {
      const key = { platform: 'telegram', chat: '1' };

      it('are not known until something is set, and keep what is not changed', async () => {
        assert.equal(await store.chats.find(key), null);
        await store.chats.change(key, { language: 'en' });
        await store.chats.change(key, { paused: 'blocked' });
        assert.deepEqual(await store.chats.find(key), {
          language: 'en',
          paused: 'blocked',
          server: null,
          settings: DEFAULT_SETTINGS,
        });
        await store.chats.change(key, { paused: null });
        assert.deepEqual(await store.chats.find(key), {
          language: 'en',
          paused: null,
          server: null,
          settings: DEFAULT_SETTINGS,
        });
        assert.equal(await store.chats.find({ ...key, platform: 'discord' }), null);
      });

      it('of a server are paused and resumed together, but for those that are paused for another reason', async () => {
        const [one, other, elsewhere] = ['1', '2', '3'].map((chat) => ({ platform: 'discord', chat }));
        assert.ok(one && other && elsewhere);
        for (const [channel, server] of [
          [one, 's'],
          [other, 's'],
          [elsewhere, 't'],
        ] as const)
          await store.chats.change(channel, { server });
        const server = { platform: 'discord', server: 's' };
        assert.deepEqual((await store.chats.listOfServer(server)).sort(), [one.chat, other.chat].sort());
        const paused = () =>
          Promise.all([one, other, elsewhere].map(async (each) => (await store.chats.find(each))?.paused));
        await store.chats.changeServer(server, { paused: 'removed' });
        assert.deepEqual(await paused(), ['removed', 'removed', null]);
        await store.chats.change(other, { paused: 'gone' });
        await store.chats.changeServer(server, { resumed: 'removed' });
        assert.deepEqual(await paused(), [null, 'gone', null]);
      });

      it('keep what is set under a new id, where what is there already stays', async () => {
        await store.chats.change(key, { language: 'en', paused: 'muted' });
        await store.conversations.keep({ ...key, message: '5' }, { question: 'q', articleIds: ['x'] }, 1);
        await store.chats.rename(key, '2');
        assert.equal(await store.chats.find(key), null);
        const moved = await store.chats.find({ ...key, chat: '2' });
        assert.deepEqual(moved, {
          language: 'en',
          paused: 'muted',
          server: null,
          settings: DEFAULT_SETTINGS,
        });
        // The messages of the new chat are counted anew: a `5` there is another one.
        assert.equal(await store.conversations.find({ ...key, message: '5' }), null);
        assert.equal(await store.conversations.find({ ...key, chat: '2', message: '5' }), null);
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

    describe('events', () => {
      it('are new once, also within one batch, and for each account', async () => {
        assert.deepEqual(await store.events.receive(ACCOUNT, [event('5'), event('6'), event('5')]), [
          '5',
          '6',
        ]);
        assert.deepEqual(await store.events.receive(ACCOUNT, [event('6'), event('7')]), ['7']);
        assert.deepEqual(await store.events.receive(OTHER, [event('6')]), ['6']);
      });

      it('are open in their order until they are finished, with what is known of their answer', async () => {
        await store.events.receive(ACCOUNT, [event('7'), event('5', 'b')]);
        await store.events.plan(ACCOUNT, '7', 'the plan', { uncertain: 0 });
        await store.events.countAttempt(ACCOUNT, '7');
        await store.events.countAttempt(ACCOUNT, '7');
        await store.events.show(ACCOUNT, '7', '99');
        assert.deepEqual(await store.events.listOpen(ACCOUNT), [
          {
            ...event('7'),
            attempts: 2,
            shown: '99',
            answer: { plan: 'the plan', sent: 0, sending: false, givenAt: null },
          },
          { ...event('5', 'b'), attempts: 0, shown: null, answer: null },
        ]);
        const answer = async () =>
          (await store.events.listOpen(ACCOUNT)).find(({ id }) => id === '7')?.answer;
        await store.events.startPart(ACCOUNT, '7', 0, 1000);
        await store.events.startPart(ACCOUNT, '7', 0, 2000);
        assert.deepEqual(await answer(), { plan: 'the plan', sent: 0, sending: true, givenAt: 1000 });
        await store.events.putBackPart(ACCOUNT, '7');
        assert.deepEqual(await answer(), { plan: 'the plan', sent: 0, sending: false, givenAt: null });
        await store.events.startPart(ACCOUNT, '7', 0, 3000);
        assert.equal((await answer())?.givenAt, 3000);
        await store.events.endPart(ACCOUNT, '7', 0, { uncertain: 2 });
        assert.deepEqual(await answer(), { plan: 'the plan', sent: 1, sending: false, givenAt: null });
        await store.events.startPart(ACCOUNT, '7', 1, 4000);
        assert.deepEqual(await answer(), { plan: 'the plan', sent: 1, sending: true, givenAt: 4000 });
        await store.events.plan(ACCOUNT, '7', 'another', { uncertain: 1 });
        assert.deepEqual(await answer(), { plan: 'another', sent: 0, sending: false, givenAt: null });
        await store.events.finish(ACCOUNT, '7');
        assert.deepEqual(
          (await store.events.listOpen(ACCOUNT)).map(({ id }) => id),
          ['5'],
        );
        assert.equal(await store.events.countUncertain(ACCOUNT), 3);
        assert.equal(await store.events.countUncertain(OTHER), 0);
      });

      it('stay known when they are finished, until they are forgotten; open ones are not forgotten', async () => {
        await store.events.receive(ACCOUNT, [event('5'), event('6')]);
        await store.events.finish(ACCOUNT, '5');
        assert.deepEqual(await store.events.receive(ACCOUNT, [event('5')]), []);
        await store.events.forget(Number.MAX_SAFE_INTEGER);
        assert.deepEqual(await store.events.receive(ACCOUNT, [event('5'), event('6')]), ['5']);
      });

      it('are kept whole where many come and go at once', async () => {
        const ids = Array.from({ length: 1200 }, (_, index) => String(index + 1));
        await Promise.all(ids.map((id) => store.events.receive(ACCOUNT, [event(id)])));
        await Promise.all(
          ids.filter((id) => Number(id) % 2 === 0).map((id) => store.events.finish(ACCOUNT, id)),
        );
        const open = await store.events.listOpen(ACCOUNT);
        assert.deepEqual(
          open.map(({ id }) => id),
          ids.filter((id) => Number(id) % 2 === 1),
        );
      });
    });

    it('notes are read as they were written last', async () => {
      assert.equal(await store.notes.read('n'), null);
      await store.notes.write('n', 'one');
      await store.notes.write('n', 'two');
      assert.equal(await store.notes.read('n'), 'two');
      await store.notes.forget('n');
      assert.equal(await store.notes.read('n'), null);
    });
  });
}
