import type { Moment } from '../text/moments.ts';
import { readFigures } from '../text/read-figures.ts';

/** A stretch of the calendar that a text tells by its distance from the day it was written. */
export interface RelativeDate {
  /** As it stands in the text. */
  text: string;
  start: number;
  grain: 'day' | 'week' | 'month' | 'year';
  /** The day of the week (Monday is 1), where that is all that is said. */
  weekday?: number;
  /** Days, weeks, months or years from the day of writing, else. */
  distance?: number;
}

const DISTANCES: [RegExp, RelativeDate['grain'], number][] = [
  [/前天|前日(?!本)/gu, 'day', -2],
  [/昨[天日晚夜晨]|\byesterday\b|^Yesterday\b|\blast night\b/gu, 'day', -1],
  [
    /今[天日晚晨]|\btoday\b|^Today\b|\btonight\b|^Tonight\b|\b[Tt]his (?:morning|afternoon|evening)\b/gu,
    'day',
    0,
  ],
  [/明[天日晚晨](?!报)|\btomorrow\b|^Tomorrow\b/gu, 'day', 1],
  [/后天(?!性)|後天(?!性)/gu, 'day', 2],
  [/上(?:个|個)?(?:周|週|星期|礼拜|禮拜)(?!边|邊)|\blast week\b/giu, 'week', -1],
  [/(?:本|这|這)(?:个|個)?(?:周|週|星期|礼拜|禮拜)(?!边|邊|年|期)|\bthis week\b/giu, 'week', 0],
  [/下(?:个|個)?(?:周|週|星期|礼拜|禮拜)(?!边|邊)|\bnext week\b/giu, 'week', 1],
  [/上(?:个|個)月|上月|\blast month\b/giu, 'month', -1],
  [/(?:本|这个|這個|当|當)月(?!刊|报)|\bthis month\b/giu, 'month', 0],
  [/下(?:个|個)月|下月|\bnext month\b/giu, 'month', 1],
  [/前年(?=[^代]|$)/gu, 'year', -2],
  [/去年|\blast year\b/giu, 'year', -1],
  [/今年|本年(?!度)|\bthis year\b/giu, 'year', 0],
  [/明年|\bnext year\b/giu, 'year', 1],
];
const WEEKDAYS_HAN =
  /(?<![一两兩二三四五六七八九十几幾每数數\d]|个|個)(?:周|週|星期|礼拜|禮拜)([一二三四五六日天])(?![次个個回期百千十年场場趟遍课課篇种種本部])/gu;
const WEEKDAYS_LATIN =
  /\b(mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b\.?(?=,| \d)/giu;
const LATIN_NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const MONTH_NAMES =
  'January February March April May June July August September October November December'.split(' ');
const MONTHS = new RegExp(`\\b(?:${MONTH_NAMES.join('|')})\\b`, 'gu');
const MONTH_WORD =
  /\b(?:in|since|until|till|by|from|of|last|this|next|early|late|mid|during|to|and|for|on|after|before|through) $/iu;
const VERBS_TOO = new Set(['March', 'May']);

/** The dates that a text tells by their distance: 昨天, 上周, 去年, yesterday, Monday. In order. */
export function readRelativeDates(text: string): RelativeDate[] {
  const found: RelativeDate[] = DISTANCES.flatMap(([pattern, grain, distance]) =>
    [...text.matchAll(pattern)].map((match) => ({ text: match[0], start: match.index, grain, distance })),
  );
  for (const match of text.matchAll(WEEKDAYS_HAN)) {
    const weekday = '一二三四五六日'.indexOf((match[1] ?? '').replace('天', '日')) + 1;
    found.push({ text: match[0], start: match.index, grain: 'day', weekday });
  }
  for (const match of text.matchAll(WEEKDAYS_LATIN)) {
    const name = (match[1] ?? match[2] ?? '').slice(0, 3).toLowerCase();
    found.push({ text: match[0], start: match.index, grain: 'day', weekday: LATIN_NAMES.indexOf(name) + 1 });
  }
  return found.sort((one, other) => one.start - other.start);
}

/** English months without a day or year (in March), which no figure is read from; only where they can be nothing else. */
export function readBareMonths(text: string): { text: string; month: number }[] {
  const figures = readFigures(text);
  return [...text.matchAll(MONTHS)].flatMap(({ 0: name, index }) => {
    if (figures.some(({ start, end }) => start <= index && index < end)) return [];
    if (VERBS_TOO.has(name) && !MONTH_WORD.test(text.slice(Math.max(0, index - 8), index))) return [];
    return [{ text: name, month: MONTH_NAMES.indexOf(name) + 1 }];
  });
}

/** The days that a relative date may mean, seen from the day of writing: a weekday is the last or the next such day. */
export function resolveRelativeDate(date: RelativeDate, written: Moment): Moment[] {
  const { year, month, day } = written;
  if (year === undefined || month === undefined) return [];
  if (date.grain === 'year') return [{ year: year + (date.distance ?? 0) }];
  if (date.grain === 'month') {
    const months = year * 12 + month - 1 + (date.distance ?? 0);
    return [{ year: Math.floor(months / 12), month: (months % 12) + 1 }];
  }
  if (day === undefined) return [];
  const today = Date.UTC(year, month - 1, day);
  const weekday = new Date(today).getUTCDay() || 7;
  const daysOff = (days: number): Moment => {
    const date = new Date(today + days * 86_400_000);
    return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
  };
  if (date.weekday !== undefined) {
    const ahead = (date.weekday - weekday + 7) % 7;
    return ahead === 0 ? [daysOff(-7), daysOff(0), daysOff(7)] : [daysOff(ahead - 7), daysOff(ahead)];
  }
  if (date.grain === 'day') return [daysOff(date.distance ?? 0)];
  const monday = 1 - weekday + (date.distance ?? 0) * 7;
  return [0, 1, 2, 3, 4, 5, 6].map((offset) => daysOff(monday + offset));
}

/** The year (and month) that a date leaves out, from the day of writing: those that bring it nearest to that day. */
export function completeMoment(moment: Moment, written: Moment): Moment | null {
  const { year, month, day } = written;
  if (moment.year !== undefined || year === undefined) return null;
  if (moment.century !== undefined || moment.decade !== undefined) return null;
  if (moment.month === undefined && (moment.day === undefined || month === undefined)) return null;
  const today = Date.UTC(year, (month ?? 7) - 1, day ?? 15);
  let best: Moment | null = null;
  let nearest = Number.POSITIVE_INFINITY;
  for (const shift of [-1, 0, 1]) {
    const months = moment.month === undefined ? year * 12 + (month ?? 1) - 1 + shift : null;
    const candidate: Moment =
      months === null
        ? { ...moment, year: year + shift }
        : { ...moment, year: Math.floor(months / 12), month: (months % 12) + 1 };
    const distance = Math.abs(
      Date.UTC(candidate.year ?? 0, (candidate.month ?? 1) - 1, candidate.day ?? day ?? 15) - today,
    );
    if (distance < nearest) [best, nearest] = [candidate, distance];
  }
  return best;
}
