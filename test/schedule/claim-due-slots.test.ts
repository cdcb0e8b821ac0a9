import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { StoreError } from '../../src/core/ports/store.ts';
import type { Subscription } from '../../src/core/ports/subscription-store.ts';
import { claimDueSlots } from '../../src/schedule/claim-due-slots.ts';
import { createSqliteStore } from '../../src/store/sqlite/create-sqlite-store.ts';
import { buildSubscription, EIGHT } from '../build-subscription.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const nothing = (): void => {};

async function openStore(test: TestContext, subscriptions: Partial<Subscription>[]) {
  const store = await createSqliteStore({ path: ':memory:', now: () => EIGHT });
  test.after(() => store.close());
  const { platforms } = store;
  for (const each of subscriptions) await platforms.subscriptions.add(buildSubscription(each));
  const logged: string[] = [];
  return {
    platforms,
    logged,
    look: (
      now: number,
      given: Partial<typeof platforms> = {},
      served: ReadonlySet<string> = new Set(['telegram', 'discord', 'terminal']),
    ) =>
      claimDueSlots({
        platforms: { ...platforms, ...given },
        served,
        now,
        log: { info: nothing, error: (_details, message) => logged.push(message) },
      }),
    deliveries: async () => (await platforms.deliveries.list({ limit: 10_000 })).toReversed(),
  };
}

describe('a look at what is due', () => {
  it('makes each slot one delivery, and names the platforms that have some to send', async (t) => {
    const { look, deliveries, platforms } = await openStore(t, [
      { id: 'a' },
      { id: 'b', platform: 'discord', chat: '2' },
      { id: 'paused', platform: 'terminal', chat: '3' },
    ]);
    await platforms.chats.change({ platform: 'terminal', chat: '3' }, { paused: 'gone' });
    assert.deepEqual(await look(EIGHT - 1), new Set());
    assert.deepEqual(await look(EIGHT), new Set(['telegram', 'discord']));
    assert.deepEqual(await look(EIGHT + MINUTE), new Set());
    assert.deepEqual((await deliveries()).map(({ id, state }) => [id, state]).sort(), [
      ['a@2026-01-05T08:00', 'due'],
      ['b@2026-01-05T08:00', 'due'],
      ['paused@2026-01-05T08:00', 'held'],
    ]);
  });

  it('leaves what is due on a platform that is not served, until it is', async (t) => {
    const { look, deliveries } = await openStore(t, [
      { id: 'a' },
      { id: 'b', platform: 'discord', chat: '2' },
    ]);
    await look(EIGHT, {}, new Set(['telegram']));
    assert.deepEqual(
      (await deliveries()).map(({ platform }) => platform),
      ['telegram'],
    );
    // Of the days in between one digest comes, not one for each.
    await look(EIGHT + 3 * DAY, {}, new Set(['telegram', 'discord']));
    const there = (await deliveries()).filter(({ platform }) => platform === 'discord');
    assert.deepEqual(
      there.map(({ slot, missed, state }) => [slot.key, missed, state]),
      [['2026-01-08T08:00', 3, 'due']],
    );
  });

  it('comes to all that are due, more than it reads at once', async (t) => {
    const { look, deliveries } = await openStore(
      t,
      Array.from({ length: 450 }, (_, index) => ({ id: `s${index}`, chat: String(index) })),
    );
    await Promise.all([look(EIGHT), look(EIGHT)]);
    assert.equal((await deliveries()).length, 450);
  });

  it('lets others have their turn between, and tells what can be sent while more is made', async (t) => {
    const { platforms } = await openStore(
      t,
      Array.from({ length: 450 }, (_, index) => ({ id: `s${index}`, chat: String(index) })),
    );
    const madeWhenTold: number[] = [];
    let turns = 0;
    let next = setImmediate(function turn() {
      turns += 1;
      next = setImmediate(turn);
    });
    const told: Promise<void>[] = [];
    await claimDueSlots({
      ...{ platforms, served: new Set(['telegram', 'discord']), now: EIGHT },
      onDue: (platform) => {
        assert.equal(platform, 'telegram');
        told.push(
          platforms.deliveries.list({ limit: 1000 }).then((made) => void madeWhenTold.push(made.length)),
        );
      },
      log: { info: nothing, error: nothing },
    });
    clearImmediate(next);
    await Promise.all(told);
    assert.deepEqual(madeWhenTold, [100, 200, 300, 400, 450]);
    assert.ok(turns >= madeWhenTold.length, `${turns} turns`);
  });

  it('makes no slot a second time where the clock is set back, and goes on when it has come there again', async (t) => {
    const { look, deliveries } = await openStore(t, [{ id: 'a' }]);
    await look(EIGHT);
    await look(EIGHT - DAY);
    await look(EIGHT);
    assert.equal((await deliveries()).length, 1);
    await look(EIGHT + DAY);
    assert.deepEqual(
      (await deliveries()).map(({ slot }) => slot.key),
      ['2026-01-05T08:00', '2026-01-06T08:00'],
    );
  });

  it('makes one of the slots that a clock jumped over', async (t) => {
    const { look, deliveries } = await openStore(t, [{ id: 'a' }]);
    await look(EIGHT + 5 * DAY);
    await look(EIGHT + 5 * DAY + MINUTE);
    const made = await deliveries();
    assert.deepEqual(
      made.map(({ slot, missed, state }) => [slot.key, missed, state]),
      [['2026-01-10T08:00', 5, 'due']],
    );
  });

  it('sets a slot that the zone does not have any more to the next that it has', async (t) => {
    const { look, deliveries, platforms } = await openStore(t, [
      { id: 'a', next: { at: EIGHT - 30 * MINUTE, key: '2026-01-05T08:00' } },
    ]);
    await look(EIGHT - 20 * MINUTE);
    assert.deepEqual(await deliveries(), []);
    assert.deepEqual((await platforms.subscriptions.find('a'))?.next, { at: EIGHT, key: '2026-01-05T08:00' });
    await look(EIGHT);
    assert.equal((await deliveries()).length, 1);
  });

  it('goes past slots that can not be claimed, and tries them again the next time', async (t) => {
    const { look, deliveries, platforms, logged } = await openStore(
      t,
      Array.from({ length: 500 }, (_, index) => ({ id: `s${index}`, chat: String(index) })),
    );
    const chats: typeof platforms.chats = {
      ...platforms.chats,
      find: (key) =>
        key.chat === '3' ? Promise.reject(new StoreError('damaged', 'damaged')) : platforms.chats.find(key),
    };
    await look(EIGHT, { chats });
    assert.equal((await deliveries()).length, 499);
    assert.equal(logged.length, 1);
    await look(EIGHT + MINUTE);
    assert.equal((await deliveries()).length, 500);
  });

  it('ends where the store takes nothing, which is seen in the first batch', async (t) => {
    const { look, deliveries, platforms } = await openStore(
      t,
      Array.from({ length: 450 }, (_, index) => ({ id: `s${index}`, chat: String(index) })),
    );
    let claims = 0;
    await look(EIGHT, {
      deliveries: {
        ...platforms.deliveries,
        async claim() {
          claims += 1;
          throw new StoreError('full', 'disk-full');
        },
      },
    });
    assert.equal(claims, 100);
    await look(EIGHT + MINUTE);
    assert.equal((await deliveries()).length, 450);
  });
});
