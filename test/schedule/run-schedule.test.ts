import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runSchedule } from '../../src/schedule/run-schedule.ts';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('the schedule', () => {
  it('looks at once and then at every minute, never while it still looks, and goes on after a failure', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.UTC(2026, 0, 5, 8, 0, 20) });
    const looks: { at: number; end(error?: Error): void }[] = [];
    const warned: object[] = [];
    const schedule = runSchedule({
      look: () =>
        new Promise((resolve, reject) => {
          const end = (error?: Error): void => (error === undefined ? resolve() : reject(error));
          looks.push({ at: Date.now(), end });
        }),
      log: { warn: (details) => warned.push(details) },
    });
    /** In steps, for a timer is set again by the one before it. */
    const pass = async (seconds: number) => {
      for (let second = 0; second < seconds; second += 1) {
        t.mock.timers.tick(1000);
        await turn();
      }
    };
    const seconds = () => looks.map(({ at }) => (at - Date.UTC(2026, 0, 5, 8)) / 1000);
    assert.deepEqual(seconds(), [20]);
    await pass(100);
    assert.deepEqual(seconds(), [20], 'it looks still');
    looks[0]?.end();
    await pass(60);
    assert.deepEqual(
      seconds().map((second) => Math.floor(second / 60)),
      [0, 3],
    );
    looks[1]?.end(new Error('locked'));
    await turn();
    assert.deepEqual(warned, [{ error: 'locked' }]);
    await pass(60);
    assert.equal(looks.length, 3);

    let isStopped = false;
    const stopping = schedule.stop().then(() => {
      isStopped = true;
    });
    await turn();
    assert.equal(isStopped, false, 'it waits for the look that is under way');
    looks[2]?.end();
    await stopping;
    await pass(120);
    assert.equal(looks.length, 3);
  });
});
