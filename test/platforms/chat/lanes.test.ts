import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createLoopTurns } from '../../../src/platforms/chat/lanes.ts';

describe('turns', () => {
  it('let what has arrived and timers in between when a slice of work is over', async () => {
    const seen: string[] = [];
    const turn = createLoopTurns({ slice: 0 });
    let isOver = false;
    const arrive = (): void => {
      seen.push('arrived');
      if (!isOver) setImmediate(arrive);
    };
    setImmediate(arrive);
    await Promise.all(
      Array.from({ length: 5 }, async () => {
        await turn();
        seen.push('worked');
      }),
    );
    isOver = true;
    assert.equal(seen.filter((each) => each === 'worked').length, 5);
    assert.doesNotMatch(seen.join(' '), /worked worked/);
  });

  it('let work begin at once within a slice', async () => {
    let time = 0;
    let turns = 0;
    let isOver = false;
    const count = (): void => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    const turn = createLoopTurns({ slice: 10, now: () => time });
    await turn();
    setImmediate(count);
    for (let each = 0; each < 9; each += 1) {
      time += 1;
      await turn();
    }
    assert.equal(turns, 0);
    time += 1;
    await turn();
    isOver = true;
    assert.ok(turns > 0);
  });
});
