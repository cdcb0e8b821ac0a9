import { type PartOfDay, readPartOfDay, toHour24 } from '../../core/text/to-hour24.ts';

/** What is wrong with a time; `nearest` is what was probably meant, as it would be typed. */
export type TimeProblem = 'no-such-time' | 'part-of-day-only' | 'contradictory';

export type TimeMatch =
  /** `bare` where no part of the day was said: one that is said elsewhere holds for it. */
  | { end: number; kind: 'time'; minute: number; bare: boolean }
  | { end: number; kind: 'part-of-day'; part: PartOfDay; usual: string }
  | { end: number; kind: 'bad-time'; problem: TimeProblem; nearest: string | null };

/** Alone they name a time. */
const NAMED_TIMES: Record<string, number> = {
  noon: 720,
  midday: 720,
  midnight: 0,
  中午: 720,
  正午: 720,
  午夜: 0,
  半夜: 0,
};
/** An hour that is usual for a part of the day, for a hint. */
const USUAL: Record<PartOfDay, string> = {
  dawn: '5:00',
  morning: '8:00',
  noon: '12:00',
  afternoon: '15:00',
  evening: '20:00',
  night: '23:00',
  am: '8am',
  pm: '8pm',
};

const HAN_PART =
  '凌晨|清晨|清早|早晨|早上|早间|上午|早|中午|正午|下午|午后|傍晚|晚上|晚间|夜晚|晚|夜里|深夜|半夜|午夜';
const NAMED_MINUTES: Record<string, number> = { 半: 30, 一刻: 15, '1刻': 15, 三刻: 45, '3刻': 45 };
const HAN_NUMBER = '[零〇一二两三四五六七八九十]{1,3}';
const ENGLISH_NUMBERS = [
  ...['zero', 'one', 'two', 'three', 'four', 'five', 'six'],
  ...['seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'],
];
const ENGLISH = ENGLISH_NUMBERS.slice(1).join('|');
const AFTER = String.raw` ?(?:(a\.?m\b\.?|p\.?m\b\.?)|(?:in the (morning|afternoon|evening)|at (night)))`;
/** A number, or a letter of English, would go on. */
const STOP = String.raw`(?![a-z\d])`;

const HAN_CLOCK = new RegExp(
  `(?:(${HAN_PART}) ?)?(\\d{1,2}|${HAN_NUMBER}) ?(?:点钟?|时)(?: ?(?:(半|[一1]刻|[三3]刻|整|正)|(\\d{1,2}|${HAN_NUMBER})(?!\\d|点|时|[至到])分?))?`,
  'y',
);
/** 早八, 晚九: an hour needs no 点 where a part of the day is before it and nothing but what is sent after it. */
const HAN_SHORT = new RegExp(
  `(早|晚|早上|晚上|上午|下午) ?(\\d{1,2}|${HAN_NUMBER})(?=$|[ 和与及跟、早晚]|推送|发|给我|看)`,
  'y',
);
const DIGITS = new RegExp(
  `(?:(${HAN_PART}) ?)?(?:at )?(\\d{1,2})(?:[:.h](\\d{2})(?::\\d{2})?)(?![\\d:.])(?:${AFTER})?${STOP}`,
  'y',
);
const HOUR_AND_PART = new RegExp(`(?:at )?(\\d{1,2}|${ENGLISH})(?: ?o'?clock)?${AFTER}${STOP}`, 'y');
const O_CLOCK = new RegExp(`(?:at )?(\\d{1,2}|${ENGLISH}) ?o['’]?clock${STOP}`, 'y');
const PAST = new RegExp(
  `(?:at )?(half|(?:a )?quarter) (past|to) (\\d{1,2}|${ENGLISH})(?:${AFTER})?${STOP}`,
  'y',
);
const PART_AND_HOUR = new RegExp(`(morning|afternoon|evening|night) at (\\d{1,2})(?!:)${STOP}`, 'y');
/** 24小时 and 5天 are no times. */
const BARE_HOUR = /(at )?(\d{1,2})(?=$|[ 和与及跟&])/y;
const NAMED = new RegExp(`(?:(?:at|12) )?(noon|midday|midnight)${STOP}|(中午|正午|午夜|半夜)`, 'y');
const PART_ALONE = new RegExp(
  `(?:in the |at )?(morning|afternoon|evening|night)s?${STOP}|(${HAN_PART})(?![\\p{Script=Han}])`,
  'yu',
);

/** 0800: without a colon only where it is no year. */
const MILITARY = /(0\d)([0-5]\d)(?=$|[ 和与及跟&])/y;

/** A time of the day at a place in a text that was folded (fold.ts); null where none stands there. */
export function matchTime(text: string, at: number): TimeMatch | null {
  return (
    matchHanClock(text, at) ??
    matchDigits(text, at) ??
    matchPast(text, at) ??
    matchHour(text, at) ??
    matchName(text, at)
  );
}

function exec(
  pattern: RegExp,
  text: string,
  at: number,
): { groups: (string | undefined)[]; end: number } | null {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match === null ? null : { groups: [...match], end: pattern.lastIndex };
}

function matchHanClock(text: string, at: number): TimeMatch | null {
  const match = exec(HAN_CLOCK, text, at) ?? exec(HAN_SHORT, text, at);
  if (match === null) return null;
  const { groups, end } = match;
  const [, part, hour = '', named, minute] = groups;
  const minutes = minute === undefined ? (NAMED_MINUTES[named ?? ''] ?? 0) : readNumber(minute);
  return toMatch(end, readNumber(hour), minutes, readPartOfDay(part));
}

function matchDigits(text: string, at: number): TimeMatch | null {
  const match = exec(DIGITS, text, at);
  if (match === null) {
    const military = exec(MILITARY, text, at);
    return military === null
      ? null
      : toMatch(military.end, Number(military.groups[1]), Number(military.groups[2]), null);
  }
  const [, before, hour = '', minute = '', meridiem, inThe, atNight] = match.groups;
  return toMatch(
    match.end,
    Number(hour),
    Number(minute),
    readPartOfDay(before ?? meridiem ?? inThe ?? atNight),
  );
}

function matchPast(text: string, at: number): TimeMatch | null {
  const match = exec(PAST, text, at);
  if (match === null) return null;
  const [, amount = '', direction, hour = '', meridiem, inThe, atNight] = match.groups;
  const quarter = amount === 'half' ? 30 : 15;
  if (direction === 'to' && quarter === 30) return null;
  const base = toMatch(match.end, readNumber(hour), 0, readPartOfDay(meridiem ?? inThe ?? atNight));
  if (base.kind !== 'time') return base;
  return { ...base, minute: (base.minute + (direction === 'to' ? 1440 - quarter : quarter)) % 1440 };
}

function matchHour(text: string, at: number): TimeMatch | null {
  const withPart = exec(HOUR_AND_PART, text, at);
  if (withPart !== null) {
    const [, hour = '', meridiem, inThe, atNight] = withPart.groups;
    return toMatch(withPart.end, readNumber(hour), 0, readPartOfDay(meridiem ?? inThe ?? atNight));
  }
  const partFirst = exec(PART_AND_HOUR, text, at);
  if (partFirst !== null)
    return toMatch(partFirst.end, Number(partFirst.groups[2]), 0, readPartOfDay(partFirst.groups[1]));
  const clock = exec(O_CLOCK, text, at);
  if (clock !== null) return toMatch(clock.end, readNumber(clock.groups[1] ?? ''), 0, null);
  const bare = exec(BARE_HOUR, text, at);
  if (bare === null) return null;
  const [, said, hour] = bare.groups;
  // A number that is no hour is a word of a topic, unless it was said to be a time.
  return said === undefined && Number(hour) > 24 ? null : toMatch(bare.end, Number(hour), 0, null);
}

function matchName(text: string, at: number): TimeMatch | null {
  const named = exec(NAMED, text, at);
  if (named !== null) {
    const minute = NAMED_TIMES[named.groups[1] ?? named.groups[2] ?? ''] ?? 0;
    return { end: named.end, kind: 'time', minute, bare: false };
  }
  const alone = exec(PART_ALONE, text, at);
  const part = readPartOfDay(alone?.groups[1] ?? alone?.groups[2]);
  if (alone === null || part === null) return null;
  return { end: alone.end, kind: 'part-of-day', part, usual: USUAL[part] };
}

function toMatch(end: number, hour: number, minute: number, part: PartOfDay | null): TimeMatch {
  if (minute > 59 || hour > 24 || (hour === 24 && minute > 0)) {
    const nearest = minute <= 59 || hour > 23 ? null : writeTime(hour, 59);
    return { end, kind: 'bad-time', problem: 'no-such-time', nearest };
  }
  const resolved = part === null ? hour : resolveHour(hour, part);
  if (resolved === null)
    return { end, kind: 'bad-time', problem: 'contradictory', nearest: writeTime(hour % 24, minute) };
  return { end, kind: 'time', minute: (resolved % 24) * 60 + minute, bare: part === null };
}

/** A time in a part of the day that was said elsewhere (8:30 every evening); null where that part has no such time. */
export function placeInPart(minute: number, part: PartOfDay): number | null {
  const hour = resolveHour(Math.floor(minute / 60), part);
  return hour === null ? null : (hour % 24) * 60 + (minute % 60);
}

/** The hour of the day of an hour in a part of it, or null where that part has no such hour. */
function resolveHour(hour: number, part: PartOfDay): number | null {
  const resolved = toHour24(hour, part);
  return resolved.isUsual ? resolved.hour : null;
}

/** No clock has it. */
const NO_NUMBER = 99;

/** 8, 十, 十五, 二十三, 零五, 两; NO_NUMBER for what is none. */
function readNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const english = ENGLISH_NUMBERS.indexOf(text);
  if (english >= 0) return english;
  const plain = text.replaceAll('两', '二').replaceAll('〇', '零');
  if (!/^(?:[二三四五]?十[一二三四五六七八九]?|[零一二三四五六七八九]{1,2})$/.test(plain)) return NO_NUMBER;
  const digits = [...plain].map((character) => '零一二三四五六七八九十'.indexOf(character));
  // 二十三 is 2 × 10 + 3, 三零 is 30.
  const [first = 0, second, third = 0] = digits;
  if (second === undefined) return first;
  if (first === 10) return 10 + second;
  return first * 10 + (second === 10 ? third : second);
}

/** Minutes of the day as a clock shows them: 08:30. */
export function writeMinute(minute: number): string {
  return writeTime(Math.floor(minute / 60), minute % 60);
}

function writeTime(hour: number, minute: number): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
