import type { Clock, FeedTime } from './feed-time.ts';
import { isWeekday, readMonth, readZoneName } from './time-words.ts';

const CLOCK = /(?<![\d:])(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d+)?)?(?![\d:])(?:\s*([ap])\.?m\b\.?)?/i;
const ZONE = /^(?:GMT|UTC|UT)?\s?([+-])(\d{1,2}):?(\d{2})?(?!\d)/i;

/**
 * A time written as words and numbers in any usual order: RFC 822 and asctime, with full and foreign names, ordinals,
 * slashes, am and pm. Every word must mean something, but for one at the start that a comma ends: a weekday in any language.
 */
export function readWordedTime(text: string, isChinese: boolean): FeedTime | null {
  // `Thu Nov 12 2020 17:00:00 GMT+0000 (Coordinated Universal Time)`, `2004-július-13T9:15-05:00`
  let rest = text
    .replace(/\s*\([^)]*\)\s*$/, '')
    .replace(/^(\d{4})-(\p{L}+)-(\d{1,2})(?=T|\s|$)/u, '$3 $2 $1')
    .replace(/(\d)T(?=\d{1,2}:)/, '$1 ');
  let clock: Clock | null = null;
  let offset: number | null = null;
  const found = CLOCK.exec(rest);
  if (found !== null) {
    clock = toClock(found);
    if (clock === null) return null;
    let tail = rest.slice(found.index + found[0].length).trim();
    const zone = ZONE.exec(tail);
    if (zone !== null) {
      offset = (Number(zone[2]) * 60 + Number(zone[3] ?? 0)) * (zone[1] === '-' ? -1 : 1);
      tail = tail.slice(zone[0].length);
    }
    rest = `${rest.slice(0, found.index)} ${tail}`;
  } else if (/\d:/.test(rest)) return null;
  const date = readDate(rest, isChinese, /[ap]m/i.test(text));
  if (date === null) return null;
  return { ...date.date, clock, offset: clock === null ? null : (offset ?? date.offset) };
}

function toClock(found: RegExpExecArray): Clock | null {
  let hour = Number(found[1]);
  const half = found[4]?.toLowerCase();
  if (half !== undefined && hour > 12) return half === 'p' && hour < 24 ? clockOf(hour, found) : null;
  if (half === 'p' && hour < 12) hour += 12;
  if (half === 'a' && hour === 12) hour = 0;
  return clockOf(hour, found);
}

function clockOf(hour: number, found: RegExpExecArray): Clock {
  return { hour, minute: Number(found[2]), second: found[3] === undefined ? null : Number(found[3]) };
}

type Date = Pick<FeedTime, 'year' | 'month' | 'day'>;

function readDate(
  text: string,
  isChinese: boolean,
  isAmerican: boolean,
): { date: Date; offset: number | null } | null {
  const words = [...text.matchAll(/\d+|[\p{L}\p{M}]+|[^\s\d\p{L}\p{M},.]+/gu)].map(([word], at) => ({
    word,
    at,
  }));
  const leading = /^[\p{L}\p{M}]+\.?,/u.test(text) ? words.shift() : undefined;
  let month: number | null = null;
  let offset: number | null = null;
  const numbers: { value: number; digits: number }[] = [];
  for (const { word, at } of words) {
    if (/^\d/.test(word)) numbers.push({ value: Number(word), digits: word.length });
    else if (!/^\p{L}/u.test(word)) {
      if (!/^[-/–]$/.test(word)) return null;
    } else if (/^(?:st|nd|rd|th|at|of|de|del|den|der|um|le|h|er|m)$/i.test(word)) continue;
    else {
      const named: number | null = month === null ? readMonth(word) : null;
      const zone = readZoneName(word, isChinese);
      if (zone !== null && named === null) offset = zone;
      else if (
        named !== null &&
        !(
          at === 0 &&
          isWeekday(word) &&
          words.some((other) => other.at > 0 && readMonth(other.word) !== null)
        )
      )
        month = named;
      else if (!isWeekday(word)) return null;
    }
  }
  month ??= leading === undefined ? null : readMonthOf(leading.word, numbers.length);
  const date = month === null ? orderNumbers(numbers, isAmerican) : placeNumbers(numbers, month);
  return date === null ? null : { date, offset };
}

/** `March, 30 2020`: with two numbers only, the word at the start is no weekday. */
function readMonthOf(word: string, numbers: number): number | null {
  return numbers === 2 ? readMonth(word) : null;
}

interface Digits {
  value: number;
  digits: number;
}

function placeNumbers(numbers: readonly Digits[], month: number): Date | null {
  const [first, second, third] = numbers;
  if (third !== undefined || first === undefined || second === undefined) return null;
  const isYearFirst = first.digits === 4;
  const year = readYear(isYearFirst ? first : second);
  const day = isYearFirst ? second : first;
  return year === null || day.digits > 2 ? null : { year, month, day: day.value };
}

/** Day, month and year as numbers; where day and month could be either, the American order only with am or pm. */
function orderNumbers(numbers: readonly Digits[], isAmerican: boolean): Date | null {
  const [first, second, third] = numbers;
  if (numbers.length !== 3 || first === undefined || second === undefined || third === undefined) return null;
  if (first.digits === 4) return { year: first.value, month: second.value, day: third.value };
  const year = readYear(third);
  if (year === null || first.digits > 2 || second.digits > 2) return null;
  const isMonthFirst = second.value > 12 || (isAmerican && first.value <= 12);
  return isMonthFirst
    ? { year, month: first.value, day: second.value }
    : { year, month: second.value, day: first.value };
}

function readYear({ value, digits }: Digits): number | null {
  if (digits === 4) return value;
  if (digits !== 2) return null;
  return value >= 70 ? 1900 + value : 2000 + value;
}
