import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Cron } from 'croner';
import fc from 'fast-check';
import { nextSlot, nextSlots, previousSlot } from '../../../src/core/schedule/find-slots.ts';
import type { Schedule, Slot } from '../../../src/core/schedule/schedule.ts';
import { listZoneSlots } from './list-zone-slots.ts';

const DAY = 86_400_000;
const at = (text: string): number => Date.parse(text);
const daily = (zone: string, ...times: string[]): Schedule => ({
  times: times
    .map((time) => {
      const [hour = 0, minute = 0] = time.split(':').map(Number);
      return hour * 60 + minute;
    })
    .sort((left, right) => left - right),
  weekdays: [],
  zone,
});
const show = ({ at, key }: Slot): string => `${key} ${new Date(at).toISOString().slice(0, 16)}Z`;
const showNext = (schedule: Schedule, after: string, count: number): string[] =>
  nextSlots(schedule, at(after), count).map(show);

describe('the next slot', () => {
  it('is at the local time of the zone, named by it', () => {
    const schedule = daily('Asia/Shanghai', '8:00', '20:00');
    assert.deepEqual(showNext(schedule, '2026-11-25T00:00:00Z', 3), [
      '2026-11-25T20:00 2026-11-25T12:00Z',
      '2026-11-26T08:00 2026-11-26T00:00Z',
      '2026-11-26T20:00 2026-11-26T12:00Z',
    ]);
    assert.equal(
      show(nextSlot(schedule, at('2026-11-25T00:00:00Z') - 1)),
      '2026-11-25T08:00 2026-11-25T00:00Z',
    );
    assert.equal(show(nextSlot(daily('-03:30', '8:00'), 0)), '1970-01-01T08:00 1970-01-01T11:30Z');
  });

  it('is on the weekdays asked for, as the zone counts them', () => {
    const schedule = { ...daily('Pacific/Auckland', '8:00'), weekdays: [1, 7] };
    assert.deepEqual(showNext(schedule, '2026-11-25T00:00:00Z', 3), [
      '2026-11-29T08:00 2026-11-28T19:00Z',
      '2026-11-30T08:00 2026-11-29T19:00Z',
      '2026-12-06T08:00 2026-12-05T19:00Z',
    ]);
  });

  it('is at the next existing minute where the clock change removes its time', () => {
    assert.deepEqual(showNext(daily('America/New_York', '2:30'), '2026-03-07T12:00:00Z', 2), [
      '2026-03-08T02:30 2026-03-08T07:00Z',
      '2026-03-09T02:30 2026-03-09T06:30Z',
    ]);
  });

  it('is the first of two where the clock change repeats its time', () => {
    assert.deepEqual(showNext(daily('America/New_York', '1:30'), '2026-10-31T12:00:00Z', 2), [
      '2026-11-01T01:30 2026-11-01T05:30Z',
      '2026-11-02T01:30 2026-11-02T06:30Z',
    ]);
    // Between the two, and at the second.
    for (const after of ['2026-11-01T06:00:00Z', '2026-11-01T06:30:00Z'])
      assert.equal(nextSlot(daily('America/New_York', '1:30'), at(after)).key, '2026-11-02T01:30');
  });

  it('knows clock changes of half an hour', () => {
    // 02:00 becomes 02:30 on Lord Howe Island.
    assert.deepEqual(showNext(daily('Australia/Lord_Howe', '2:15', '2:45'), '2026-10-03T00:00:00Z', 2), [
      '2026-10-04T02:15 2026-10-03T15:30Z',
      '2026-10-04T02:45 2026-10-03T15:45Z',
    ]);
    assert.deepEqual(showNext(daily('Australia/Lord_Howe', '1:45'), '2026-04-04T00:00:00Z', 2), [
      '2026-04-05T01:45 2026-04-04T14:45Z',
      '2026-04-06T01:45 2026-04-05T15:15Z',
    ]);
  });

  it('is at the first minute of a day without a midnight', () => {
    for (const [zone, day, first] of [
      ['Asia/Beirut', '2026-03-29', '2026-03-28T22:00Z'],
      ['America/Havana', '2026-03-08', '2026-03-08T05:00Z'],
      ['America/Sao_Paulo', '2017-10-15', '2017-10-15T03:00Z'],
    ] as const) {
      const slot = nextSlot(daily(zone, '0:00'), at(first) - DAY / 2);
      assert.equal(show(slot), `${day}T00:00 ${first}`, zone);
    }
  });

  it('is once where a time before midnight comes twice over two days', () => {
    // At 00:01 Newfoundland put its clocks back to 23:01 of the day before.
    const schedule = daily('America/St_Johns', '0:00', '23:30');
    assert.deepEqual(showNext(schedule, '2009-10-31T12:00:00Z', 4), [
      '2009-10-31T23:30 2009-11-01T02:00Z',
      '2009-11-01T00:00 2009-11-01T02:30Z',
      '2009-11-01T23:30 2009-11-02T03:00Z',
      '2009-11-02T00:00 2009-11-02T03:30Z',
    ]);
    assert.equal(previousSlot(schedule, at('2009-11-01T03:00:00Z')).key, '2009-11-01T00:00');
  });

  it('is not on a day that the zone skipped', () => {
    assert.deepEqual(showNext(daily('Pacific/Apia', '8:00'), '2011-12-29T12:00:00Z', 2), [
      '2011-12-29T08:00 2011-12-29T18:00Z',
      '2011-12-31T08:00 2011-12-30T18:00Z',
    ]);
    assert.equal(
      previousSlot(daily('Pacific/Apia', '8:00'), at('2011-12-30T18:00:00Z')).key,
      '2011-12-29T08:00',
    );
    const fridays = { ...daily('Pacific/Apia', '8:00'), weekdays: [5] };
    assert.equal(nextSlot(fridays, at('2011-12-29T12:00:00Z')).key, '2012-01-06T08:00');
  });

  it('is one, by the key of the later, where a removed time falls together with another', () => {
    const schedule = daily('America/New_York', '2:15', '2:30', '3:00', '3:30');
    assert.deepEqual(showNext(schedule, '2026-03-08T06:00:00Z', 2), [
      '2026-03-08T03:00 2026-03-08T07:00Z',
      '2026-03-08T03:30 2026-03-08T07:30Z',
    ]);
    const removed = daily('America/New_York', '2:15', '2:30');
    assert.equal(nextSlot(removed, at('2026-03-08T06:00:00Z')).key, '2026-03-08T02:30');
    for (const each of [schedule, removed]) {
      const slot = nextSlot(each, at('2026-03-08T06:00:00Z'));
      assert.deepEqual(previousSlot(each, slot.at + 1), slot);
    }
    // In Ittoqqortoormiit the last hour of the day is removed.
    assert.deepEqual(showNext(daily('America/Scoresbysund', '23:30', '0:00'), '2026-03-28T12:00:00Z', 2), [
      '2026-03-29T00:00 2026-03-29T01:00Z',
      '2026-03-29T23:30 2026-03-30T00:30Z',
    ]);
  });
});

describe('the slots of a cron expression', () => {
  const cron = (text: string, zone: string): Schedule => ({ cron: text, zone });

  it('keep the rules at clock changes', () => {
    assert.deepEqual(showNext(cron('*/30 * * * *', 'America/New_York'), '2026-03-08T06:00:00Z', 3), [
      '2026-03-08T01:30 2026-03-08T06:30Z',
      '2026-03-08T03:00 2026-03-08T07:00Z',
      '2026-03-08T03:30 2026-03-08T07:30Z',
    ]);
    assert.deepEqual(showNext(cron('*/30 * * * *', 'America/New_York'), '2026-11-01T05:00:00Z', 2), [
      '2026-11-01T01:30 2026-11-01T05:30Z',
      '2026-11-01T02:00 2026-11-01T07:00Z',
    ]);
  });

  it('fall on days that meet both the day of the month and the weekday', () => {
    assert.equal(nextSlot(cron('0 8 13 * fri', 'UTC'), at('2026-11-14T00:00:00Z')).key, '2027-08-13T08:00');
    assert.equal(nextSlot(cron('0 8 29 2 mon', 'UTC'), at('2026-01-01T00:00:00Z')).key, '2044-02-29T08:00');
    assert.equal(previousSlot(cron('0 8 29 2 *', 'UTC'), at('2103-01-01T00:00:00Z')).key, '2096-02-29T08:00');
  });

  it('are refused where none ever comes', () => {
    assert.throws(() => nextSlot(cron('0 8 31 2 *', 'UTC'), 0), RangeError);
    assert.throws(() => previousSlot(cron('0 8 31 2 *', 'UTC'), 0), RangeError);
  });

  it('are those of another library where no clock change has a say', () => {
    const field = (least: number, most: number): fc.Arbitrary<string> => {
      const range = fc
        .tuple(fc.integer({ min: least, max: most }), fc.integer({ min: least, max: most }))
        .map(([left, right]) => `${Math.min(left, right)}-${Math.max(left, right)}`);
      const step = fc.integer({ min: 1, max: 5 });
      const part = fc.oneof(
        fc.integer({ min: least, max: most }).map(String),
        range,
        fc.tuple(range, step).map(([text, by]) => `${text}/${by}`),
        step.map((by) => `*/${by}`),
      );
      return fc.oneof(
        fc.constant('*'),
        fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(',')),
      );
    };
    const days = fc.oneof({ weight: 3, arbitrary: fc.constant('*') }, field(1, 28));
    const months = fc.oneof({ weight: 3, arbitrary: fc.constant('*') }, field(1, 12));
    fc.assert(
      fc.property(
        fc.tuple(field(0, 59), field(0, 23), days, months, field(0, 7)).map((fields) => fields.join(' ')),
        fc.constantFrom('UTC', 'Asia/Tokyo', 'Asia/Kathmandu'),
        fc.integer({ min: at('1995-01-01'), max: at('2037-01-01') }),
        (text, zone, after) => {
          const other = new Cron(text, { timezone: zone, domAndDow: true, paused: true, mode: '5-part' });
          const expected = other.nextRuns(4, new Date(after)).map((date) => date.getTime());
          // The other library gives up after some years where a day and a weekday seldom meet.
          assert.deepEqual(
            nextSlots({ cron: text, zone }, after, expected.length).map((slot) => slot.at),
            expected,
          );
        },
      ),
    );
  });
});

describe('slots in any zone and year', () => {
  const zones = Intl.supportedValuesOf('timeZone');
  const times = fc.uniqueArray(
    fc.oneof(
      fc.integer({ min: 0, max: 1439 }),
      fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15),
    ),
    {
      minLength: 1,
      maxLength: 12,
    },
  );
  const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 6 });
  const schedules = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        times: times.map((list) => list.sort((a, b) => a - b)),
        weekdays,
        zone: fc.constantFrom(...zones),
      }),
    },
    fc.record({
      cron: fc.constantFrom('*/15 * * * *', '*/7 0-3,23 * * *', '30 2 * * *', '0,1,59 * * * sun'),
      zone: fc.constantFrom(...zones),
    }),
  );

  it('are where the wall clock first shows their minute or a later one, both over clock changes and between', () => {
    fc.assert(
      fc.property(
        schedules,
        fc.integer({ min: at('1990-01-02'), max: at('2037-12-01') }),
        fc.boolean(),
        (schedule, near, atChange) => {
          const { from, slots } = listZoneSlots(schedule, near, { atChange, days: 3 });
          const found: Slot[] = [];
          for (let after = from; found.length < slots.length; after = found.at(-1)?.at ?? after)
            found.push(nextSlot(schedule, after));
          assert.deepEqual(found, slots);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('are the same backwards, increase, and have each their key', () => {
    fc.assert(
      fc.property(
        schedules,
        fc.integer({ min: at('1990-01-02'), max: at('2037-12-01') }),
        fc.boolean(),
        (schedule, near, atChange) => {
          const from = atChange ? listZoneSlots(schedule, near, { atChange, days: 0 }).from : near;
          const slots = nextSlots(schedule, from, 30);
          assert.equal(new Set(slots.map(({ key }) => key)).size, slots.length);
          for (const [index, slot] of slots.entries()) {
            const following = slots[index + 1];
            if (following === undefined) continue;
            assert.ok(slot.at < following.at && slot.key < following.key);
            assert.deepEqual(previousSlot(schedule, following.at), slot);
            assert.deepEqual(nextSlot(schedule, following.at - 1), following);
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});
