import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readPartOfDay, readStampedPart, toHour24 } from '../../../src/core/text/to-hour24.ts';

function read(word: string, hour: number) {
  const part = readPartOfDay(word);
  assert.ok(part !== null, word);
  return toHour24(hour, part);
}

describe('toHour24', () => {
  for (const [word, hour, expected] of [
    ['凌晨', 12, 0],
    ['凌晨', 3, 3],
    ['早上', 8, 8],
    ['上午', 10, 10],
    ['上午', 12, 12],
    ['中午', 11, 11],
    ['中午', 12, 12],
    ['中午', 1, 13],
    ['下午', 3, 15],
    ['下午', 12, 12],
    ['下午', 17, 17],
    ['傍晚', 6, 18],
    ['晚上', 8, 20],
    ['晚上', 20, 20],
    ['深夜', 11, 23],
    ['am', 12, 0],
    ['am', 8, 8],
    ['p.m.', 12, 12],
    ['pm', 3, 15],
  ] as const)
    it(`takes ${word} ${hour} for ${expected} of the same day`, () =>
      assert.deepEqual(read(word, hour), { hour: expected, isNextDay: false, isUsual: true }));

  for (const [word, hour, expected] of [
    ['晚上', 12, 0],
    ['晚上', 24, 0],
    ['半夜', 1, 1],
    ['深夜', 2, 2],
  ] as const)
    it(`takes ${word} ${hour} for ${expected} of the next day`, () =>
      assert.deepEqual(read(word, hour), { hour: expected, isNextDay: true, isUsual: true }));

  for (const [word, hour, expected] of [
    ['下午', 9, 21],
    ['上午', 15, 15],
    ['凌晨', 9, 9],
    ['pm', 0, 12],
    ['晚上', 15, 15],
  ] as const)
    it(`knows that ${word} has no ${hour}, and guesses ${expected}`, () =>
      assert.deepEqual(read(word, hour), { hour: expected, isNextDay: false, isUsual: false }));

  it('gives an hour of a clock for every part and hour', () => {
    for (const part of ['dawn', 'morning', 'noon', 'afternoon', 'evening', 'night', 'am', 'pm'] as const)
      for (let hour = 0; hour <= 24; hour += 1) {
        const resolved = toHour24(hour, part).hour;
        assert.ok(Number.isInteger(resolved) && resolved >= 0 && resolved < 24, `${part} ${hour}`);
      }
  });
});

describe('readStampedPart', () => {
  it('takes 上午 and 下午 for am and pm, and the other words as readPartOfDay does', () => {
    assert.equal(readStampedPart('上午'), 'am');
    assert.equal(readStampedPart('下午'), 'pm');
    assert.equal(readStampedPart('P.M.'), 'pm');
    assert.equal(readStampedPart('晚上'), 'evening');
    assert.equal(readStampedPart(undefined), null);
    assert.equal(readStampedPart('noonish'), null);
  });
});
