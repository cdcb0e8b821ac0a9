import { readStampedPart, toHour24 } from '../../core/text/to-hour24.ts';
import { isCalendarDay } from '../is-calendar-day.ts';

const ENGLISH_MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?';

const CLOCK =
  /^[\sT,，·:|-]*(?:at\s+)?(凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|晚间|深夜|夜间|晚)?\s*(\d{1,2})\s*(?:[:：]|时|點|点)\s*(\d{2})分?(?:[:：](\d{2})(?:\.\d+)?)?秒?\s*([ap]\.?m\.?)?/i;
const ZONE =
  /^\s*(Z\b|[+-]\d{2}:?\d{2}\b|(?:GMT|UTC)(?:\s*([+-]\d{1,2})(?::?(\d{2}))?)?|（?北京时间）?|\(?Beijing time\)?)/i;

const FULL_NUMERIC = /((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?/;
const MONTH_DAY = /(?:^|[^\d.\-/年])(\d{1,2})\s*([-/月])\s*(\d{1,2})\s*([日号])?/;
const YEAR_MONTH = /((?:19|20)\d{2})年(\d{1,2})月/;
const ENGLISH_MDY = new RegExp(`\\b${MONTH}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+((?:19|20)\\d{2})`, 'i');
const ENGLISH_DMY = new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?\\s+${MONTH},?\\s+((?:19|20)\\d{2})`, 'i');

export interface FoundTime {
  /** As publishedAtSchema wants it. */
  value: string;
  start: number;
  end: number;
}

/**
 * The first date of a short text, with its clock time and zone where they follow. No year is invented
 * (`--03-05`), no zone either (`2022-03-05T08:30`). 晚上12:00 is 0:00 of the next day. Only the first 200 characters are
 * looked at.
 */
export function findTime(text: string): FoundTime | null {
  const head = text.slice(0, 200);
  const found = findDate(head);
  if (found === null) return null;
  const clock = CLOCK.exec(head.slice(found.end));
  // 2016-11-2210:30 and 10-0812:00: pages drop the space between date and time.
  if (clock === null) return found;
  const time = readClock(clock);
  if (time === null || /^\d{4}-\d{2}$/.test(found.value)) return found;
  const day = time.isNextDay ? dayAfter(found.value) : found.value;
  if (day === null) return found;
  const end = found.end + clock[0].length;
  const zone = found.value.startsWith('--') ? null : ZONE.exec(head.slice(end));
  return {
    value: `${day}T${time.clock}${zone === null ? '' : readZone(zone)}`,
    start: found.start,
    end: end + (zone?.[0].length ?? 0),
  };
}

function findDate(text: string): FoundTime | null {
  const full = FULL_NUMERIC.exec(text);
  if (full !== null) return build(full.index, full[0], full[1], Number(full[2]), Number(full[3]));
  const mdy = ENGLISH_MDY.exec(text);
  if (mdy !== null) return build(mdy.index, mdy[0], mdy[3], monthOf(mdy[1]), Number(mdy[2]));
  const dmy = ENGLISH_DMY.exec(text);
  if (dmy !== null) return build(dmy.index, dmy[0], dmy[3], monthOf(dmy[2]), Number(dmy[1]));
  const month = YEAR_MONTH.exec(text);
  if (month !== null && isCalendarDay(null, Number(month[2]), 1)) {
    return {
      value: `${month[1]}-${pad(Number(month[2]))}`,
      start: month.index,
      end: month.index + month[0].length,
    };
  }
  const short = MONTH_DAY.exec(text);
  if (short !== null) {
    const isNamed = short[2] === '月' && short[4] !== undefined;
    const tail = text.slice(short.index + short[0].length);
    // 3-5 may be a score or a range: believed only with a clock time behind it.
    if (isNamed || CLOCK.test(tail)) {
      const offset = /^\d/.test(short[0]) ? 0 : 1;
      return build(
        short.index + offset,
        short[0].slice(offset),
        undefined,
        Number(short[1]),
        Number(short[3]),
      );
    }
  }
  return null;
}

function build(
  start: number,
  matched: string,
  year: string | undefined,
  month: number,
  day: number,
): FoundTime | null {
  if (!isCalendarDay(year === undefined ? null : Number(year), month, day)) return null;
  const value = `${year ?? '-'}-${pad(month)}-${pad(day)}`;
  return { value, start, end: start + matched.length };
}

function readClock(match: RegExpExecArray): { clock: string; isNextDay: boolean } | null {
  const written = Number(match[2]);
  const minute = Number(match[3]);
  if (written > 23 || minute > 59) return null;
  const part = readStampedPart(match[1] ?? match[5]);
  const { hour, isNextDay } = part === null ? { hour: written, isNextDay: false } : toHour24(written, part);
  const seconds = match[4] === undefined || Number(match[4]) > 59 ? '' : `:${match[4]}`;
  return { clock: `${pad(hour)}:${pad(minute)}${seconds}`, isNextDay };
}

/** Of a year that is not known, what follows 02-28 isn't either: null. */
function dayAfter(value: string): string | null {
  const isYearless = value.startsWith('--');
  if (value === '--02-28') return null;
  const at = new Date(`${isYearless ? `2000${value.slice(1)}` : value}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + 1);
  const next = at.toISOString().slice(0, 10);
  return isYearless ? `-${next.slice(4)}` : next;
}

function readZone(match: RegExpExecArray): string {
  const raw = match[1] ?? '';
  if (/北京|Beijing/i.test(raw)) return '+08:00';
  if (/^[+-]/.test(raw)) return `${raw.slice(0, 3)}:${raw.slice(-2)}`;
  if (match[2] === undefined) return 'Z';
  const hours = Number(match[2]);
  return `${hours < 0 ? '-' : '+'}${pad(Math.abs(hours))}:${match[3] ?? '00'}`;
}

function monthOf(name: string | undefined): number {
  return ENGLISH_MONTHS.indexOf((name ?? '').slice(0, 3).toLowerCase()) + 1;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
