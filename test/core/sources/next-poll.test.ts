import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  adaptInterval,
  LONGEST_INTERVAL,
  measurePace,
  planNextPoll,
  planRetry,
  SHORTEST_INTERVAL,
} from '../../../src/core/sources/next-poll.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A Monday, 04:30 UTC. */
const NOW = Date.UTC(2026, 10, 23, 4, 30);

const none = { shortest: null, longest: null };
const moment = fc.integer({ min: NOW - 1000 * DAY, max: NOW });
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const plan = (given: Partial<Parameters<typeof planNextPoll>[0]>) =>
  planNextPoll({
    interval: HOUR,
    bounds: none,
    hints: {},
    freshUntil: null,
    now: NOW,
    random: 0.5,
    ...given,
  });

describe('the interval of a feed', () => {
  it('is half its usual gap: half an hour for one that publishes hourly', () => {
    const hourly = Array.from({ length: 10 }, (_, index) => NOW - index * HOUR - HOUR);
    const pace = measurePace(hourly, NOW);
    assert.deepEqual(pace, { since: NOW - 10 * HOUR, count: 10 });
    assert.equal(adaptInterval({ pace, interval: DAY, hasNews: false, now: NOW }), HOUR / 2);
  });

  it('grows with the silence of a feed that stopped, up to a day', () => {
    const pace = { since: NOW - 10 * HOUR, count: 10 };
    const later = [0, 1, 10, 100].map((days) =>
      adaptInterval({ pace, interval: HOUR, hasNews: false, now: NOW + days * DAY }),
    );
    assert.deepEqual(
      later,
      later.toSorted((one, other) => one - other),
    );
    assert.equal(later.at(-1), LONGEST_INTERVAL);
  });

  it('follows what comes where items bear no times', () => {
    assert.equal(adaptInterval({ pace: null, interval: HOUR, hasNews: true, now: NOW }), HOUR / 2);
    assert.equal(adaptInterval({ pace: null, interval: HOUR, hasNews: false, now: NOW }), 1.5 * HOUR);
  });

  it('is never below a minute or above a day, whatever the times', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double()),
        fc.integer({ min: 0, max: DAY }),
        fc.boolean(),
        (instants, interval, hasNews) => {
          const found = adaptInterval({ pace: measurePace(instants, NOW), interval, hasNews, now: NOW });
          assert.ok(found >= SHORTEST_INTERVAL && found <= LONGEST_INTERVAL, `${found}`);
        },
      ),
    );
  });

  it('does not count times to come, nor more than twenty', () => {
    assert.equal(measurePace([NOW - HOUR, NOW + DAY, Number.NaN], NOW), null);
    fc.assert(
      fc.property(fc.array(moment, { minLength: 2 }), (instants) => {
        const pace = measurePace([...instants, NOW + 1], NOW);
        assert.ok(pace !== null && pace.count <= 20 && pace.since <= NOW);
      }),
    );
  });
});

describe('the next poll', () => {
  it('waits as long as the server says that nothing changes, a day at most', () => {
    assert.deepEqual(plan({ freshUntil: NOW + 3 * HOUR }), { at: NOW + 3 * HOUR, reason: 'server' });
    assert.deepEqual(plan({ hints: { ttl: 120 } }), { at: NOW + 2 * HOUR, reason: 'server' });
    assert.deepEqual(plan({ freshUntil: NOW + 365 * DAY }), { at: NOW + DAY, reason: 'server' });
    assert.deepEqual(plan({ freshUntil: NOW + MINUTE }), { at: NOW + HOUR, reason: 'pace' });
  });

  it('keeps the owner’s bounds against both', () => {
    const bounds = { shortest: 2 * HOUR, longest: 4 * HOUR };
    assert.deepEqual(plan({ bounds }), { at: NOW + 2 * HOUR, reason: 'owner' });
    assert.deepEqual(plan({ bounds, freshUntil: NOW + DAY }), { at: NOW + 4 * HOUR, reason: 'owner' });
  });

  it('passes over hours and days that the feed says to skip', () => {
    assert.equal(plan({ hints: { skipHours: [5, 6] } }).at, Date.UTC(2026, 10, 23, 7));
    assert.equal(plan({ hints: { skipDays: [1] } }).at, Date.UTC(2026, 10, 24));
    const all = Array.from({ length: 24 }, (_, hour) => hour);
    assert.equal(plan({ hints: { skipHours: all } }).at, NOW + HOUR);
    assert.deepEqual(plan({ hints: { skipDays: [1] }, bounds: { shortest: null, longest: 2 * HOUR } }), {
      at: NOW + 2 * HOUR,
      reason: 'owner',
    });
  });

  it('lies between the owner’s bounds for any wish of the server', () => {
    const hours = fc.uniqueArray(fc.integer({ min: 0, max: 23 }));
    fc.assert(
      fc.property(
        fc.integer({ min: SHORTEST_INTERVAL, max: DAY }),
        fc.record({ ttl: fc.integer({ min: 0, max: 1e9 }), skipHours: hours }),
        fc.integer({ min: NOW - DAY, max: NOW + 1000 * DAY }),
        fc.integer({ min: MINUTE, max: DAY }),
        random,
        (interval, hints, freshUntil, longest, chance) => {
          const bounds = { shortest: MINUTE, longest };
          const { at } = plan({ interval, hints, freshUntil, bounds, random: chance });
          assert.ok(at >= NOW + MINUTE && at <= NOW + longest);
        },
      ),
    );
  });

  it('spreads feeds of the same interval', () => {
    assert.equal(plan({ random: 0 }).at, NOW + 0.9 * HOUR);
    assert.ok(plan({ random: 0.999 }).at > NOW + 1.09 * HOUR);
  });
});

describe('the next try after a failure', () => {
  const retry = (given: Partial<Parameters<typeof planRetry>[0]>) =>
    planRetry({
      ...{ failures: 1, retryable: true, retryAt: null, interval: 10 * MINUTE, isGivenUp: false },
      ...{ now: NOW, random: 0, ...given },
    }) - NOW;

  it('comes later each time, a day at most, and sooner never', () => {
    const waits = Array.from({ length: 12 }, (_, index) => retry({ failures: index + 1 }) / MINUTE);
    assert.deepEqual(waits.slice(0, 4), [10, 20, 40, 80]);
    assert.deepEqual(
      waits,
      waits.toSorted((one, other) => one - other),
    );
    assert.equal(waits.at(-1), 24 * 60);
    assert.equal(retry({ interval: MINUTE }), 5 * MINUTE);
  });

  it('comes later at once where nobody’s patience helps, and daily where it was given up', () => {
    assert.equal(retry({ retryable: false }), 80 * MINUTE);
    assert.equal(retry({ isGivenUp: true }), DAY);
  });

  it('is never before the server allows it, a week at most', () => {
    assert.equal(retry({ retryAt: NOW + 3 * HOUR }), 3 * HOUR);
    assert.equal(retry({ retryAt: NOW + 1 }), 10 * MINUTE);
    assert.equal(retry({ retryAt: NOW + 1000 * DAY }), 7 * DAY);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.option(moment),
        random,
        (failures, retryAt, chance) => {
          const wait = retry({ failures, retryAt, random: chance });
          assert.ok(Number.isFinite(wait) && wait >= 5 * MINUTE && wait <= 1.1 * DAY);
        },
      ),
    );
  });
});
