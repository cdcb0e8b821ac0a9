import { Temporal } from 'temporal-polyfill';
import type { ReaderLanguage } from './create-translator.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

interface Reading {
  language: ReaderLanguage;
  zone: string;
}

/**
 * When an article was published (see core/model/article.ts), no more precise than it is known: an instant in the reader's
 * zone, everything else as the text says it. Null stays null.
 */
export function formatPublished(publishedAt: string | null, { language, zone }: Reading): string | null {
  if (publishedAt === null) return null;
  const local =
    /(?:Z|[+-]\d{2}:\d{2})$/.test(publishedAt) && publishedAt.includes('T')
      ? toLocal(publishedAt, zone)
      : publishedAt;
  const match = /^(?:(\d{4})|-)-(\d{2})(?:-(\d{2}))?(?:T(\d{2}:\d{2}))?/.exec(local);
  if (match === null) return publishedAt;
  const [, year, month, day, time] = match;
  const date = formatDate(language, year ?? null, Number(month), day === undefined ? null : Number(day));
  return time === undefined ? date : language === 'en' ? `${date}, ${time}` : `${date} ${time}`;
}

/** `YYYY-MM-DD` as the reader writes it. */
export function formatDay(day: string, language: ReaderLanguage): string {
  const [year = '', month, date] = day.split('-');
  return formatDate(language, year, Number(month), Number(date));
}

function toLocal(instant: string, zone: string): string {
  try {
    return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime().toString();
  } catch {
    // The form is right but there is no such moment (a thirteenth month): shown as the text has it.
    return instant;
  }
}

function formatDate(
  language: ReaderLanguage,
  year: string | null,
  month: number,
  day: number | null,
): string {
  if (language === 'en')
    return [day, MONTHS[month - 1] ?? month, year].filter((part) => part !== null).join(' ');
  return `${year === null ? '' : `${year}年`}${month}月${day === null ? '' : `${day}日`}`;
}
