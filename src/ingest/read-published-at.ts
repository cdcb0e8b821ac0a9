import { publishedAtSchema } from '../core/model/article.ts';
import { isCalendarDay } from './is-calendar-day.ts';

const FORM =
  /^(\d{4}|-)-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?\s?(Z|[+-]\d{2}:?\d{2})?)?)?$/i;

/** A time given as data, in publishedAtSchema's form; null for anything that is no ISO 8601 date (nothing is guessed). */
export function readPublishedAt(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const match = FORM.exec(value.trim());
  if (match === null) return null;
  const [, year = '', month = '', day, hour, minute, second, fraction = '', zone = ''] = match;
  if (!isCalendarDay(year === '-' ? null : Number(year), Number(month), Number(day ?? 1))) return null;
  let text = day === undefined ? `${year}-${month}` : `${year}-${month}-${day}`;
  if (hour !== undefined && minute !== undefined) {
    if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return text;
    text += `T${hour}:${minute}`;
    if (second !== undefined) text += `:${second}${year === '-' ? '' : fraction}`;
    if (year !== '-') text += formatZone(zone);
  }
  return publishedAtSchema.safeParse(text).success ? text : null;
}

/** No place is further from UTC than 14 hours: what says so says no zone. */
function formatZone(zone: string): string {
  if (/^z?$/i.test(zone)) return zone.toUpperCase();
  const [hours, minutes] = [zone.slice(1, 3), zone.slice(-2)];
  return Number(hours) <= 14 && Number(minutes) <= 59 ? `${zone.charAt(0)}${hours}:${minutes}` : '';
}
