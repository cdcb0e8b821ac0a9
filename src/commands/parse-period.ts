import { Temporal } from 'temporal-polyfill';
import type { Period } from '../core/digest/resolve-window.ts';
import { readWholeNumeral } from '../core/text/numerals.ts';

export type PeriodProblem = 'not-a-period' | 'no-such-day' | 'future' | 'too-many-days';

export type PeriodResult = { ok: true; period: Period } | { ok: false; problem: PeriodProblem };

export const MOST_DAYS = 366;
/** Nothing that names a period is longer. */
const LONGEST = 40;

const ALL = new Set(['all', 'everything', 'all time', '全部', '所有', '全', '全部时间']);
const DAYS_AGO = new Map(
  Object.entries({
    today: 0,
    今天: 0,
    今日: 0,
    今: 0,
    yesterday: 1,
    昨天: 1,
    昨日: 1,
    昨: 1,
    前天: 2,
    前日: 2,
    大前天: 3,
  }),
);
const SPANS = new Map(
  Object.entries({
    week: 7,
    'this week': 7,
    'last week': 7,
    'past week': 7,
    本周: 7,
    这周: 7,
    一周: 7,
    month: 30,
  }),
);
for (const words of ['this month', 'last month', 'past month', '本月', '这个月', '一个月'])
  SPANS.set(words, 30);

const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june'],
  ...['july', 'august', 'september', 'october', 'november', 'december'],
];
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const CHINESE_WEEKDAYS = '一二三四五六日';

/**
 * Reads what people type for a period: today, 昨天, 前天, 7d, 7天, 近7天, 两周, 2026-11-02, 11月2日, 2日, Nov 2, 周三, all, 全部 …
 * Traditional characters and full width too. A day without a year, month or week is the last such day, never one to come.
 * `now` is in epoch milliseconds.
 */
export function parsePeriod(text: string, { now, zone }: { now: number; zone: string }): PeriodResult {
  const typed = fold(text);
  if (typed === '' || typed.length > LONGEST) return { ok: false, problem: 'not-a-period' };
  if (ALL.has(typed)) return { ok: true, period: { kind: 'all' } };
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
  const daysAgo = DAYS_AGO.get(typed);
  if (daysAgo !== undefined) return onDay(today.subtract({ days: daysAgo }), today);
  const days = SPANS.get(typed) ?? parseDays(typed);
  if (days !== null) return lastDays(days);
  return parseDate(typed, today) ?? parseWeekday(typed, today) ?? { ok: false, problem: 'not-a-period' };
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .trim()
    .replace(/\s+/g, ' ')
    .replaceAll('週', '周')
    .replaceAll('這', '这')
    .replaceAll('個', '个')
    .replaceAll('號', '号')
    .replaceAll('過', '过')
    .replaceAll('兩', '两')
    .replaceAll('禮', '礼')
    .replaceAll('內', '内')
    .replaceAll('時間', '时间');
}

function lastDays(days: number): PeriodResult {
  if (days < 1) return { ok: false, problem: 'not-a-period' };
  return days > MOST_DAYS
    ? { ok: false, problem: 'too-many-days' }
    : { ok: true, period: { kind: 'days', days } };
}

function parseDays(typed: string): number | null {
  const match =
    /^(近|最近|过去|last |past )? ?(\d{1,6}|[零一二三四五六七八九十两]{1,3}) ?(d|days?|天|日|w|weeks?|周|个?星期|个?礼拜|个月|months?)(?:内|以来)?$/.exec(
      typed,
    );
  if (match === null) return null;
  const [, lead, amount = '', unit = ''] = match;
  // 5日 alone is the fifth of a month.
  if (unit === '日' && lead === undefined) return null;
  const count = readWholeNumeral(amount);
  if (count === null) return null;
  if (/^(?:d|天|日)/.test(unit)) return count;
  return count * (unit.endsWith('月') || unit.startsWith('m') ? 30 : 7);
}

function parseDate(typed: string, today: Temporal.PlainDate): PeriodResult | null {
  const full =
    /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(typed)?.filter((_, index) => index !== 2) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(typed) ??
    /^(\d{4})年 ?(\d{1,2})月 ?(\d{1,2})(?:日|号)?$/.exec(typed);
  if (full) {
    const [, year, month, day] = full.map(Number);
    return fullDate(year ?? 0, month ?? 0, day ?? 0, today);
  }
  const short = /^(\d{1,2})(?:[-/]|月 ?)(\d{1,2})(?:日|号)?$/.exec(typed);
  if (short) return lastSuchDay(Number(short[1]), Number(short[2]), today);
  const ofMonth = /^(\d{1,2})(?:日|号)$/.exec(typed);
  if (ofMonth) return lastSuchDay(null, Number(ofMonth[1]), today);
  return parseEnglishDate(typed, today);
}

function parseEnglishDate(typed: string, today: Temporal.PlainDate): PeriodResult | null {
  const monthFirst = /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?$/.exec(typed);
  const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})\.?,?(?: (\d{4}))?$/.exec(typed);
  const [name = '', day, year] = monthFirst
    ? [monthFirst[1], monthFirst[2], monthFirst[3]]
    : [dayFirst?.[2], dayFirst?.[1], dayFirst?.[3]];
  const month = name === '' ? 0 : MONTHS.findIndex((long) => long.startsWith(name)) + 1;
  if (month === 0 || day === undefined) return null;
  return year === undefined
    ? lastSuchDay(month, Number(day), today)
    : fullDate(Number(year), month, Number(day), today);
}

function parseWeekday(typed: string, today: Temporal.PlainDate): PeriodResult | null {
  const chinese = /^(?:周|星期|礼拜)([一二三四五六日天])$/.exec(typed)?.[1]?.replace('天', '日');
  const english = /^(?:mon|tue|wed|thu|fri|sat|sun)/.test(typed)
    ? WEEKDAYS.findIndex((name) => name === typed || name.slice(0, 3) === typed)
    : -1;
  const weekday = chinese === undefined ? english : CHINESE_WEEKDAYS.indexOf(chinese);
  if (weekday < 0) return null;
  return onDay(today.subtract({ days: (today.dayOfWeek - 1 - weekday + 7) % 7 }), today);
}

function fullDate(year: number, month: number, day: number, today: Temporal.PlainDate): PeriodResult {
  const date = toDate(year, month, day);
  return date === null ? { ok: false, problem: 'no-such-day' } : onDay(date, today);
}

/** The last such day up to today; without a month, of this month or one before. */
function lastSuchDay(month: number | null, day: number, today: Temporal.PlainDate): PeriodResult {
  // 29 February comes at least once in eight years, a 31st at least once in two months.
  for (let back = 0; back <= 8; back++) {
    const { year, month: current } = today.subtract(month === null ? { months: back } : { years: back });
    const date = toDate(year, month ?? current, day);
    if (date !== null && Temporal.PlainDate.compare(date, today) <= 0) return onDay(date, today);
  }
  return { ok: false, problem: 'no-such-day' };
}

function toDate(year: number, month: number, day: number): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return null;
  }
}

function onDay(day: Temporal.PlainDate, today: Temporal.PlainDate): PeriodResult {
  if (Temporal.PlainDate.compare(day, today) > 0) return { ok: false, problem: 'future' };
  return { ok: true, period: { kind: 'day', day: day.toString() } };
}
