import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createMemory } from '../../../src/core/subscriptions/remember.ts';
import { createManualClock } from '../../servers/create-manual-clock.ts';

function openMemory() {
  const clock = createManualClock(0);
  const remember = createMemory({ clock, most: 2, lasting: 10 });
  let made = 0;
  return { clock, ask: (key: string) => remember(key, async () => `${key}${++made}`), remember };
}

describe('a memory', () => {
  it('makes a thing once for all that ask, until its time is over', async () => {
    const { clock, ask } = openMemory();
    assert.deepEqual(await Promise.all([ask('a'), ask('a')]), ['a1', 'a1']);
    clock.pass(9);
    assert.equal(await ask('a'), 'a1');
    clock.pass(1);
    assert.equal(await ask('a'), 'a2');
  });

  it('remembers the last ones only', async () => {
    const { ask } = openMemory();
    for (const key of ['a', 'b', 'c']) await ask(key);
    assert.deepEqual([await ask('c'), await ask('b'), await ask('a')], ['c3', 'b2', 'a4']);
  });

  it('does not remember what failed', async () => {
    const { ask, remember } = openMemory();
    await assert.rejects(remember('a', () => Promise.reject(new Error('the disk is full'))));
    assert.equal(await ask('a'), 'a1');
  });
});
