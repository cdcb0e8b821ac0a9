import { meaningsAgree } from '../text/figures-agree.ts';
import type { Moment } from '../text/moments.ts';
import { readFigures } from '../text/read-figures.ts';
import {
  completeMoment,
  type RelativeDate,
  readBareMonths,
  readRelativeDates,
  resolveRelativeDate,
} from './read-dates.ts';

/** What a source sentence says of time. */
export interface HeldDates {
  /** Dates of the calendar, with the year that the day of writing gives them beside the one that they give. */
  moments: Moment[];
  relative: RelativeDate[];
}

/** An article's publishing date (see publishedAtSchema) as far as it is a day, month or year; null where it is unknown. */
export function readPublishedAt(publishedAt: string | null): Moment | null {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(publishedAt ?? '');
  if (!match) return null;
  const [, year, month, day] = match;
  return {
    year: Number(year),
    ...(month === undefined ? {} : { month: Number(month) }),
    ...(day === undefined ? {} : { day: Number(day) }),
  };
}

/** All that a quote says of time; `written` resolves what it tells by distance. */
export function collectDates(quote: string, written: Moment | null): HeldDates {
  const plain: Moment[] = readFigures(quote).flatMap(({ meaning }) =>
    meaning.type === 'moment' ? [meaning.from, ...(meaning.to ? [meaning.to] : [])] : [],
  );
  plain.push(...readBareMonths(quote).map(({ month }) => ({ month })));
  // The seventies are the 1970s.
  plain.push(...plain.flatMap(({ decade }) => (decade === undefined ? [] : [{ decade: decade % 100 }])));
  plain.push(...plain.flatMap(sameCentury));
  const relative = readRelativeDates(quote);
  if (!written) return { moments: plain, relative };
  const completed = plain.flatMap((moment) => completeMoment(moment, written) ?? []);
  const resolved = relative.flatMap((date) => resolveRelativeDate(date, written));
  return { moments: [...plain, ...completed, ...resolved], relative };
}

/** The 1700s are the 18th century as often as a decade. */
function sameCentury({ century, decade }: Moment): Moment[] {
  if (century !== undefined) return [{ decade: (century - 1) * 100 }];
  return decade !== undefined && decade >= 1000 && decade % 100 === 0 ? [{ century: decade / 100 + 1 }] : [];
}

/** Whether any date of the source holds a date of the calendar. */
export function isMomentHeld(from: Moment, to: Moment | null, held: HeldDates): boolean {
  const isHeld = (claim: Moment) =>
    held.moments.some((moment) =>
      meaningsAgree({ type: 'moment', from: claim, to: null }, null, {
        type: 'moment',
        from: moment,
        to: null,
      }),
    );
  return isHeld(from) && (to === null || isHeld(to));
}

/**
 * The first date of a text that is told by its distance (昨天, on Monday, last year) or by a bare month and that none of the sources
 * holds, as it stands in the text; null where all are held or nothing tells.
 */
export function findUnheldDistance(
  text: string,
  sources: readonly HeldDates[],
  written: Moment | null,
): string | null {
  const unheld = readRelativeDates(text).find((date) => !isDistanceHeld(date, sources, written));
  if (unheld) return unheld.text;
  const months = readBareMonths(text);
  return (
    months.find(({ month }) => !sources.some((held) => isMomentHeld({ month }, null, held)))?.text ?? null
  );
}

function isDistanceHeld(date: RelativeDate, sources: readonly HeldDates[], written: Moment | null): boolean {
  const others = sources.flatMap(({ relative }) => relative);
  if (others.some((other) => isSame(date, other))) return true;
  const resolved = written ? resolveRelativeDate(date, written) : [];
  const moments = sources.flatMap((held) => held.moments);
  const reaching = moments.filter((moment) => reaches(moment, date.grain));
  if (resolved.some((moment) => reaching.some((held) => overlaps(moment, held)))) return true;
  const comparable = others.some(({ grain }) => grain === date.grain) || reaching.length > 0;
  // Today and this year are often said of now, and what the source tells otherwise cannot be compared without a day of writing.
  if (!comparable) return date.distance === 0;
  return written === null && !others.some((other) => isComparable(date, other));
}

function isSame(one: RelativeDate, other: RelativeDate): boolean {
  return one.grain === other.grain && one.weekday === other.weekday && one.distance === other.distance;
}

/** Both are weekdays, or both are distances: then that they differ says that they are not the same. */
function isComparable(one: RelativeDate, other: RelativeDate): boolean {
  return one.grain === other.grain && (one.weekday === undefined) === (other.weekday === undefined);
}

const PARTS = ['year', 'month', 'day'] as const;

/** Two dates that share a part and contradict each other in none. */
function overlaps(one: Moment, other: Moment): boolean {
  let shared = 0;
  for (const part of PARTS) {
    if (one[part] === undefined || other[part] === undefined) continue;
    if (one[part] !== other[part]) return false;
    shared += 1;
  }
  return shared > 0;
}

function reaches(moment: Moment, grain: RelativeDate['grain']): boolean {
  return moment[grain === 'week' ? 'day' : grain] !== undefined;
}
