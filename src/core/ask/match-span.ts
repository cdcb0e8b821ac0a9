import { Temporal } from 'temporal-polyfill';
import { readWholeNumeral } from '../text/numerals.ts';

/** Whole days, both included, and where a folded text names them. */
export interface Span {
  first: Temporal.PlainDate;
  last: Temporal.PlainDate;
  start: number;
  end: number;
}

type Days = readonly [first: Temporal.PlainDate, last: Temporal.PlainDate] | null;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const WEEKDAY = 'mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?';
const NUMBER = '\\d{1,3}|[一二三四五六七八九十两]{1,3}';
const ENGLISH_NUMBER = '\\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|few|couple of';
/** Words that are a number only before days, weeks and the like. */
const AMOUNTS = new Map([
  ['one', 1],
  ['couple of', 2],
  ['few', 3],
]);
const MOST_DAYS = 3660;

const word = (pattern: string): RegExp => new RegExp(`(?<![a-z])(?:${pattern})(?![a-z])`, 'g');
const han = (pattern: string): RegExp => new RegExp(pattern, 'g');

/** Times that are counted from today: a question that says one is about what was published then. */
const RELATIVE: readonly [RegExp, (match: RegExpExecArray, today: Temporal.PlainDate) => Days][] = [
  // A newspaper's and a firm's name is no time.
  [han('今[天日早晚](?!头条|俄罗斯|美国|印度|说法|关注)'), (_, today) => [today, today]],
  [
    word('(?<!(?:usa|russia|india|psychology) )today|tonight|this (?:morning|afternoon|evening)'),
    (_, today) => [today, today],
  ],
  [han('大前[天日]'), (_, today) => daysAgo(today, 3)],
  [han('(?<!大|以|之|目|日|当)前[天日]'), (_, today) => daysAgo(today, 2)],
  [word('the day before yesterday'), (_, today) => daysAgo(today, 2)],
  [han('昨[天日晚夜]'), (_, today) => daysAgo(today, 1)],
  [word('(?<!day before )yesterday|last night'), (_, today) => daysAgo(today, 1)],
  [han('(上上|上|本|这)一?个?(?:周|星期|礼拜)([一二三四五六日天末])?(?!年|刊|报|边|围|岁|期)'), readHanWeek],
  [word(`(last|this|past) week(?!end)`), ([, which], today) => weekOf(today, which === 'this' ? 0 : 1)],
  [word(`last (${WEEKDAY})`), ([, day = ''], today) => lastWeekday(today, day)],
  [han('(?:本|这个?|当)月(?!球|饼|亮)'), (_, today) => [today.with({ day: 1 }), today]],
  [han('上个?月(?!球|亮)'), (_, today) => monthOf(today.subtract({ months: 1 }))],
  [word('this month'), (_, today) => [today.with({ day: 1 }), today]],
  [word('last month'), (_, today) => monthOf(today.subtract({ months: 1 }))],
  [han('今年|本年度?'), (_, today) => [today.with({ month: 1, day: 1 }), today]],
  [han('去年'), (_, today) => yearOf(today.year - 1)],
  [han('(?<!之|以|目)前年(?!度)'), (_, today) => yearOf(today.year - 2)],
  [word('this year'), (_, today) => [today.with({ month: 1, day: 1 }), today]],
  [word('last year'), (_, today) => yearOf(today.year - 1)],
  [
    han(`(?:最近|近|过去|这)(?:的)?(${NUMBER})(?:个)?(天|日|周|星期|礼拜|月|年)(?:[里内]|以来|来|之内)?`),
    readCounted,
  ],
  [
    han(`(?<![第\\d.一二三四五六七八九十])(${NUMBER})(天|周|个?星期|个?礼拜|个月|年)(?:以来|之内|以内)`),
    readCounted,
  ],
  [
    word(
      `(?:in |over |within |during )?(?:the )?(?:last|past) (${ENGLISH_NUMBER}) (days?|weeks?|months?|years?)`,
    ),
    readCounted,
  ],
];

/** Days and longer times that may begin a span. */
const ABSOLUTE: readonly [RegExp, (match: RegExpExecArray, today: Temporal.PlainDate) => Days][] = [
  [
    han('(\\d{4})年(\\d{1,2})月(\\d{1,2})[日号]'),
    ([, ...parts], today) => recentDay(parts.map(Number), today),
  ],
  [
    han('(\\d{4})年(\\d{1,2})月'),
    ([, year, month], today) => recentDay([Number(year), Number(month), 1], today),
  ],
  [han('(\\d{4})年'), ([, year], today) => recentDay([Number(year), 1, 1], today)],
  [han('(\\d{4})-(\\d{1,2})-(\\d{1,2})'), ([, ...parts], today) => recentDay(parts.map(Number), today)],
  [
    han(`(?<![\\d年哪])(\\d{1,2}|十?[一二]|[三四五六七八九十])月(?:份)?(?:(\\d{1,2})[日号])?`),
    ([, month = '', date = '1'], today) => lastDay(today, readNumber(month), Number(date)),
  ],
  [
    han('(?<!上|本|这|个)(?:周|星期|礼拜)([一二三四五六日天])'),
    ([, name = ''], today) => recentWeekday(today, hanWeekday(name)),
  ],
  [
    word(`(${MONTH})\\.? (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})`),
    ([, month = '', date, year], today) =>
      recentDay([Number(year), englishMonth(month), Number(date)], today),
  ],
  [
    word(`(${MONTH})\\.? (\\d{4})`),
    ([, month = '', year], today) => recentDay([Number(year), englishMonth(month), 1], today),
  ],
  [
    word(`(${MONTH})\\.?(?: (\\d{1,2})(?:st|nd|rd|th)?)?(?! \\d)`),
    ([, month = '', date = '1'], today) => lastDay(today, englishMonth(month), Number(date)),
  ],
  [word(`(${WEEKDAY})`), ([, name = ''], today) => recentWeekday(today, WEEKDAYS.indexOf(name.slice(0, 3)))],
  [word('(\\d{4})'), ([, year], today) => recentDay([Number(year), 1, 1], today)],
];

/** The first time in a folded text that is counted from today; null where there is none. */
export function matchSpan(text: string, today: Temporal.PlainDate): Span | null {
  return findFirst(text, today, RELATIVE, 0);
}

/** The first day or longer time at or after a place in a folded text, also one that is not counted from today. */
export function matchDay(text: string, today: Temporal.PlainDate, from: number): Span | null {
  return findFirst(text, today, [...RELATIVE, ...ABSOLUTE], from);
}

/** Of those that begin first, the longest. */
function findFirst(
  text: string,
  today: Temporal.PlainDate,
  readers: typeof RELATIVE,
  from: number,
): Span | null {
  let found: Span | null = null;
  for (const [pattern, read] of readers) {
    pattern.lastIndex = from;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (found !== null && (start > found.start || (start === found.start && end <= found.end))) break;
      const days = read(match, today);
      if (days === null) continue;
      const [first, last] = days;
      found = { first, last, start, end };
      break;
    }
  }
  return found;
}

function daysAgo(today: Temporal.PlainDate, days: number): Days {
  const then = today.subtract({ days });
  return [then, then];
}

/** Weeks begin on Monday (ISO 8601), as calendars in China have it; the present one ends today. */
function weekOf(today: Temporal.PlainDate, ago: number): Days {
  const monday = today.subtract({ days: today.dayOfWeek - 1 + 7 * ago });
  return [monday, ago === 0 ? today : monday.add({ days: 6 })];
}

function monthOf(within: Temporal.PlainDate): Days {
  return [within.with({ day: 1 }), within.with({ day: within.daysInMonth })];
}

function yearOf(year: number): Days {
  return [
    Temporal.PlainDate.from({ year, month: 1, day: 1 }),
    Temporal.PlainDate.from({ year, month: 12, day: 31 }),
  ];
}

function readHanWeek([, which, name]: RegExpExecArray, today: Temporal.PlainDate): Days {
  const ago = which === '上上' ? 2 : which === '上' ? 1 : 0;
  if (name === undefined) return weekOf(today, ago);
  const monday = today.subtract({ days: today.dayOfWeek - 1 + 7 * ago });
  const days: Days =
    name === '末'
      ? [monday.add({ days: 5 }), monday.add({ days: 6 })]
      : [monday.add({ days: hanWeekday(name) }), monday.add({ days: hanWeekday(name) })];
  // What is to come has not been written about.
  return Temporal.PlainDate.compare(days[0], today) > 0 ? null : days;
}

function readCounted([, amount = '', unit = '']: RegExpExecArray, today: Temporal.PlainDate): Days {
  const count = readNumber(amount);
  const of = unit.replace('个', '');
  const days = count * (/^[天日d]/.test(of) ? 1 : /^[周星礼w]/.test(of) ? 7 : /^[月m]/.test(of) ? 30 : 365);
  return days < 1 || days > MOST_DAYS ? null : [today.subtract({ days: days - 1 }), today];
}

function readNumber(text: string): number {
  return AMOUNTS.get(text) ?? readWholeNumeral(text) ?? 0;
}

const hanWeekday = (name: string): number => '一二三四五六日'.indexOf(name === '天' ? '日' : name);
const englishMonth = (name: string): number => MONTHS.indexOf(name.slice(0, 3)) + 1;

function recentWeekday(today: Temporal.PlainDate, weekday: number): Days {
  return daysAgo(today, (today.dayOfWeek - 1 - weekday + 7) % 7);
}

/** That of before today. */
function lastWeekday(today: Temporal.PlainDate, name: string): Days {
  const back = (today.dayOfWeek - 1 - WEEKDAYS.indexOf(name.slice(0, 3)) + 7) % 7;
  return daysAgo(today, back === 0 ? 7 : back);
}

/** One that is not to come; null for no such day. */
function day([year = 0, month = 0, date = 0]: readonly number[], today: Temporal.PlainDate): Days {
  const found = toDate(year, month, date);
  return found === null || Temporal.PlainDate.compare(found, today) > 0 ? null : [found, found];
}

/** One of this year or the last: 自2005年以来 asks of what articles tell, whenever they came out. */
function recentDay(parts: readonly number[], today: Temporal.PlainDate): Days {
  return (parts[0] ?? 0) < today.year - 1 ? null : day(parts, today);
}

function lastDay(today: Temporal.PlainDate, month: number, date: number): Days {
  for (let back = 0; back <= 8; back += 1) {
    const found = day([today.year - back, month, date], today);
    if (found !== null) return found;
  }
  return null;
}

function toDate(year: number, month: number, date: number): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from({ year, month, day: date }, { overflow: 'reject' });
  } catch {
    return null;
  }
}
