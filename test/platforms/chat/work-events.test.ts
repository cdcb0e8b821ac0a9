import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { createEventWork } from '../../../src/platforms/chat/work-events.ts';
import { createSqliteStore } from '../../../src/store/sqlite/create-sqlite-store.ts';
import { createManualTimers } from './manual-timers.ts';

const ACCOUNT = 'telegram:7';

/** Work that never comes to its end, when it was tried (milliseconds), and time that runs by itself. */
async function workInVain(t: TestContext, { setBack = 0 } = {}) {
  const store = await createSqliteStore({ path: ':memory:', now: Date.now });
  t.after(() => store.close());
  const timers = createManualTimers();
  let isSetBack = false;
  const tries: number[] = [];
  const nothing = (): void => {};
  const work = createEventWork({
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
  for (let minute = 0; minute < 100; minute += 1) {
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
