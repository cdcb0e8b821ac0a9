import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { dayOf, precedingWindow, resolveWindow } from '../../../src/core/digest/resolve-window.ts';

const at = (iso: string) => Date.parse(iso);
const iso = (instant: number) => new Date(instant).toISOString();

describe('resolveWindow', () => {
  it('gives a day of the reader, not of the machine', () => {
    const window = resolveWindow(
      { kind: 'day', day: '2026-11-23' },
      { now: at('2026-11-23T01:00:00Z'), zone: 'Asia/Shanghai', span: null },
    );
    assert.equal(iso(window.from), '2026-11-22T16:00:00.000Z');
    assert.equal(iso(window.to), '2026-11-23T16:00:00.000Z');
    assert.deepEqual([window.fromDay, window.toDay], ['2026-11-23', '2026-11-24']);
  });

  it('counts today among the last days', () => {
    const window = resolveWindow(
      { kind: 'days', days: 7 },
      { now: at('2026-11-22T17:00:00Z'), zone: 'Asia/Shanghai', span: null },
    );
    assert.deepEqual([window.fromDay, window.toDay], ['2026-11-17', '2026-11-24']);
  });

  it('makes a day of 23 or 25 hours where the clock changes', () => {
    const length = (day: string) => {
      const { from, to } = resolveWindow(
        { kind: 'day', day },
        { now: 0, zone: 'America/New_York', span: null },
      );
      return (to - from) / 3_600_000;
    };
    assert.equal(length('2026-03-08'), 23);
    assert.equal(length('2026-11-01'), 25);
  });

  it('starts a day at its first existing minute where midnight does not exist', () => {
    const { from } = resolveWindow(
      { kind: 'day', day: '2026-09-06' },
      { now: 0, zone: 'America/Santiago', span: null },
    );
    assert.equal(iso(from), '2026-09-06T04:00:00.000Z');
  });

  it('holds the whole store for all, whatever the zone', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4e12 }),
        fc.integer({ min: 0, max: 4e12 }),
        fc.constantFrom('Asia/Shanghai', 'UTC', 'Pacific/Kiritimati', 'Pacific/Niue', 'Asia/Kathmandu'),
        (one, other, zone) => {
          const [oldest, newest] = [Math.min(one, other), Math.max(one, other)];
          const window = resolveWindow({ kind: 'all' }, { now: oldest, zone, span: { oldest, newest } });
          assert.ok(window.from <= oldest && newest < window.to);
          assert.ok(window.fromDay < window.toDay);
        },
      ),
    );
  });

  it('leaves no gap and no overlap between a window and the one before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 1, max: 60 }), (now, days) => {
        const zone = 'Europe/London';
        const window = resolveWindow({ kind: 'days', days }, { now, zone, span: null });
        const before = precedingWindow(window, zone);
        assert.equal(before.to, window.from);
        assert.equal(before.toDay, window.fromDay);
        assert.equal(dayOf(before.from, zone), before.fromDay);
      }),
    );
  });
});
