import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { notice } from '../../../src/core/blocks/build-blocks.ts';
import { createGrowth } from '../../../src/platforms/chat/grow-answer.ts';
import { createManualTimers } from './manual-timers.ts';

const blocksOf = (text: string) => [notice('info', text)];

function startGrowth() {
  const timers = createManualTimers();
  const shown: { text: string; at: number }[] = [];
  let arrive: () => void = () => {};
  let isSlow = false;
  const growth = createGrowth({
    first: 300,
    every: 1000,
    timers,
    async show([block]) {
      shown.push({ text: block?.kind === 'notice' ? block.text : '', at: timers.now() });
      if (isSlow) await new Promise<void>((resolve) => (arrive = resolve));
    },
  });
  return {
    ...{ timers, shown, growth },
    grow: (text: string) => growth.grow(blocksOf(text)),
    slowDown: () => {
      isSlow = true;
    },
    arrive: () => arrive(),
  };
}

describe('an answer that grows', () => {
  it('is shown after a while and then now and then, each time as it stands by then', async () => {
    const { timers, shown, grow } = startGrowth();
    grow('a');
    grow('ab');
    await timers.pass(299);
    assert.deepEqual(shown, []);
    await timers.pass(300);
    grow('abc');
    grow('abcd');
    await timers.pass(1299);
    assert.deepEqual(shown, [{ text: 'ab', at: 300 }]);
    await timers.pass(5000);
    // Nothing new, nothing shown; what comes late is shown at once.
    timers.goTo(5000);
    grow('abcde');
    await timers.settle();
    assert.deepEqual(shown, [
      { text: 'ab', at: 300 },
      { text: 'abcd', at: 1300 },
      { text: 'abcde', at: 5000 },
    ]);
  });

  it('is shown one at a time, however long one takes', async () => {
    const { timers, shown, grow, slowDown, arrive } = startGrowth();
    slowDown();
    grow('a');
    await timers.pass(300);
    grow('ab');
    await timers.pass(9000);
    timers.goTo(9000);
    assert.deepEqual(shown, [{ text: 'a', at: 300 }]);
    arrive();
    await timers.pass(9999);
    assert.equal(shown.length, 1);
    await timers.pass(10_000);
    assert.deepEqual(shown.at(-1), { text: 'ab', at: 10_000 });
  });

  it('is not shown where the whole comes first, and nothing waits then', async () => {
    const { timers, shown, growth, grow } = startGrowth();
    grow('a');
    await growth.end();
    grow('ab');
    await timers.pass();
    assert.deepEqual([shown, timers.waiting()], [[], 0]);
  });

  it('ends when what is on its way has arrived', async () => {
    const { timers, growth, grow, slowDown, arrive } = startGrowth();
    slowDown();
    grow('a');
    await timers.pass(300);
    let ended = false;
    const ending = growth.end().then(() => {
      ended = true;
    });
    await timers.settle();
    assert.equal(ended, false);
    arrive();
    await ending;
    grow('ab');
    await timers.pass();
    assert.equal(timers.waiting(), 0);
  });
});
