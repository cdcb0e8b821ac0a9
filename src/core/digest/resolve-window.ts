import { Temporal } from 'temporal-polyfill';
import type { Window } from '../ports/store.ts';

/** What a reader asks a digest of: one day, the last so many days (today among them), or all there is. */
export type Period = { kind: 'day'; day: string } | { kind: 'days'; days: number } | { kind: 'all' };

/** The day (`YYYY-MM-DD`) of an instant (epoch milliseconds) in an IANA zone or offset. */
export function dayOf(instant: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** The span of a period in the reader's zone, whole days. `span` is that of the whole store (null when it is empty) and bounds `all`. */
export function resolveWindow(
  period: Period,
  { now, zone, span }: { now: number; zone: string; span: { oldest: number; newest: number } | null },
): Window {
  const today = Temporal.PlainDate.from(dayOf(now, zone));
  return windowOfDays(daysOf(period, today, span, zone), zone);
}

/**
 * The span of whole days, both included, in a zone. A day starts at its first existing minute, also where the clock change removes
 * midnight.
 */
export function windowOfDays(
  [first, last]: readonly [first: Temporal.PlainDate, last: Temporal.PlainDate],
  zone: string,
): Window {
  const end = last.add({ days: 1 });
  return {
    from: first.toZonedDateTime(zone).epochMilliseconds,
    to: end.toZonedDateTime(zone).epochMilliseconds,
    fromDay: first.toString(),
    toDay: end.toString(),
  };
}

/** The window of the same length right before, for what has changed since. */
export function precedingWindow(window: Window, zone: string): Window {
  const first = Temporal.PlainDate.from(window.fromDay);
  const days = first.until(Temporal.PlainDate.from(window.toDay)).days;
  const start = first.subtract({ days });
  return {
    from: start.toZonedDateTime(zone).epochMilliseconds,
    to: window.from,
    fromDay: start.toString(),
    toDay: window.fromDay,
  };
}

function daysOf(
  period: Period,
  today: Temporal.PlainDate,
  span: { oldest: number; newest: number } | null,
  zone: string,
): [first: Temporal.PlainDate, last: Temporal.PlainDate] {
  if (period.kind === 'day') {
    const day = Temporal.PlainDate.from(period.day);
    return [day, day];
  }
  if (period.kind === 'days') return [today.subtract({ days: period.days - 1 }), today];
  if (span === null) return [today, today];
  // A day that came without a zone is kept at its noon UTC, which is the next day already where clocks are 12 hours ahead or more.
  const oldest = Temporal.Instant.fromEpochMilliseconds(span.oldest).toZonedDateTimeISO(zone);
  const isAhead = oldest.offsetNanoseconds >= 12 * 3_600_000_000_000;
  const newest = Temporal.PlainDate.from(dayOf(span.newest, zone));
  return [
    oldest.toPlainDate().subtract({ days: isAhead ? 1 : 0 }),
    Temporal.PlainDate.compare(newest, today) > 0 ? newest : today,
  ];
}
