import { matchAt, readNumeral } from './numerals.ts';
import { readPartOfDay, toHour24 } from './to-hour24.ts';

/** A point or stretch of the calendar or clock, as precise as the text is. Two of them make a range. */
export interface Moment {
  century?: number;
  decade?: number;
  year?: number;
  month?: number;
  day?: number;
  hour?: number;
  /** Morning or afternoon is said; without it `hour` is as it stands. */
  half?: 'am' | 'pm';
  minute?: number;
  second?: number;
}

export interface ReadMoment {
  end: number;
  from: Moment;
  to: Moment | null;
  kind: 'date' | 'time';
}

const N2 = '(\\d{1,2}|[一二三四五六七八九十]{1,3})';
const YEAR = '(\\d{4}|[一二][〇零一二三四五六七八九]{3})';
const GAP = '[—–~至到-]{1,2}';
const MONTHS =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const MONTH_NAMES = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

interface Pattern {
  pattern: RegExp;
  read(groups: readonly (string | undefined)[]): { from: Moment; to?: Moment } | null;
}

const sticky = (source: string) => new RegExp(source, 'y');

const DATES: Pattern[] = [
  {
    pattern: sticky(`${YEAR} ?年 ?${N2} ?月 ?${N2} ?[日号](?!线)`),
    read: ([, year, month, day]) => point({ year, month, day }),
  },
  {
    pattern: sticky(`${YEAR} ?年 ?${N2} ?月?${GAP}${N2} ?月份?(?! ?\\d)`),
    read: ([, year, month, until]) => stretch({ year, month }, { year, month: until }),
  },
  { pattern: sticky(`${YEAR} ?年 ?${N2} ?月份?`), read: ([, year, month]) => point({ year, month }) },
  {
    pattern: sticky(`${YEAR} ?年? ?${GAP} ?${YEAR} ?年`),
    read: ([, year, until]) => stretch({ year }, { year: until }),
  },
  {
    pattern: sticky('(\\d{2})(\\d{2})[—–-](\\d{2}) ?年(?!代)'),
    read: ([, century = '', year = '', until = '']) =>
      stretch({ year: century + year }, { year: century + until }),
  },
  { pattern: sticky(`${YEAR} ?年(?![级代])`), read: ([, year]) => point({ year }) },
  {
    pattern: sticky(`${N2} ?月 ?${N2} ?[日号]?${GAP}${N2} ?[日号](?!线)`),
    read: ([, month, day, until]) => stretch({ month, day }, { month, day: until }),
  },
  { pattern: sticky(`${N2} ?月 ?${N2} ?[日号](?!线)`), read: ([, month, day]) => point({ month, day }) },
  {
    pattern: sticky(`${N2}月?${GAP}${N2}月份?(?!\\d)`),
    read: ([, month, until]) => stretch({ month }, { month: until }),
  },
  { pattern: sticky(`${N2} ?月份?(?![\\d嫂饼亮球])`), read: ([, month]) => point({ month }) },
  {
    pattern: sticky(`(\\d{1,2})[日号]?${GAP}(\\d{1,2})日(?![游内])`),
    read: ([, day, until]) => stretch({ day }, { day: until }),
  },
  {
    pattern: sticky(
      '(\\d{1,2})(?:日(?![游内均])|号(?=[、。;,]|\\s|$|凌晨|上午|下午|中午|晚|早|起|当天|前|之前|后|开))',
    ),
    read: ([, day]) => point({ day }),
  },
  {
    pattern: sticky('(\\d{1,2}|二?十[一二三四五六七八九]?) ?世纪(?: ?(\\d0|[一二三四五六七八九]十) ?年代)?'),
    read: ([, century, decade]) => {
      const number = numberOf(century);
      if (number === undefined) return null;
      const years = numberOf(decade);
      return { from: years === undefined ? { century: number } : { decade: (number - 1) * 100 + years } };
    },
  },
  {
    pattern: sticky('(\\d{2,3}0|\\d0|[二三四五六七八九]十) ?年代'),
    read: ([, decade]) => ({ from: { decade: numberOf(decade) ?? 0 } }),
  },
  {
    pattern: sticky("((?:1[5-9]|20)\\d0)'?s(?![a-z])"),
    read: ([, decade]) => ({ from: { decade: Number(decade) } }),
  },
  {
    pattern: sticky('((?:1\\d|20)\\d{2})([-/.])(\\d{1,2})\\2(\\d{1,2})(?![\\d.])'),
    read: ([, year, , month, day]) => point({ year, month, day }),
  },
  {
    pattern: sticky(
      `${MONTHS} (\\d{1,2})(?:st|nd|rd|th)?(?:(?:[-–—]| to | through | until )(\\d{1,2})(?:st|nd|rd|th)?(?! ?[:ap]))?(?!\\d)(?:,? ((?:1\\d|20)\\d{2})(?!\\d))?`,
    ),
    read: ([, name, day, until, year]) => {
      const month = monthOf(name);
      return until ? stretch({ year, month, day }, { year, month, day: until }) : point({ year, month, day });
    },
  },
  {
    pattern: sticky(
      `(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${MONTHS}(?![a-z])(?:,? ((?:1\\d|20)\\d{2})(?!\\d))?`,
    ),
    read: ([, day, name, year]) => point({ year, month: monthOf(name), day }),
  },
  {
    pattern: sticky(`${MONTHS},? ((?:1\\d|20)\\d{2})(?!\\d)`),
    read: ([, name, year]) => point({ year, month: monthOf(name) }),
  },
  {
    pattern: sticky('((?:1[5-9]|20)\\d{2})[-–—/]((?:1[5-9]|20)?\\d{2})(?![\\d年:%-]|\\.\\d)'),
    read: ([, year = '', until = '']) =>
      stretch({ year }, { year: until.length === 2 ? year.slice(0, 2) + until : until }),
  },
];

const HOUR = '(\\d{1,2}|[一二两三四五六七八九十]{1,3})';
const HALF_OF_DAY = '(凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|夜间|夜里|深夜|当晚|今晚|昨晚|晚|早)';
const CLOCK = '(?:半|许|整|钟|左右)?';
const TIMES: Pattern[] = [
  {
    pattern: sticky(
      `${HALF_OF_DAY}? ?${HOUR} ?[时点] ?(\\d{1,2}|[一二三四五]?十?[一二三四五六七八九]|[二三四五]?十) ?分(?!钟|之)(?:(\\d{1,2})秒)?`,
    ),
    read: ([, half, hour, minute, second]) => clock({ half, hour, minute, second }),
  },
  {
    pattern: sticky(`${HALF_OF_DAY} ?${HOUR} ?[时点](?:(半)|${CLOCK})`),
    read: ([, half, hour, thirty]) => clock({ half, hour, minute: thirty ? '30' : undefined }),
  },
  {
    pattern: sticky(
      `${HALF_OF_DAY}? ?(\\d{1,2}):(\\d{2})(?::(\\d{2}))?(?![\\d:])(?: ?([ap])\\.?m(?![a-z])\\.?)?`,
    ),
    read: ([, half, hour, minute, second, meridiem]) =>
      clock({ half: half ?? meridiem, hour, minute, second }),
  },
  {
    pattern: sticky(`(?!一时)${N2}(?:时(?![候间代期尚隔而常])|点(?=[半许整钟]))(?:(半)|${CLOCK})`),
    read: ([, hour, thirty]) => clock({ hour, minute: thirty ? '30' : undefined }),
  },
  {
    pattern: sticky('(\\d{1,2})(?:[.:](\\d{2}))? ?([ap])\\.?m(?![a-z])\\.?'),
    read: ([, hour, minute, meridiem]) => clock({ half: meridiem, hour, minute }),
  },
  { pattern: sticky("(\\d{1,2}) ?o['’]clock"), read: ([, hour]) => clock({ hour }) },
];

const RANGE_GAP = sticky(' ?(?:[—–~至到-]{1,2}|to|until|through) ?');

// Most numbers are no date: what can't be one is told by the character after its digits.
const LIKELY = sticky(
  "(?:[\\d〇零一二三四五六七八九十]{1,4}(?: ?[年月日号时点世:./'’—–~至到-]|s|(?:st|nd|rd|th)?(?: of)? ?[jfmasondp])|[早晚凌清上中下傍夜深当今昨]|[jfmasond][a-z]{2,8}\\.?,? \\d)",
);

/** Reads the date, clock time, or stretch between two of them that begins at `position` of an aligned text. */
export function readMoment(text: string, position: number): ReadMoment | null {
  if (!matchAt(LIKELY, text, position)) return null;
  const first = readPoint(text, position);
  if (!first || first.to) return first;
  const gap = matchAt(RANGE_GAP, text, first.end);
  if (!gap) return first;
  const second = readPoint(text, first.end + gap[0].length);
  if (!second || second.to || second.kind !== first.kind) return first;
  // 3月24日至25日: what the second leaves out is the first's.
  return { end: second.end, from: first.from, to: inherit(first.from, second.from), kind: first.kind };
}

function readPoint(text: string, position: number): ReadMoment | null {
  const date = readPattern(DATES, text, position);
  if (!date) {
    const time = readPattern(TIMES, text, position);
    return time && { ...time, kind: 'time' };
  }
  const gap = text.charAt(date.end) === ' ' ? 1 : 0;
  const time = date.to || date.from.day === undefined ? null : readPattern(TIMES, text, date.end + gap);
  if (!time) return { ...date, kind: 'date' };
  return { end: time.end, from: { ...date.from, ...time.from }, to: null, kind: 'date' };
}

function readPattern(
  patterns: readonly Pattern[],
  text: string,
  position: number,
): Omit<ReadMoment, 'kind'> | null {
  for (const { pattern, read } of patterns) {
    const match = matchAt(pattern, text, position);
    const moment = match && read(match);
    if (moment && isReal(moment.from) && (!moment.to || isReal(moment.to)))
      return { end: position + match[0].length, from: moment.from, to: moment.to ?? null };
  }
  return null;
}

type Written = { [part in 'year' | 'month' | 'day']?: string | number | undefined };

function point(written: Written): { from: Moment } | null {
  const from: Moment = {};
  for (const part of ['year', 'month', 'day'] as const) {
    const number = numberOf(written[part]);
    if (number !== undefined) from[part] = number;
  }
  return { from };
}

function stretch(from: Written, to: Written): { from: Moment; to: Moment } | null {
  const first = point(from);
  const last = point(to);
  return first && last && { from: first.from, to: last.from };
}

function clock(written: {
  half?: string | undefined;
  hour: string | undefined;
  minute?: string | undefined;
  second?: string | undefined;
}): { from: Moment } | null {
  const hour = numberOf(written.hour);
  if (hour === undefined) return null;
  const from: Moment = { hour };
  const part = readPartOfDay(written.half);
  if (part !== null && hour <= 24) {
    // The day after, of 晚上12点, is left out: often no day is said at all.
    from.hour = toHour24(hour, part).hour;
    from.half = from.hour < 12 ? 'am' : 'pm';
  }
  const minute = numberOf(written.minute);
  if (minute !== undefined) from.minute = minute;
  const second = numberOf(written.second);
  if (second !== undefined) from.second = second;
  return { from };
}

function inherit(from: Moment, to: Moment): Moment {
  const order = ['year', 'month', 'day', 'hour', 'minute'] as const;
  const first = order.findIndex((part) => to[part] !== undefined);
  const complete: Moment = { ...to };
  for (const part of order.slice(0, Math.max(0, first))) {
    const value = from[part];
    if (value !== undefined) complete[part] = value;
  }
  return complete;
}

function isReal({ year, month, day, hour, minute, second }: Moment): boolean {
  return (
    (year === undefined || (year >= 1 && year <= 2999)) &&
    (month === undefined || (month >= 1 && month <= 12)) &&
    (day === undefined || (day >= 1 && day <= 31)) &&
    (hour === undefined || hour <= 24) &&
    (minute === undefined || minute <= 59) &&
    (second === undefined || second <= 59)
  );
}

function monthOf(name: string | undefined): number {
  return MONTH_NAMES.indexOf((name ?? '').slice(0, 3)) + 1;
}

function numberOf(written: string | number | undefined): number | undefined {
  if (written === undefined || typeof written === 'number') return written;
  const numeral = readNumeral(written, 0);
  return numeral && numeral.end === written.length ? numeral.value : undefined;
}
