import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { limitConcurrency } from '../../src/llm/limit-concurrency.ts';

describe('a limit of what goes on at a time', () => {
  const { signal } = new AbortController();

  it('gives a place that becomes free to who waits for it, and not to who comes at that moment', async () => {
    const enter = limitConcurrency(1);
    const entered: string[] = [];
    let running = 0;
    let mostAtOnce = 0;
    const work = async (name: string): Promise<void> => {
      const leave = await enter(signal);
      entered.push(name);
      running += 1;
      mostAtOnce = Math.max(mostAtOnce, running);
      await new Promise(setImmediate);
      running -= 1;
      leave();
    };
    const leave = await enter(signal);
    const waiting = work('who waits');
    leave();
    await Promise.all([waiting, work('who comes')]);
    assert.deepEqual(entered, ['who waits', 'who comes']);
    assert.equal(mostAtOnce, 1);
  });

  it('passes over who no longer waits', async () => {
    const enter = limitConcurrency(1);
    const leave = await enter(signal);
    const ending = new AbortController();
    const gone = enter(ending.signal);
    const next = enter(signal);
    ending.abort(new Error('enough'));
    await assert.rejects(gone, /enough/u);
    leave();
    (await next)();
    await enter(signal);
  });
});
