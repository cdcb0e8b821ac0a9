import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { z } from 'zod';
import { createPlanReader } from '../../../src/platforms/chat/answer-plan.ts';
import { createEventWork } from '../../../src/platforms/chat/work-events.ts';
import { createSqliteStore } from '../../../src/store/sqlite/create-sqlite-store.ts';
import { createManualTimers } from './manual-timers.ts';

const ACCOUNT = 'telegram:7';

/** Work that never comes to its end, when it was tried (milliseconds), and time that runs by itself. */
async function workInVain(
  t: TestContext,
  {
    setBack = 0,
    lasting = 100,
    ...options
  }: { setBack?: number; lasting?: number } & Partial<
    Pick<Parameters<typeof createEventWork<string, string>>[0], 'onGivenUp' | 'triedUntil'>
  > = {},
) {
  const store = await createSqliteStore({ path: ':memory:', now: Date.now });
  t.after(() => store.close());
  const timers = createManualTimers();
  let isSetBack = false;
  const tries: number[] = [];
  const nothing = (): void => {};
  const work = createEventWork<string, string>({
    ...options,
    account: ACCOUNT,
    store: store.platforms,
    readEvent: (body) => body,
    readPlan: () => null,
    answeredFor: Number.POSITIVE_INFINITY,
    answerer: {
      answer: async () => ({ parts: [], exchange: null }),
      acknowledge: nothing,
      settleDoubt: async () => 'again',
    },
    delivery: {
      async deliver() {
        tries.push(timers.now());
        return 'open';
      },
    },
    log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
    now: () => timers.now() - (isSetBack ? setBack : 0),
    after: timers.after,
    signal: new AbortController().signal,
  });
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  await work.receive([{ id: '500', lane: 'a', event: 'what was said' }]);
  for (let minute = 0; minute < lasting; minute += 1) {
    await turn();
    isSetBack = tries.length > 0;
    await timers.pass(minute * 60_000);
    await turn();
  }
  return { store, work, minutes: tries.map((at) => Math.round(at / 60_000)) };
}

describe('an event that could not be answered', () => {
  it('is taken up again while the process runs, later each time, and a few times only', async (t) => {
    const { store, work, minutes } = await workInVain(t);
    assert.deepEqual(minutes, [0, 1, 3, 7, 15, 31]);
    assert.equal((await store.platforms.events.listOpen(ACCOUNT)).length, 1);
    await work.stop();
  });

  it('waits no longer where the clock is set back meanwhile', async (t) => {
    const { work, minutes } = await workInVain(t, { setBack: 86_400_000 });
    assert.deepEqual(minutes, [0, 1, 3, 7, 15, 31]);
    await work.stop();
  });
});

describe('an event that can be given up', () => {
  it('is given up again each minute while the store takes nothing', async (t) => {
    const ids: string[] = [];
    const { store, work, minutes } = await workInVain(t, {
      async onGivenUp(id) {
        ids.push(id);
        if (ids.length < 4) throw new Error('database or disk is full');
      },
    });
    assert.deepEqual(minutes, [0, 1, 3, 7, 15, 31]);
    assert.deepEqual(ids, ['500', '500', '500', '500']);
    assert.deepEqual(await store.platforms.events.listOpen(ACCOUNT), []);
    await work.stop();
  });

  it('is tried every half an hour at last until its time is over, and once more then', async (t) => {
    const givenUp: string[] = [];
    const until = 100.5 * 60_000;
    const { store, work, minutes } = await workInVain(t, {
      triedUntil: () => until,
      onGivenUp: async (id) => givenUp.push(id),
      lasting: 200,
    });
    assert.deepEqual(minutes, [0, 1, 3, 7, 15, 31, 61, 91, 101]);
    assert.deepEqual(givenUp, ['500']);
    assert.deepEqual(await store.platforms.events.listOpen(ACCOUNT), []);
    await work.stop();
  });

  /** Takes up what is kept as `body`, with a plan of which a part was sent where one is given; who was given up. */
  async function takeUp(t: TestContext, body: string, plan: string | null) {
    const store = await createSqliteStore({ path: ':memory:', now: Date.now });
    t.after(() => store.close());
    const { events } = store.platforms;
    await events.receive(ACCOUNT, [{ id: '500', lane: 'a', body, receivedAt: Date.now() }]);
    if (plan !== null) {
      await events.plan(ACCOUNT, '500', plan, { uncertain: 0 });
      await events.endPart(ACCOUNT, '500', 0, { uncertain: 0 });
    }
    const { promise: givenUp, resolve: giveUp } = Promise.withResolvers<string>();
    const nothing = (): void => {};
    const work = createEventWork<string, string>({
      ...{ account: ACCOUNT, store: store.platforms, answeredFor: Number.POSITIVE_INFINITY },
      readEvent: (text) => (text === 'unreadable' ? null : text),
      readPlan: () => null,
      answerer: { answer: async () => null, acknowledge: nothing, settleDoubt: async () => 'again' },
      delivery: { deliver: async () => 'open' },
      onGivenUp: async (id) => giveUp(id),
      log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
      now: Date.now,
      after: () => nothing,
      signal: new AbortController().signal,
    });
    await work.resume();
    const id = await Promise.race([givenUp, idle(work)]);
    await idle(work);
    await work.stop();
    return { id, open: await events.listOpen(ACCOUNT) };
  }

  async function idle(work: { size(): number }): Promise<null> {
    while (work.size() > 0) await new Promise((resolve) => setImmediate(resolve));
    return null;
  }

  it('is where it can not be read', async (t) => {
    assert.deepEqual(await takeUp(t, 'unreadable', null), { id: '500', open: [] });
  });

  it('is where some of its answer was sent and the rest can not be read', async (t) => {
    assert.deepEqual(await takeUp(t, 'asked', 'unreadable'), { id: '500', open: [] });
  });
});

describe('an event that the process left when it ended', () => {
  const never = new Promise<never>(() => {});
  const answered = { parts: ['an answer'], exchange: null };

  /** Starts on one store again and again, as after a kill each time; how often its answer was worked out and given away. */
  async function startAgain(t: TestContext, starts: number, answer: () => Promise<typeof answered>) {
    const store = await createSqliteStore({ path: ':memory:', now: Date.now });
    t.after(() => store.close());
    const { events } = store.platforms;
    const counts = { answered: 0, delivered: 0 };
    const nothing = (): void => {};
    await events.receive(ACCOUNT, [{ id: '500', lane: 'a', body: '"asked"', receivedAt: Date.now() }]);
    for (let count = 0; count < starts; count += 1) {
      const { promise: reached, resolve: reach } = Promise.withResolvers<void>();
      const work = createEventWork<string, string>({
        account: ACCOUNT,
        store: store.platforms,
        readEvent: (body) => body,
        readPlan: createPlanReader(z.string()),
        answeredFor: Number.POSITIVE_INFINITY,
        answerer: {
          answer() {
            counts.answered += 1;
            const working = answer();
            if (working === never) reach();
            return working;
          },
          acknowledge: nothing,
          settleDoubt: async () => 'again',
        },
        delivery: {
          // It waits for its turn to be sent.
          deliver() {
            counts.delivered += 1;
            reach();
            return never;
          },
        },
        log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
        now: Date.now,
        after: () => nothing,
        signal: new AbortController().signal,
      });
      await work.resume();
      if (work.size() > 0) await reached;
    }
    return { counts, open: await events.listOpen(ACCOUNT) };
  }

  it('is not given up for having waited to be sent at every one of many starts', async (t) => {
    const { counts, open } = await startAgain(t, 8, async () => answered);
    assert.deepEqual(counts, { answered: 1, delivered: 8 });
    assert.equal(open.length, 1);
  });

  it('is given up where its answer was being worked out at each of five', async (t) => {
    const { counts, open } = await startAgain(t, 8, () => never);
    assert.deepEqual(counts, { answered: 5, delivered: 0 });
    assert.deepEqual(open, []);
  });

  it('comes before those that are planned alone where it was given away, so that it is known again soon', async (t) => {
    const store = await createSqliteStore({ path: ':memory:', now: Date.now });
    t.after(() => store.close());
    const { events } = store.platforms;
    const ids = Array.from({ length: 200 }, (_, index) => `event-${index}`);
    const inDoubt = ['event-120', 'event-199'];
    await events.receive(
      ACCOUNT,
      ids.map((id) => ({ id, lane: id, body: '"asked"', receivedAt: Date.now() })),
    );
    for (const id of ids) await events.plan(ACCOUNT, id, JSON.stringify(answered), { uncertain: 0 });
    for (const id of inDoubt) await events.startPart(ACCOUNT, id, 0, Date.now());
    const delivered: string[] = [];
    const { promise: allDelivered, resolve } = Promise.withResolvers<void>();
    const nothing = (): void => {};
    const work = createEventWork<string, string>({
      ...{ account: ACCOUNT, store: store.platforms, answeredFor: Number.POSITIVE_INFINITY },
      readEvent: (body) => body,
      readPlan: createPlanReader(z.string()),
      answerer: {
        answer: async () => answered,
        acknowledge: nothing,
        settleDoubt: async () => 'again-in-doubt',
      },
      delivery: {
        async deliver(id) {
          delivered.push(id);
          if (delivered.length === ids.length) resolve();
          return 'finished';
        },
      },
      log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
      now: Date.now,
      after: () => nothing,
      signal: new AbortController().signal,
    });
    await work.resume();
    await allDelivered;
    assert.deepEqual(delivered.slice(0, 2), inDoubt);
    assert.deepEqual(
      delivered.slice(2),
      ids.filter((id) => !inDoubt.includes(id)),
    );
  });
});
