import { readStampedPart, toHour24 } from '../../../core/text/to-hour24.ts';
import { type Clock, checkTime, type FeedTime, toInstant } from './feed-time.ts';
import { readWordedTime } from './read-worded-time.ts';

const LONGEST = 100;

const ISO_TIME =
  /^(\d{4})-?(\d{2})-?(\d{2})(?:[T\s]+(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s?(Z|(?:UTC|GMT)|[+-]\d{2}(?::?\d{2})?)?)?$/i;

/**
 * A time as feeds write it: ISO 8601 and its relatives, RFC 822 with the mistakes that are made in it, other orders and
 * languages, seconds since 1970. Null for anything that names no day, month or year for sure.
 * `isChinese` says what CST means.
 */
export function readTime(raw: string, { isChinese = false }: { isChinese?: boolean } = {}): FeedTime | null {
  if (raw.length > LONGEST * 4) return null;
  const text = raw
    .normalize('NFKC')
    .replace(/\\n|\s+/g, ' ')
    .trim();
  if (text === '' || text.length > LONGEST) return null;
  const { plain, isNextDay } = readEastAsian(text);
  const read = readEpoch(text) ?? readIso(plain) ?? readReducedIso(plain) ?? readWordedTime(plain, isChinese);
  if (read === null) return null;
  const time = isNextDay ? toDayAfter(read) : read;
  // Only Korea writes so.
  const isKorean = /[가-힣]/.test(text) && time.clock !== null && time.offset === null;
  return checkTime(isKorean ? { ...time, offset: 540 } : time);
}

/** Ten digits are seconds, thirteen milliseconds. */
function readEpoch(text: string): FeedTime | null {
  if (!/^\d{10}(?:\d{3})?$/.test(text)) return null;
  const at = new Date(Number(text) * (text.length === 10 ? 1000 : 1));
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    clock: { hour: at.getUTCHours(), minute: at.getUTCMinutes(), second: at.getUTCSeconds() },
    offset: 0,
  };
}

function readIso(text: string): FeedTime | null {
  const match = ISO_TIME.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, zone] = match;
  const clock: Clock | null =
    hour === undefined
      ? null
      : { hour: Number(hour), minute: Number(minute), second: second === undefined ? null : Number(second) };
  return { year: Number(year), month: Number(month), day: Number(day), clock, offset: readIsoZone(zone) };
}

function readIsoZone(zone: string | undefined): number | null {
  if (zone === undefined) return null;
  if (!/^[+-]/.test(zone)) return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + (zone.length > 3 ? Number(zone.slice(-2)) : 0);
  return zone.startsWith('-') ? -minutes : minutes;
}

/** ISO 8601 without a day or month, with the day of the year, or with two digits of the year. */
function readReducedIso(text: string): FeedTime | null {
  const date = /^(?:(\d{4})|-?(\d{2}))-?(\d{3})$/.exec(text);
  if (date !== null)
    return dayOfYear(date[1] === undefined ? 2000 + Number(date[2]) : Number(date[1]), Number(date[3]));
  const month = /^(?:(\d{4})(?:-(\d{2}))?|-(\d{2})-?(\d{2}))$/.exec(text);
  if (month !== null) {
    const year = month[1] === undefined ? 2000 + Number(month[3]) : Number(month[1]);
    const named = month[2] ?? month[4];
    return { year, month: named === undefined ? null : Number(named), day: null, clock: null, offset: null };
  }
  const short = /^(\d{2})(-?)(\d{2})\2(\d{2})$/.exec(text);
  if (short === null) return null;
  return {
    year: 2000 + Number(short[1]),
    month: Number(short[3]),
    day: Number(short[4]),
    clock: null,
    offset: null,
  };
}

function dayOfYear(year: number, number: number): FeedTime | null {
  const at = new Date(Date.UTC(year, 0, number));
  if (number < 1 || at.getUTCFullYear() !== year) return null;
  return { year, month: at.getUTCMonth() + 1, day: at.getUTCDate(), clock: null, offset: null };
}

const CLOCK_HAN = /(\d{1,2}) ?[时時点點시] ?(?:(\d{1,2}) ?[分분] ?(?:(\d{1,2}) ?[秒초])?)?/;

const PART_OF_DAY =
  /凌晨|清晨|早晨|早上|上午|中午|正午|下午|傍晚|晚上|晚间|夜间|深夜|午夜|午前|午後|오전|오후|(?<=[日号\s\d])[早晚](?=\s?\d)/;

/** Chinese, Japanese and Korean marks of year, month, day, part of the day and clock, as other languages write them. */
function readEastAsian(text: string): { plain: string; isNextDay: boolean } {
  if (!/[\u2e80-\u9fff가-힣]/.test(text)) return { plain: text, isNextDay: false };
  const part = readStampedPart(PART_OF_DAY.exec(text)?.[0]);
  let isNextDay = false;
  const plain = text
    .replace(/(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日号일]?/, (_, year, month, day) =>
      [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-').concat(' '),
    )
    .replace(
      CLOCK_HAN,
      (_, hour, minute, second) =>
        `${hour}:${(minute ?? '0').padStart(2, '0')}${second === undefined ? '' : `:${second.padStart(2, '0')}`} `,
    )
    .replace(/北京时间|北京時間/, ' +0800 ')
    .replace(
      /[（(]?(?:星期|周|週)[一二三四五六日天][)）]?|[（(][月火水木金土日][)）]|[월화수목금토일]요일/g,
      ' ',
    )
    .replace(PART_OF_DAY, ' ')
    .replace(/(\d{1,2})(:\d{2}(?::\d{2})?)(?!.*\d:\d{2})/, (clock, hour, rest) => {
      if (part === null || Number(hour) > 24) return clock;
      const resolved = toHour24(Number(hour), part);
      isNextDay = resolved.isNextDay;
      return `${String(resolved.hour).padStart(2, '0')}${rest}`;
    })
    .replace(/\s+/g, ' ')
    .trim();
  return { plain, isNextDay };
}

function toDayAfter(time: FeedTime): FeedTime {
  const { year, month, day } = time;
  if (month === null || day === null) return time;
  const at = new Date(toInstant({ year, month, day: day + 1, clock: null, offset: null }));
  return { ...time, year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate() };
}
