import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  completeMoment,
  readBareMonths,
  readRelativeDates,
  resolveRelativeDate,
} from '../../../src/core/verify/read-dates.ts';

const FRIDAY = { year: 2022, month: 3, day: 4 };
const resolve = (text: string) => {
  const [date] = readRelativeDates(text);
  assert.ok(date, text);
  return resolveRelativeDate(date, FRIDAY);
};

describe('readRelativeDates', () => {
  it('reads days, weeks, months and years told by their distance, in order', () => {
    const grains = (text: string) => readRelativeDates(text).map(({ text: said, grain }) => [said, grain]);
    assert.deepEqual(grains('去年上周昨天'), [
      ['去年', 'year'],
      ['上周', 'week'],
      ['昨天', 'day'],
    ]);
    assert.deepEqual(grains('On Monday, as last month'), [
      ['Monday', 'day'],
      ['last month', 'month'],
    ]);
  });

  it('takes a weekday for one only where it is', () => {
    for (const text of ['每周一次', '一周三次', '下周一百人', 'The Tomorrow People'])
      assert.deepEqual(
        readRelativeDates(text).filter(({ weekday }) => weekday !== undefined),
        [],
        text,
      );
    assert.deepEqual(
      readRelativeDates('周一开庭').map(({ weekday }) => weekday),
      [1],
    );
  });
});

describe('resolveRelativeDate', () => {
  it('counts from the day of writing', () => {
    assert.deepEqual(resolve('昨天'), [{ year: 2022, month: 3, day: 3 }]);
    assert.deepEqual(resolve('去年'), [{ year: 2021 }]);
    assert.deepEqual(resolve('last month'), [{ year: 2022, month: 2 }]);
    assert.equal(resolve('上周').length, 7);
  });

  it('takes a weekday for the last or the next one', () => {
    assert.deepEqual(resolve('Wednesday'), [
      { year: 2022, month: 3, day: 2 },
      { year: 2022, month: 3, day: 9 },
    ]);
  });
});

describe('completeMoment', () => {
  it('gives a date the year that brings it nearest to the day of writing', () => {
    assert.deepEqual(completeMoment({ month: 12, day: 30 }, FRIDAY), { year: 2021, month: 12, day: 30 });
    assert.deepEqual(completeMoment({ month: 4 }, FRIDAY), { year: 2022, month: 4 });
    assert.deepEqual(completeMoment({ day: 28 }, FRIDAY), { year: 2022, month: 2, day: 28 });
    assert.equal(completeMoment({ year: 1999 }, FRIDAY), null);
  });
});

describe('readBareMonths', () => {
  it('reads a month that stands alone, and no verb', () => {
    assert.deepEqual(
      readBareMonths('in March and on April 5').map(({ month }) => month),
      [3],
    );
    assert.deepEqual(readBareMonths('They March on. It May rain.'), []);
  });
});
