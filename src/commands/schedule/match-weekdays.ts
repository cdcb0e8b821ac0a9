export interface WeekdaysMatch {
  end: number;
  /** As ISO 8601 counts them; none is every day. */
  weekdays: readonly number[];
}

const EVERY_DAY = /(?:every ?day|each day|daily|all days|7 days a week)(?![a-z\d])|每一?天|每日|天天|日日/y;
const WORKING_DAYS =
  /(?:(?:every|on|each) )?(?:week ?days?|work ?days?|working days|business days|m-f)(?![a-z\d])|(?:每个?)?(?:工作日|上班日|平日)/y;
const WEEKEND =
  /(?:(?:every|on|on the|at|at the|each|the) )?(?:week ?ends?)(?![a-z\d])|(?:每个?)?(?:周末|双休日|礼拜末)/y;

const ENGLISH = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const ENGLISH_DAY =
  '(mon|tue|wed|thu|fri|sat|sun)(?:(?<=mon|fri|sun)day|(?<=tue)s(?:day)?|(?<=wed)nesday|(?<=thu)r(?:s(?:day)?)?|(?<=sat)urday)?s?\\.?(?![a-z\\d])';
const ENGLISH_DAYS = new RegExp(
  `(?:(?:every|on|each) )?${ENGLISH_DAY}(?: ?(?:-|–|—|~|to|through|thru|until) ?${ENGLISH_DAY})?`,
  'y',
);

const HAN_DAYS = '一二三四五六日';
/** A number before 点 is an hour: 周五六点 is Friday at six. */
const HAN_DAY = '([一二三四五六日天1-7](?!十|点|时|:|\\d| ?[点时]))';
const HAN_WEEK = '(?:每|逢)?个?(?:周|星期|礼拜)';
const HAN_FIRST = new RegExp(`${HAN_WEEK}${HAN_DAY}`, 'y');
/** What follows a first: 至五, 、周三, 三五, and ` 三` where it is a word of its own. */
const HAN_NEXT = new RegExp(
  `( ?(?:至|到|-|–|—|~) ?)(?:${HAN_WEEK})?${HAN_DAY}|[ 和及]{0,2}${HAN_WEEK}${HAN_DAY}|(?!\\d)${HAN_DAY}|[ 和及](?!\\d)${HAN_DAY}(?=[ 和及]|$)`,
  'y',
);

/** 一三五早上八点: days in order before a part of the day or figures need no word for the week. */
const HAN_BARE =
  /(?=[一二三四五六日]{2})一?二?三?四?五?六?日?(?= ?(?:凌晨|清晨|清早|早|上午|中午|正午|下午|午后|傍晚|晚|夜里|深夜|\d{1,2}[:点时]))/y;

/** Weekdays at a place in a text that was folded (fold.ts): 工作日, 周一至周五, 星期一三五, mon-fri, every day; null where none stand there. */
export function matchWeekdays(text: string, at: number): WeekdaysMatch | null {
  const fixed = [
    [EVERY_DAY, []],
    [WORKING_DAYS, [1, 2, 3, 4, 5]],
    [WEEKEND, [6, 7]],
  ] as const;
  for (const [pattern, weekdays] of fixed) {
    pattern.lastIndex = at;
    if (pattern.test(text)) return { end: pattern.lastIndex, weekdays };
  }
  ENGLISH_DAYS.lastIndex = at;
  const [, first, last] = ENGLISH_DAYS.exec(text) ?? [];
  if (first !== undefined)
    return {
      end: ENGLISH_DAYS.lastIndex,
      weekdays: span(ENGLISH.indexOf(first) + 1, ENGLISH.indexOf(last ?? first) + 1),
    };
  return matchHan(text, at);
}

function matchHan(text: string, at: number): WeekdaysMatch | null {
  HAN_FIRST.lastIndex = at;
  const [, first] = HAN_FIRST.exec(text) ?? [];
  if (first === undefined) return matchBare(text, at);
  let end = HAN_FIRST.lastIndex;
  let previous = readHan(first);
  const weekdays = [previous];
  for (;;) {
    HAN_NEXT.lastIndex = end;
    const match = HAN_NEXT.exec(text);
    const [, range, ...days] = match ?? [];
    const day = days.find((found) => found !== undefined);
    if (day === undefined) return { end, weekdays };
    end = HAN_NEXT.lastIndex;
    weekdays.push(...(range === undefined ? [readHan(day)] : span(previous, readHan(day))));
    previous = readHan(day);
  }
}

function matchBare(text: string, at: number): WeekdaysMatch | null {
  HAN_BARE.lastIndex = at;
  const days = HAN_BARE.exec(text)?.[0] ?? '';
  return days.length < 2 ? null : { end: at + days.length, weekdays: [...days].map(readHan) };
}

function readHan(day: string): number {
  return /\d/.test(day) ? Number(day) : HAN_DAYS.indexOf(day === '天' ? '日' : day) + 1;
}

/** From a weekday to another, over Sunday where it comes first. */
function span(first: number, last: number): number[] {
  const length = ((last - first + 7) % 7) + 1;
  return Array.from({ length }, (_, index) => ((first - 1 + index) % 7) + 1);
}
