import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Cron, readCron } from '../../../src/core/schedule/read-cron.ts';

const read = (text: string): Cron => {
  const result = readCron(text);
  assert.ok(result.ok, text);
  return result.cron;
};
const values = (text: string, field: keyof Cron): number[] => [...read(text)[field]].sort((a, b) => a - b);
const problem = (text: string): string | null => {
  const result = readCron(text);
  return result.ok ? null : result.problem;
};

describe('a cron expression', () => {
  it('has lists, ranges, steps and names', () => {
    assert.deepEqual(values('0,30 8 * * *', 'minutes'), [0, 30]);
    assert.deepEqual(values('*/15 6-22/8 * * mon-fri', 'minutes'), [0, 15, 30, 45]);
    assert.deepEqual(values('*/15 6-22/8 * * mon-fri', 'hours'), [6, 14, 22]);
    assert.deepEqual(values('5/20 8 * * *', 'minutes'), [5, 25, 45]);
    assert.deepEqual(values('30 7,19 1 JAN,jul 0', 'months'), [1, 7]);
    assert.equal(read('* * * * *').days.size, 31);
  });

  it('has weekdays as ISO 8601 counts them, with 0 and 7 for Sunday', () => {
    for (const sunday of ['0', '7', 'sun', '0,7'])
      assert.deepEqual(values(`5 4 * * ${sunday}`, 'weekdays'), [7]);
    assert.deepEqual(values('5 4 * * 5-7', 'weekdays'), [5, 6, 7]);
    assert.deepEqual(values('5 4 * * *', 'weekdays'), [1, 2, 3, 4, 5, 6, 7]);
  });

  for (const bad of [
    '',
    '0 8 * *',
    '0 8 * * * *',
    '60 8 * * *',
    '0 24 * * *',
    '0 8 0 * *',
    '99 99 x y z',
    '0 8 * * fri-mon',
    '0/0 8 * * *',
    '0 8 * 13 *',
    '0- 8 * * *',
    '-5 8 * * *',
    '1-2-3 8 * * *',
    '*-5 8 * * *',
    ', 8 * * *',
    `${'0,'.repeat(300)}0 8 * * *`,
  ])
    it(`is not “${bad.slice(0, 30)}”`, () => assert.equal(problem(bad), 'malformed'));

  it('that no day meets is told from one that is malformed', () => {
    for (const never of ['0 8 30 2 *', '0 8 31 2,4,6,9,11 *', '0 8 31 feb mon'])
      assert.equal(problem(never), 'never', never);
    for (const rare of ['0 8 29 2 *', '0 8 29 2 mon', '0 8 31 2,3 *'])
      assert.equal(problem(rare), null, rare);
  });
});
