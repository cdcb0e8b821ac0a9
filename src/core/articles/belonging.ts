import type { Article } from '../model/article.ts';
import type { Window } from '../ports/store.ts';

/**
 * When an article belongs. `at` is epoch milliseconds. With `wholeDay` the article names no more than its day, and
 * `at` is noon of that day in UTC (the one hour that falls on the same day from UTC-12 to UTC+11), plus a millisecond
 * for each second of a local time whose zone is unknown, so that such times keep their order and still stay on the day.
 */
export interface Belonging {
  at: number;
  wholeDay: boolean;
}

const DAY_OR_TIME = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/** An article belongs to when it was published or, where its text doesn't give at least the day with its year, to when it was first seen. */
export function findBelonging(article: Pick<Article, 'publishedAt' | 'firstSeenAt'>): Belonging {
  const [text = '', day, hour = '0', minute = '0', second = '0', zone] =
    DAY_OR_TIME.exec(article.publishedAt ?? '') ?? [];
  const noon = day === undefined ? Number.NaN : noonOf(day);
  if (Number.isNaN(noon)) return { at: Date.parse(article.firstSeenAt), wholeDay: false };
  const instant = zone === undefined ? Number.NaN : Date.parse(text);
  if (!Number.isNaN(instant)) return { at: instant, wholeDay: false };
  const seconds = (Number(hour) * 60 + Number(minute)) * 60 + Number(second);
  return { at: noon + Math.min(seconds, 86_400), wholeDay: true };
}

/** A window in the terms of `Belonging.at`: both pairs are `[from, to)`, one for instants, one for whole days. */
export interface BelongingRange {
  from: number;
  to: number;
  dayFrom: number;
  dayTo: number;
}

/** Throws RangeError for a day that is none. */
export function toBelongingRange(window: Window): BelongingRange {
  const dayFrom = noonOf(window.fromDay);
  const dayTo = noonOf(window.toDay);
  if (Number.isNaN(dayFrom) || Number.isNaN(dayTo)) throw new RangeError('A window needs days as YYYY-MM-DD');
  return { from: window.from, to: window.to, dayFrom, dayTo };
}

/** Noon of a day in UTC; NaN for a day that no calendar has (`2022-02-30`), which Date.parse would take for a day of March. */
function noonOf(day: string): number {
  const noon = Date.parse(`${day}T12:00:00Z`);
  return Number.isNaN(noon) || new Date(noon).toISOString().slice(0, 10) !== day ? Number.NaN : noon;
}
