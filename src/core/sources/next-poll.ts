import type { FeedHints, IntervalBounds, Pace, PollReason } from './source.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const SHORTEST_INTERVAL = MINUTE;
export const LONGEST_INTERVAL = DAY;
/** Before anything is known of a feed. */
export const FIRST_INTERVAL = HOUR;
/** A feed that fails is not asked again before. */
export const SHORTEST_BACKOFF = 5 * MINUTE;
/** As if it had failed three times already: what nobody's patience mends. */
const HOPELESS_FAILURES = 3;
/** A server may send everyone away for so long at most. */
const LONGEST_WAIT = 7 * DAY;
/** Of the interval, either way, so that feeds added together do not stay together. */
const JITTER = 0.1;
const MOST_COUNTED = 20;

/** The pace of a feed by when its items were published (epoch milliseconds): the newest 20 count, future ones do not. Null for fewer than two. */
export function measurePace(instants: readonly number[], now: number): Pace | null {
  const newest = instants
    .filter((instant) => Number.isFinite(instant) && instant <= now)
    .toSorted((one, other) => other - one)
    .slice(0, MOST_COUNTED);
  const since = newest.at(-1);
  return since === undefined || newest.length < 2 ? null : { since, count: newest.length };
}

/**
 * Milliseconds between polls that fit how often a feed publishes, before anyone's bounds: half the mean time between items,
 * (now - since) / count, the estimate of a Poisson process that also counts the silence since the newest item. So an item
 * waits a quarter of the usual gap on average, and a feed that fell silent is asked ever less often. Where items bear no
 * times, the interval is halved when something new came and grows by half when nothing did.
 */
export function adaptInterval({
  pace,
  interval,
  hasNews,
  now,
}: {
  pace: Pace | null;
  interval: number;
  hasNews: boolean;
  now: number;
}): number {
  const wished =
    pace === null
      ? interval * (hasNews ? 0.5 : 1.5)
      : Math.max(0, now - pace.since) / Math.max(1, pace.count) / 2;
  return clamp(wished, SHORTEST_INTERVAL, LONGEST_INTERVAL);
}

/**
 * When to poll after a poll that succeeded: the feed's own interval, not before what the server asks for (`freshUntil` of
 * Cache-Control, ttl; both at most a day ahead), within the owner's bounds, which win over both, and not in hours
 * and days that the feed says to skip unless the owner's longest interval ends before. `random` is in [0, 1).
 */
export function planNextPoll({
  interval,
  bounds,
  hints,
  freshUntil,
  now,
  random,
}: {
  interval: number;
  bounds: IntervalBounds;
  hints: FeedHints;
  freshUntil: number | null;
  now: number;
  random: number;
}): { at: number; reason: PollReason } {
  const own = interval * (1 + JITTER * (2 * random - 1));
  const asked = Math.min(LONGEST_INTERVAL, Math.max((freshUntil ?? now) - now, (hints.ttl ?? 0) * MINUTE));
  const wished = clamp(Math.max(own, asked), SHORTEST_INTERVAL, LONGEST_INTERVAL);
  const bounded = keepBounds(wished, bounds);
  const at = skipQuietTimes(now + bounded, hints);
  const last = bounds.longest === null ? Number.POSITIVE_INFINITY : now + bounds.longest;
  const reason = bounded !== wished ? 'owner' : asked > own ? 'server' : 'pace';
  if (at > now + bounded && now + bounded <= last)
    return at <= last ? { at, reason: 'server' } : { at: last, reason: 'owner' };
  return { at: Math.round(at), reason };
}

/**
 * When to try again after `failures` failures in a row: the interval (five minutes at least) doubled each time up to a
 * day, never before the server allows it. `isGivenUp`: once a day.
 */
export function planRetry({
  failures,
  retryable,
  retryAt,
  interval,
  isGivenUp,
  now,
  random,
}: {
  failures: number;
  retryable: boolean;
  retryAt: number | null;
  interval: number;
  isGivenUp: boolean;
  now: number;
  random: number;
}): number {
  const doublings = Math.min(30, Math.max(0, failures - 1 + (retryable ? 0 : HOPELESS_FAILURES)));
  const wait = isGivenUp ? DAY : Math.min(DAY, Math.max(SHORTEST_BACKOFF, interval) * 2 ** doublings);
  const at = now + wait * (1 + JITTER * random);
  const allowed = Math.min(retryAt ?? now, now + LONGEST_WAIT);
  // Nobody should come back in the very second that everybody was told.
  return Math.round(Math.max(at, allowed + (allowed > at ? MINUTE * random : 0)));
}

/** The owner's bounds, also where they contradict each other: the shortest interval then counts. */
export function keepBounds(interval: number, { shortest, longest }: IntervalBounds): number {
  return Math.max(shortest ?? 0, Math.min(longest ?? Number.POSITIVE_INFINITY, interval));
}

/** The first instant from `at` on that the feed does not say to skip; `at` itself where it says to skip all. */
function skipQuietTimes(at: number, { skipHours = [], skipDays = [] }: FeedHints): number {
  if (skipHours.length === 0 && skipDays.length === 0) return at;
  let moment = at;
  for (let hours = 0; hours <= 7 * 24; hours += 1) {
    const date = new Date(moment);
    if (!skipHours.includes(date.getUTCHours()) && !skipDays.includes(date.getUTCDay())) return moment;
    moment = (Math.floor(moment / HOUR) + 1) * HOUR;
  }
  return at;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
