import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PlatformStore } from '../../src/core/ports/platform-store.ts';
import type { Subscription } from '../../src/core/ports/subscription-store.ts';
import { buildDelivery, buildSubscription } from '../build-subscription.ts';
import { openForEach } from './open-for-each.ts';

/** What every store promises of subscriptions and deliveries. `createStore` gives an empty one; the suite closes it. */
export function describeSubscriptionStoreContract(
  name: string,
  createStore: () => Promise<{ platforms: PlatformStore; close(): Promise<void> }>,
): void {
  describe(name, () => {
    let store: PlatformStore;
    openForEach(createStore, ({ platforms }) => {
      store = platforms;
    });

    const add = async (given: Partial<Subscription>): Promise<Subscription> => {
      const subscription = buildSubscription(given);
      assert.ok(await store.subscriptions.add(subscription));
      return subscription;
    };
    /** Claims the slot that the subscription waits for, as the ticker does. */
    const claim = (subscription: Subscription, given: Parameters<typeof buildDelivery>[1] = {}) =>
      store.deliveries.claim(buildDelivery(subscription, given), {
        expected: subscription.next,
        next: { at: subscription.next.at + 1000, key: 'later' },
      });

    it('forgets a subscription as if it had never been', async () => {
      await add({ id: 'a' });
      await store.subscriptions.remove('a');
      assert.equal(await store.subscriptions.add(buildSubscription({ id: 'a' })), false);
      await store.subscriptions.forget('a');
      assert.equal(await store.subscriptions.find('a'), null);
      assert.equal(await store.subscriptions.add(buildSubscription({ id: 'a' })), true);
    });

    it('keeps a subscription as it was given, with a thread, topics and a time or a cron', async () => {
      const plain = await add({ id: 'a' });
      const full = await add({
        id: 'b',
        thread: '7',
        topics: ['秦创原', 'AI'],
        muted: ['体育'],
        origin: 'configuration',
        schedule: { cron: '0 8 * * 1', zone: 'Europe/London' },
        coveredTo: 5,
      });
      assert.deepEqual(await store.subscriptions.find('a'), plain);
      assert.deepEqual(await store.subscriptions.find('b'), full);
      assert.equal(await store.subscriptions.find('c'), null);
    });

    it('does not bring back one that was removed, and adds none twice', async () => {
      await add({ id: 'a' });
      assert.equal(await store.subscriptions.add(buildSubscription({ id: 'a', topics: ['x'] })), false);
      assert.ok(await store.subscriptions.remove('a'));
      assert.equal(await store.subscriptions.remove('a'), false);
      assert.equal(await store.subscriptions.find('a'), null);
      assert.equal(await store.subscriptions.add(buildSubscription({ id: 'a' })), false);
      assert.deepEqual(await store.subscriptions.list({ platform: 'telegram', chat: '1' }), []);
      assert.deepEqual(await store.subscriptions.listDue('telegram', 1e15, 10), []);
      assert.equal(await store.subscriptions.findNext('telegram'), null);
      assert.equal(await store.subscriptions.count(), 0);
    });

    it('lists all that were made in a place, removed ones too, but none that is forgotten', async () => {
      await add({ id: 'b', createdAt: 1, origin: 'configuration' });
      await add({ id: 'a', createdAt: 2 });
      await add({ id: 'c', createdAt: 3, thread: '7' });
      await store.subscriptions.remove('b');
      const made = (thread: string | null) =>
        store.subscriptions.listMade({ platform: 'telegram', chat: '1', thread });
      assert.deepEqual(await made(null), [
        { id: 'b', origin: 'configuration' },
        { id: 'a', origin: 'command' },
      ]);
      assert.deepEqual(
        (await made('7')).map(({ id }) => id),
        ['c'],
      );
      await store.subscriptions.forget('b');
      assert.equal((await made(null)).length, 1);
    });

    it('lists those of a chat, of a thread, and of all chats in pages', async () => {
      await add({ id: 'b', createdAt: 1 });
      await add({ id: 'a', createdAt: 2, thread: '7' });
      await add({ id: 'c', chat: '2' });
      const ids = (listed: Subscription[]) => listed.map(({ id }) => id);
      const chat = { platform: 'telegram', chat: '1' };
      assert.deepEqual(ids(await store.subscriptions.list(chat)), ['b', 'a']);
      assert.deepEqual(ids(await store.subscriptions.list({ ...chat, thread: null })), ['b']);
      assert.deepEqual(ids(await store.subscriptions.list({ ...chat, thread: '7' })), ['a']);
      assert.deepEqual(ids(await store.subscriptions.list({ ...chat, platform: 'discord' })), []);
      assert.deepEqual(ids(await store.subscriptions.listAll({ after: '', limit: 2 })), ['a', 'b']);
      assert.deepEqual(ids(await store.subscriptions.listAll({ after: 'b', limit: 2 })), ['c']);
    });

    it('lists what is due at a time, the earliest first, and tells the next slot of a platform', async () => {
      await add({ id: 'late', next: { at: 300, key: 'k' } });
      await add({ id: 'early', next: { at: 100, key: 'k' } });
      await add({ id: 'now', next: { at: 200, key: 'k' }, platform: 'discord' });
      const due = async (at: number, limit = 10, platform = 'telegram') =>
        (await store.subscriptions.listDue(platform, at, limit)).map(({ id }) => id);
      assert.deepEqual(await due(99), []);
      assert.deepEqual(await due(200), ['early']);
      assert.deepEqual(await due(1000), ['early', 'late']);
      assert.deepEqual(await due(1000, 1), ['early']);
      assert.deepEqual(await due(200, 10, 'discord'), ['now']);
      assert.deepEqual(await due(1000, 10, 'terminal'), []);
      assert.equal(await store.subscriptions.findNext('telegram'), 100);
      assert.equal(await store.subscriptions.findNext('discord'), 200);
      assert.equal(await store.subscriptions.findNext('terminal'), null);
    });

    it('changes what is named and leaves the rest, what was told too', async () => {
      const before = await add({ id: 'a', coveredTo: 5 });
      await store.subscriptions.change('a', { topics: ['x'], next: { at: 7, key: 'n' } });
      assert.deepEqual(await store.subscriptions.find('a'), {
        ...before,
        topics: ['x'],
        next: { at: 7, key: 'n' },
      });
      await store.subscriptions.remove('a');
      await store.subscriptions.change('a', { next: { at: 8, key: 'n' } });
      assert.equal(await store.subscriptions.find('a'), null, 'a change does not bring it back');
    });

    describe('deliveries', () => {
      it('are claimed once, by whoever is first', async () => {
        const subscription = await add({ id: 'a' });
        const claims = await Promise.all([claim(subscription), claim(subscription), claim(subscription)]);
        assert.deepEqual(claims, [true, false, false]);
        assert.equal((await store.deliveries.list({ limit: 10 })).length, 1);
        assert.equal((await store.subscriptions.find('a'))?.next.key, 'later');
      });

      it('are not claimed where the subscription waits for another slot, or is gone', async () => {
        const subscription = await add({ id: 'a' });
        await store.subscriptions.change('a', { next: { at: subscription.next.at, key: 'other' } });
        assert.equal(await claim(subscription), false);
        assert.equal((await store.subscriptions.find('a'))?.next.key, 'other');
        await store.subscriptions.remove('a');
        assert.equal(
          await claim({ ...subscription, next: { at: subscription.next.at, key: 'other' } }),
          false,
        );
        assert.deepEqual(await store.deliveries.list({ limit: 10 }), []);
      });

      it('of a slot that has one already are none, though the subscription waits for it again', async () => {
        const subscription = await add({ id: 'a' });
        assert.ok(await claim(subscription));
        await store.subscriptions.change('a', { next: subscription.next });
        assert.equal(await claim(subscription), false);
        assert.equal((await store.deliveries.list({ limit: 10 })).length, 1);
        assert.equal((await store.subscriptions.find('a'))?.next.key, 'later', 'it waits for the next');
      });

      it('are listed as they were made, newest first, by each filter', async () => {
        const one = await add({ id: 'a' });
        const other = await add({ id: 'b', chat: '2', platform: 'discord' });
        await claim(one, { isLate: true, missed: 3 });
        await claim(other, { state: 'held', reason: 'chat blocked', endedAt: 9 });
        const ids = async (query: object) =>
          (await store.deliveries.list({ ...query, limit: 10 })).map(({ subscription }) => subscription);
        assert.deepEqual(await ids({}), ['b', 'a']);
        assert.deepEqual(await ids({ platform: 'discord' }), ['b']);
        assert.deepEqual(await ids({ chat: '1' }), ['a']);
        assert.deepEqual(await ids({ subscription: 'b' }), ['b']);
        assert.deepEqual(await ids({ state: 'held' }), ['b']);
        const [made] = await store.deliveries.list({ chat: '1', limit: 1 });
        assert.deepEqual(made, buildDelivery(one, { isLate: true, missed: 3 }));
      });

      it('that are due are read on from a number, those of one platform, in the order of their making', async () => {
        for (const id of ['a', 'b', 'c']) await claim(await add({ id }));
        await claim(await add({ id: 'd', platform: 'discord' }));
        const first = await store.deliveries.listDue('telegram', { after: 0, limit: 2 });
        assert.deepEqual(
          first.map(({ delivery }) => delivery.subscription),
          ['a', 'b'],
        );
        const rest = await store.deliveries.listDue('telegram', { after: first[1]?.number ?? 0, limit: 2 });
        assert.deepEqual(
          rest.map(({ delivery }) => delivery.subscription),
          ['c'],
        );
      });

      it('end once, only where they are due, and then have told their articles up to their slot', async () => {
        const subscription = await add({ id: 'a', thread: '7' });
        await claim(subscription);
        const { id } = buildDelivery(subscription);
        const end = { state: 'sent', edition: 'e', parts: 2, coveredTo: 50, articleIds: ['x', 'y'] } as const;
        assert.ok(await store.deliveries.end(id, end, 60));
        assert.equal(
          await store.deliveries.end(id, { state: 'failed', reason: 'late', coveredTo: 99 }, 70),
          false,
        );
        const ended = await store.deliveries.find(id);
        assert.deepEqual(ended, {
          ...buildDelivery(subscription),
          ...{ state: 'sent', edition: 'e', parts: 2, endedAt: 60 },
        });
        assert.equal((await store.subscriptions.find('a'))?.coveredTo, 50);
        const target = { platform: 'telegram', chat: '1', thread: '7' };
        assert.deepEqual(
          [...(await store.deliveries.findTold(target, ['x', 'z', 'y']))],
          [
            ['x', { delivery: id, updatedBy: null, contentHash: null }],
            ['y', { delivery: id, updatedBy: null, contentHash: null }],
          ],
        );
        assert.equal((await store.deliveries.findTold({ ...target, thread: null }, ['x'])).size, 0);
        assert.equal((await store.deliveries.findTold({ ...target, chat: '2' }, ['x'])).size, 0);
        assert.deepEqual(await store.deliveries.listDue('telegram', { after: 0, limit: 5 }), []);
        assert.equal(await store.deliveries.end('nothing', { state: 'sent' }, 1), false);
      });

      it('are found by a few articles and by many', async () => {
        const subscription = await add({ id: 'a' });
        await claim(subscription);
        const { id } = buildDelivery(subscription);
        const target = { platform: 'telegram', chat: '1', thread: null };
        const all = Array.from({ length: 2000 }, (_, index) => `article-${index}`);
        const articleIds = all.filter((_, index) => index % 7 === 0);
        await store.deliveries.end(id, { state: 'sent', articleIds }, 60);
        const asked = new Set([...all.slice(0, 1000), 'never told']);
        const expected = articleIds.filter((article) => asked.has(article)).sort();
        const many = await store.deliveries.findTold(target, asked);
        assert.deepEqual([...many.keys()].sort(), expected);
        const few = await store.deliveries.findTold(target, expected.slice(0, 50));
        assert.deepEqual([...few].sort(), [...many].sort().slice(0, 50));
        assert.equal((await store.deliveries.findTold({ ...target, chat: '2' }, asked)).size, 0);
      });

      it('tell an article once more only by another text, and are remembered as what did', async () => {
        const target = { platform: 'telegram', chat: '1', thread: null };
        const told = async () => (await store.deliveries.findTold(target, ['x'])).get('x');
        const tell = async (id: string, contentHash: string | null) => {
          const subscription = await add({ id });
          await claim(subscription);
          const contentHashes = contentHash === null ? {} : { x: contentHash };
          const delivery = buildDelivery(subscription).id;
          await store.deliveries.end(delivery, { state: 'sent', articleIds: ['x'], contentHashes }, 60);
          return delivery;
        };
        const first = await tell('a', 'one');
        assert.deepEqual(await told(), { delivery: first, updatedBy: null, contentHash: 'one' });
        await tell('b', 'one');
        await tell('c', null);
        assert.deepEqual(await told(), { delivery: first, updatedBy: null, contentHash: 'one' });
        const update = await tell('d', 'two');
        assert.deepEqual(await told(), { delivery: first, updatedBy: update, contentHash: 'two' });
        // Sent again it tells what it told.
        await store.deliveries.reopen(first);
        const again = { state: 'sent', articleIds: ['x'], contentHashes: { x: 'one' } } as const;
        await store.deliveries.end(first, again, 70);
        assert.deepEqual(await told(), { delivery: first, updatedBy: update, contentHash: 'two' });
      });

      it('that failed have told nothing, and none tells less than was told before', async () => {
        const subscription = await add({ id: 'a', coveredTo: 80 });
        await claim(subscription);
        const { id } = buildDelivery(subscription);
        await store.deliveries.end(id, { state: 'failed', reason: 'blocked' }, 60);
        assert.equal((await store.subscriptions.find('a'))?.coveredTo, 80);
        assert.ok(await store.deliveries.reopen(id));
        await store.deliveries.end(id, { state: 'sent', coveredTo: 50 }, 60);
        assert.equal((await store.subscriptions.find('a'))?.coveredTo, 80);
      });

      it('forget what they told after a month, when the chat is told something new', async () => {
        const DAY = 86_400_000;
        const target = { platform: 'telegram', chat: '1', thread: null };
        const told = async () => [...(await store.deliveries.findTold(target, ['x', 'y', 'z'])).keys()];
        for (const [id, article, at] of [
          ['a', 'x', 0],
          ['b', 'y', 5 * DAY],
          ['c', 'z', 32 * DAY],
        ] as const) {
          const subscription = await add({ id });
          await claim(subscription);
          await store.deliveries.end(
            buildDelivery(subscription).id,
            { state: 'sent', articleIds: [article] },
            at,
          );
          if (id === 'b') assert.deepEqual(await told(), ['x', 'y']);
        }
        assert.deepEqual(await told(), ['y', 'z']);
      });

      it('are forgotten long after they ended, the oldest first, with what was told by them', async () => {
        const target = { platform: 'telegram', chat: '1', thread: null };
        for (const [id, at] of [
          ['a', 10],
          ['b', 20],
          ['c', 30],
          ['d', null],
        ] as const) {
          const subscription = await add({ id });
          await claim(subscription);
          if (at !== null)
            await store.deliveries.end(
              buildDelivery(subscription).id,
              { state: 'sent', articleIds: [id] },
              at,
            );
        }
        const kept = async () =>
          (await store.deliveries.list({ limit: 9 })).map(({ subscription }) => subscription);
        assert.equal(await store.deliveries.forget(25, 1), false, 'there may be more');
        assert.deepEqual(await kept(), ['d', 'c', 'b']);
        assert.equal(await store.deliveries.forget(25, 5), true);
        assert.equal(await store.deliveries.forget(25, 5), true);
        assert.deepEqual(await kept(), ['d', 'c']);
        assert.deepEqual([...(await store.deliveries.findTold(target, ['a', 'b', 'c'])).keys()], ['c']);
      });

      it('that were not sent are counted by state', async () => {
        assert.deepEqual(await store.deliveries.countUnsent(), { due: 0, held: 0, failed: 0 });
        for (const [index, state] of (['due', 'due', 'sent', 'held', 'skipped'] as const).entries())
          await claim(await add({ id: `s${index}` }), { state });
        assert.deepEqual(await store.deliveries.countUnsent(), { due: 2, held: 1, failed: 0 });
      });

      it('that are due and made late are marked so, and no others', async () => {
        const [one, other] = [await add({ id: 'a' }), await add({ id: 'b' })];
        await claim(one);
        await claim(other);
        const late = async (id: string) => (await store.deliveries.find(id))?.isLate;
        const [due, ended] = [buildDelivery(one).id, buildDelivery(other).id];
        await store.deliveries.end(ended, { state: 'sent' }, 60);
        await store.deliveries.markLate(due);
        await store.deliveries.markLate(ended);
        assert.deepEqual([await late(due), await late(ended)], [true, false]);
      });

      it('are forgotten though older ones never end', async () => {
        for (const id of ['a', 'b', 'c']) await claim(await add({ id }));
        const last = await add({ id: 'd' });
        await claim(last);
        await store.deliveries.end(buildDelivery(last).id, { state: 'empty' }, 10);
        assert.equal(await store.deliveries.forget(25, 2), true);
        assert.equal(await store.deliveries.find(buildDelivery(last).id), null);
        assert.equal((await store.deliveries.list({ limit: 9 })).length, 3);
      });

      it('that are sent once more have still told what they told, however old that is', async () => {
        const DAY = 86_400_000;
        const [old, young] = [await add({ id: 'a' }), await add({ id: 'b' })];
        for (const subscription of [old, young]) await claim(subscription);
        await store.deliveries.end(buildDelivery(old).id, { state: 'sent', articleIds: ['x'] }, 0);
        await store.deliveries.reopen(buildDelivery(old).id);
        await store.deliveries.end(buildDelivery(young).id, { state: 'sent', articleIds: ['y'] }, 40 * DAY);
        const told = await store.deliveries.findTold(old, ['x', 'y']);
        assert.deepEqual([...told.keys()].sort(), ['x', 'y']);
      });

      it('wait for none but an earlier one of the same place that is due', async () => {
        const first = await add({ id: 'a' });
        await claim(first);
        await claim(await add({ id: 'b' }));
        await claim(await add({ id: 'c', thread: '7' }));
        await claim(await add({ id: 'd', chat: '2' }));
        const due = await store.deliveries.listDue('telegram', { after: 0, limit: 9 });
        const waits = () =>
          Promise.all(due.map(({ delivery, number }) => store.deliveries.hasEarlierDue(delivery, number)));
        assert.deepEqual(await waits(), [false, true, false, false]);
        await store.deliveries.end(buildDelivery(first).id, { state: 'failed', reason: 'timeout' }, 60);
        assert.deepEqual(await waits(), [false, false, false, false]);
      });

      it('that are taken up again are due once more, behind all others', async () => {
        const first = await add({ id: 'a' });
        await claim(first);
        await claim(await add({ id: 'b' }));
        const { id } = buildDelivery(first);
        assert.equal(await store.deliveries.reopen(id), false, 'it is due still');
        await store.deliveries.end(id, { state: 'failed', reason: 'blocked' }, 60);
        assert.ok(await store.deliveries.reopen(id));
        const due = await store.deliveries.listDue('telegram', { after: 0, limit: 5 });
        assert.deepEqual(
          due.map(({ delivery }) => delivery.subscription),
          ['b', 'a'],
        );
        assert.deepEqual([due[1]?.delivery.reason, due[1]?.delivery.endedAt], [null, 60]);
        await store.deliveries.forget(70, 5);
        assert.equal((await store.deliveries.find(id))?.state, 'due', 'it is not old: it is to be sent');
        assert.equal(await store.deliveries.reopen('nothing'), false);
      });

      it('stay with the chat when it gets a new id, with its subscriptions and what it was told of', async () => {
        const subscription = await add({ id: 'a' });
        await add({ id: 'other', chat: '3' });
        await claim(subscription);
        const { id } = buildDelivery(subscription);
        await store.deliveries.end(id, { state: 'sent', articleIds: ['x'] }, 60);
        await store.chats.rename({ platform: 'telegram', chat: '1' }, '2');
        assert.equal((await store.subscriptions.find('a'))?.chat, '2');
        assert.equal((await store.subscriptions.find('other'))?.chat, '3');
        assert.equal((await store.deliveries.find(id))?.chat, '2');
        const told = (chat: string) =>
          store.deliveries.findTold({ platform: 'telegram', chat, thread: null }, ['x']);
        assert.deepEqual([(await told('2')).size, (await told('1')).size], [1, 0]);
      });

      it('leave nothing under the old id of a chat whose new id was told the same', async () => {
        for (const [id, chat] of [
          ['a', '1'],
          ['b', '2'],
        ] as const) {
          const subscription = await add({ id, chat });
          await claim(subscription);
          await store.deliveries.end(
            buildDelivery(subscription).id,
            { state: 'sent', articleIds: ['x'] },
            60,
          );
        }
        await store.chats.rename({ platform: 'telegram', chat: '1' }, '2');
        const told = (chat: string) =>
          store.deliveries.findTold({ platform: 'telegram', chat, thread: null }, ['x']);
        assert.deepEqual([(await told('2')).size, (await told('1')).size], [1, 0]);
      });
    });
  });
}
