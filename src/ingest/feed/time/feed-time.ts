import { publishedAtSchema } from '../../../core/model/article.ts';
import { isCalendarDay } from '../../is-calendar-day.ts';

/** A time as a feed gives it, as precise as it is given: what is null is not said. */
export interface FeedTime {
  year: number;
  month: number | null;
  day: number | null;
  clock: Clock | null;
  /** Minutes east of UTC; only with a clock. */
  offset: number | null;
}

export interface Clock {
  hour: number;
  minute: number;
  second: number | null;
}

/** The time if the calendar and the clock have it, else null. */
export function checkTime(time: FeedTime): FeedTime | null {
  const { year, month, day, clock, offset } = time;
  if (year < 0 || year > 9999) return null;
  if (month !== null && !isCalendarDay(year, month, day ?? 1)) return null;
  if (clock === null) return { ...time, offset: null };
  const { hour, minute, second } = clock;
  // 24:00 is the end of the day, :60 a leap second.
  const isMidnight = hour === 24 && minute === 0 && (second ?? 0) === 0;
  if ((hour > 23 && !isMidnight) || minute > 59 || (second ?? 0) > 60) return null;
  if (offset !== null && Math.abs(offset) > 14 * 60) return null;
  return second === 60 ? { ...time, clock: { ...clock, second: 59 } } : time;
}

/** Epoch milliseconds, what is not said taken as its first (January, the 1st, 00:00), a zone that is not as UTC. */
export function toInstant({ year, month, day, clock, offset }: FeedTime): number {
  const at = new Date(0);
  at.setUTCFullYear(year, (month ?? 1) - 1, day ?? 1);
  at.setUTCHours(clock?.hour ?? 0, (clock?.minute ?? 0) - (offset ?? 0), clock?.second ?? 0);
  return at.getTime();
}

/** In the form of publishedAtSchema; null where not even the month is said. */
export function toPublishedAt(time: FeedTime): string | null {
  const { year, month, day, clock, offset } = time;
  if (month === null) return null;
  const parts = [String(year).padStart(4, '0'), pad(month), ...(day === null ? [] : [pad(day)])];
  let text = parts.join('-');
  if (day !== null && clock !== null) {
    if (clock.hour === 24) {
      const next = new Date(toInstant({ ...time, offset: 0 })).toISOString();
      text = `${next.slice(0, 10)}T00:00`;
    } else text += `T${pad(clock.hour)}:${pad(clock.minute)}`;
    if (clock.second !== null) text += `:${pad(clock.second)}`;
    if (offset !== null) text += formatOffset(offset);
  }
  return publishedAtSchema.safeParse(text).success ? text : null;
}

function formatOffset(offset: number): string {
  if (offset === 0) return 'Z';
  const size = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
