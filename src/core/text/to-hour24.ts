export type PartOfDay = 'dawn' | 'morning' | 'noon' | 'afternoon' | 'evening' | 'night' | 'am' | 'pm';

export interface Hour24 {
  /** 0 to 23. */
  hour: number;
  /** It is counted to the night of the day before: 晚上12点 of the 5th is 0:00 of the 6th. */
  isNextDay: boolean;
  /** Whether that part of the day has such an hour; of 下午9点 and 上午15点 `hour` is what is probably meant. */
  isUsual: boolean;
}

const WORDS: Readonly<Record<PartOfDay, string>> = {
  dawn: '凌晨',
  morning: '清晨 清早 早晨 早上 早间 上午 今早 早 morning',
  noon: '中午 正午',
  afternoon: '下午 午后 afternoon',
  evening: '傍晚 晚上 晚间 夜晚 当晚 今晚 昨晚 晚 evening',
  night: '夜里 夜间 深夜 半夜 午夜 night',
  am: 'am a 午前 오전',
  pm: 'pm p 午後 오후',
};
const PARTS: ReadonlyMap<string, PartOfDay> = new Map(
  (Object.keys(WORDS) as PartOfDay[]).flatMap((part) =>
    WORDS[part].split(' ').map((word): [string, PartOfDay] => [word, part]),
  ),
);

/** The part of the day that a word names (simplified Chinese, English in lower case, dots left out), or null. */
export function readPartOfDay(word: string | undefined): PartOfDay | null {
  return PARTS.get((word ?? '').replaceAll('.', '')) ?? null;
}

/**
 * As readPartOfDay, in a time that a program wrote: to it 上午 and 下午 are am and pm (上午12:30 is 0:30, 下午9:00 is 21:00),
 * where people call noon 上午12点 (Unicode CLDR, day periods of zh).
 */
export function readStampedPart(word: string | undefined): PartOfDay | null {
  if (word === '上午') return 'am';
  return word === '下午' ? 'pm' : readPartOfDay(word?.toLowerCase());
}

/** The hour of the 24 that an hour (0 to 24) in a part of the day is. */
export function toHour24(hour: number, part: PartOfDay): Hour24 {
  // Twelve at night is the midnight after it, and one to four are the hours that follow.
  const isNextDay = (part === 'evening' || part === 'night') && (hour <= 4 || hour === 12 || hour === 24);
  const [first, last] = HOURS[part];
  const guess = isNextDay || part === 'am' || part === 'dawn' ? hour % 12 : hour < first ? hour + 12 : hour;
  if (isNextDay) return { hour: guess, isNextDay, isUsual: true };
  if (hour > 12) return { hour: hour % 24, isNextDay, isUsual: hour >= first && hour <= last };
  // 0点 of an afternoon is none.
  const isUsual = guess >= first && guess <= last && (hour > 0 || first === 0);
  return { hour: guess, isNextDay, isUsual };
}

/** The first and last hour that a part of the day is said with, on the clock of 24 hours. */
const HOURS: Readonly<Record<PartOfDay, readonly [number, number]>> = {
  dawn: [0, 6],
  morning: [0, 12],
  noon: [10, 14],
  afternoon: [12, 19],
  evening: [17, 23],
  night: [17, 23],
  am: [0, 11],
  pm: [12, 23],
};
