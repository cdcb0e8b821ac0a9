import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decideSlot, dueSlots, LONGEST_LATENESS, MOST_MISSED } from '../../../src/core/schedule/due-slots.ts';
import { nextSlot } from '../../../src/core/schedule/find-slots.ts';
import type { Schedule } from '../../../src/core/schedule/schedule.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const at = (text: string): number => Date.parse(text);
const twice: Schedule = { times: [480, 1200], weekdays: [], zone: 'Asia/Shanghai' };

describe('what is due', () => {
  it('is a slot from its minute on, and nothing before', () => {
    const due = (since: string, now: string) => {
      const { due, missed, next } = dueSlots(twice, at(since), at(now));
      return [due?.key ?? null, missed, next.key];
    };
    assert.deepEqual(due('2026-11-25T00:00:00Z', '2026-11-25T11:59:59.999Z'), [null, 0, '2026-11-25T20:00']);
    assert.deepEqual(due('2026-11-25T00:00:00Z', '2026-11-25T12:00:00Z'), [
      '2026-11-25T20:00',
      0,
      '2026-11-26T08:00',
    ]);
    assert.deepEqual(due('2026-11-25T12:00:00Z', '2026-11-25T12:00:30Z'), [null, 0, '2026-11-26T08:00']);
  });

  it('is the last of several, and the others are counted up to a limit', () => {
    const day = dueSlots(twice, at('2026-11-24T00:00:00Z'), at('2026-11-25T01:00:00Z'));
    assert.deepEqual([day.due?.key, day.missed], ['2026-11-25T08:00', 1]);
    const year = dueSlots(twice, at('2025-11-25T00:00:00Z'), at('2026-11-25T01:00:00Z'));
    assert.deepEqual([year.due?.key, year.missed], ['2026-11-25T08:00', MOST_MISSED]);
  });

  it('is nothing where the clock was put back, and what comes next comes once', () => {
    const back = dueSlots(twice, at('2026-11-25T12:00:00Z'), at('2026-11-24T12:00:00Z'));
    assert.deepEqual([back.due, back.missed, back.next.key], [null, 0, '2026-11-26T08:00']);
  });

  it('loses no slot and has none twice, however time is parted and the clock jumps', () => {
    const start = at('2026-10-20T00:00:00Z');
    fc.assert(
      fc.property(
        fc.record({
          times: fc.uniqueArray(
            fc.integer({ min: 0, max: 47 }).map((half) => half * 30),
            { minLength: 1, maxLength: 6 },
          ),
          weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 3 }),
          zone: fc.constantFrom('Europe/London', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Shanghai'),
        }),
        // Ticks that go ahead by up to a day and back now and then, over the autumn's clock changes.
        fc.array(fc.integer({ min: -6 * HOUR, max: DAY }), { minLength: 5, maxLength: 30 }),
        (asked, steps) => {
          const schedule = { ...asked, times: asked.times.sort((left, right) => left - right) };
          const keys: string[] = [];
          let counted = 0;
          let since = start;
          let now = start;
          for (const step of steps) {
            now += step;
            const { due, missed, next } = dueSlots(schedule, since, now);
            if (due !== null) keys.push(due.key);
            counted += missed + (due === null ? 0 : 1);
            since = Math.max(since, now);
            assert.ok(next.at > since);
          }
          const expected: string[] = [];
          for (let slot = nextSlot(schedule, start); slot.at <= since; slot = nextSlot(schedule, slot.at))
            expected.push(slot.key);
          assert.equal(new Set(keys).size, keys.length);
          assert.ok(keys.every((key) => expected.includes(key)));
          assert.equal(counted, expected.length);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('a slot that is due', () => {
  const slot = { at: at('2026-11-25T00:00:00Z') };
  const tomorrow = { at: slot.at + DAY };
  const after = (time: number, next = tomorrow) => decideSlot({ slot, now: slot.at + time, next });

  it('is on time in its first minutes, whatever comes next', () => {
    assert.equal(after(0), 'on-time');
    assert.equal(after(5 * 60_000), 'on-time');
    assert.equal(after(5 * 60_000, { at: slot.at + 6 * 60_000 }), 'on-time');
  });

  it('is late while it is nearer than the next', () => {
    assert.equal(after(HOUR), 'late');
    assert.equal(after(3 * HOUR, { at: slot.at + 6 * HOUR }), 'late');
    assert.equal(after(3 * HOUR + 1, { at: slot.at + 6 * HOUR }), 'skip');
  });

  it('is skipped when it is older than the limit, however far the next is', () => {
    const nextWeek = { at: slot.at + 7 * DAY };
    assert.equal(after(LONGEST_LATENESS, nextWeek), 'late');
    assert.equal(after(LONGEST_LATENESS + 1, nextWeek), 'skip');
  });
});
