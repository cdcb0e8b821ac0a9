import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { scheduleSchema } from '../../../src/core/schedule/schedule.ts';

const parses = (value: unknown): boolean => scheduleSchema.safeParse(value).success;

describe('a schedule as it is stored', () => {
  it('is sorted and says nothing twice', () => {
    assert.deepEqual(
      scheduleSchema.parse({ times: [1200, 480, 1200], weekdays: [5, 1, 5], zone: '+08:00' }),
      {
        times: [480, 1200],
        weekdays: [1, 5],
        zone: '+08:00',
      },
    );
  });

  it('has no weekdays where it has them all', () => {
    const parsed = scheduleSchema.parse({ times: [0], weekdays: [7, 6, 5, 4, 3, 2, 1], zone: 'UTC' });
    assert.deepEqual(parsed, { times: [0], weekdays: [], zone: 'UTC' });
  });

  it('is read again as it was written', () => {
    for (const schedule of [
      { times: [0, 1439], weekdays: [], zone: 'Asia/Shanghai' },
      { cron: '0 8 * * mon-fri', zone: 'Europe/London' },
    ])
      assert.deepEqual(scheduleSchema.parse(JSON.parse(JSON.stringify(schedule))), schedule);
  });

  it('is refused where it has no time, one that no day has, or a zone that is not certain', () => {
    const good = { times: [480], weekdays: [1], zone: 'Asia/Shanghai' };
    assert.ok(parses(good));
    for (const change of [
      { times: [] },
      { times: [1440] },
      { times: [-1] },
      { times: [1.5] },
      { times: Array.from({ length: 25 }, (_, index) => index) },
      { weekdays: [0] },
      { weekdays: [8] },
      { zone: 'CST' },
      { zone: 'Mars/Olympus' },
      { more: 1 },
    ])
      assert.ok(!parses({ ...good, ...change }), JSON.stringify(change));
    assert.ok(!parses({ cron: '0 8 31 2 *', zone: 'UTC' }));
    assert.ok(!parses({ cron: '0 8 * * *', zone: 'IST' }));
  });
});
