import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createEventWork } from '../../../src/platforms/chat/work-events.ts';
import { createSqliteStore } from '../../../src/store/sqlite/create-sqlite-store.ts';

const ACCOUNT = 'telegram:7';

describe('an event that could not be answered', () => {
  it('is taken up again while the process runs, later each time, and a few times only', async (t) => {
    const store = await createSqliteStore({ path: ':memory:', now: Date.now });
    t.after(() => store.close());
    let time = 0;
    let waits: { at: number; run: () => void }[] = [];
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
          tries.push(time);
          return 'open';
        },
      },
      log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
      now: () => time,
      after(milliseconds, run) {
        const wait = { at: time + milliseconds, run };
        waits.push(wait);
        return () => {
          waits = waits.filter((each) => each !== wait);
        };
      },
      signal: new AbortController().signal,
    });
    const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
    await work.receive([{ id: '500', lane: 'a', event: 'what was said' }]);
    for (let count = 0; count < 200; count += 1) {
      await turn();
      const next = waits.shift();
      if (next === undefined) continue;
      time = next.at;
      next.run();
    }
    assert.deepEqual(
      tries.map((at) => Math.round(at / 60_000)),
      [0, 1, 3, 7, 15, 31],
    );
    assert.equal((await store.platforms.events.listOpen(ACCOUNT)).length, 1);
    await work.stop();
  });
});
