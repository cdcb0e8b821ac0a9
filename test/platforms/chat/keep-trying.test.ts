import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createKeepTrying } from '../../../src/platforms/chat/keep-trying.ts';
import { createManualTimers } from './manual-timers.ts';

/** Work that fails so many times, and when it was tried (milliseconds). */
function tryWork(failures: number) {
  const timers = createManualTimers();
  const stopping = new AbortController();
  const tries: number[] = [];
  const logged: string[] = [];
  const nothing = (): void => {};
  const keepTrying = createKeepTrying({
    after: timers.after,
    signal: stopping.signal,
    log: { debug: nothing, info: nothing, warn: nothing, error: (_details, words) => logged.push(words) },
  });
  const done = keepTrying('it failed', async () => {
    tries.push(timers.now());
    if (tries.length <= failures) throw new Error('disk full');
    return 'kept';
  });
  return { timers, stopping, tries, logged, done };
}

describe('what must not be left undone', () => {
  it('is tried until it succeeds, less often each time, and the log says so', async () => {
    const { timers, tries, logged, done } = tryWork(9);
    await timers.pass();
    assert.equal(await done, 'kept');
    assert.deepEqual(
      tries.map((at) => at / 500),
      [0, 1, 3, 7, 15, 31, 63, 123, 183, 243],
    );
    assert.equal(logged.length, 9);
    assert.equal(timers.waiting(), 0);
  });

  it('is tried once more when all is stopped, and then given up', async () => {
    const { timers, stopping, tries, done } = tryWork(9);
    await timers.settle();
    stopping.abort();
    await assert.rejects(done, /disk full/);
    assert.equal(tries.length, 2);
    assert.equal(timers.waiting(), 0);
  });
});
