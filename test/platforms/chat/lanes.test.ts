import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTurns } from '../../../src/platforms/chat/lanes.ts';

describe('turns', () => {
  it('let what has arrived and timers in between one piece of work and the next', async () => {
    const seen: string[] = [];
    const turn = createTurns();
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
});
