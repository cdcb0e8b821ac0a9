import { foldText } from '../../core/text/fold.ts';
import type { PartOfDay } from '../../core/text/to-hour24.ts';
import { findZones, readOffset } from './find-zone.ts';
import { matchTime, type TimeProblem } from './match-time.ts';
import { matchWeekdays } from './match-weekdays.ts';
import type { Word } from './split-words.ts';

/** `text` is what it was read from, as it was typed. */
export type ScheduleItem = { text: string } & (
  | { kind: 'time'; minute: number; bare: boolean }
  | { kind: 'part-of-day'; part: PartOfDay; usual: string }
  | { kind: 'bad-time'; problem: TimeProblem; nearest: string | null }
  | { kind: 'weekdays'; weekdays: readonly number[] }
  | { kind: 'zone'; zones: readonly string[] }
);

export interface ScheduleReading {
  items: ScheduleItem[];
  /** The words that are neither schedule nor filler; `place` where a place should stand (in Lodnon). */
  rest: (Word & { place: boolean })[];
}

/** Characters and words of the longest name of a place. */
const LONGEST_HAN_NAME = 12;
const MOST_NAME_WORDS = 5;

const CONNECTOR = /[ /&·]|(?:and|or)(?![a-z\d])|以及|和|与|及|跟/y;
const BEFORE_PLACE = /(?:in|zone|time ?zone|tz)(?![a-z\d])[:=]?|在|时区[:=]?/y;
const FILLER =
  /(?:at|on|for|every|each|the|from|with|please|subscribe|me|to|my|a|i|want|would|like|get|send|of|time|news|digests?|stories|-|–|—)(?![a-z\d])|请|给我|帮我|我要|我想|订阅|推送|发送|发给我|发|看|时间|的|新闻|简报|摘要|日报|每/y;
const IANA = /[a-z_]{2,20}(?:\/[a-z\d_+-]{1,40}){1,2}/y;
const OFFSET =
  /(?:(?:utc|gmt) ?)?[+-] ?\d{1,2}(?::?\d{2})?(?![\d:])|[东西](?:\d{1,2}|[一二三四五六七八九]|十[一二]?)时?区/y;
const LATIN_WORD = /[\p{Script=Latin}\d_.'’]+(?: ?-[\p{Script=Latin}]+)*/uy;
const AFTER_PLACE = / ?(?:time|标准时间|时间|时区)(?![a-z\d])/y;
const HAN = /^\p{Script=Han}/u;

/**
 * The times, weekdays and zones in unmarked words, in any order and number. A word that only begins as one of them stays
 * whole (上海世博会, 工作日报, 一点资讯), unless it holds a time: 早上八点科技 is a time and a word.
 */
export function readScheduleWords(words: readonly Word[]): ScheduleReading {
  const folded = words.map(fold);
  const text = folded.join(' ');
  // Folding changes the length of few words; those are shown folded.
  const typed = words
    .map((word, index) => (word.text.length === folded[index]?.length ? word.text : (folded[index] ?? '')))
    .join(' ');
  const starts: number[] = [];
  for (let index = 0, start = 0; index < folded.length; index++) {
    starts.push(start);
    start += (folded[index] ?? '').length + 1;
  }
  const items: ScheduleItem[] = [];
  const rest: ScheduleReading['rest'] = [];
  let place = false;
  let parted = false;
  for (let index = 0; index < words.length; ) {
    const word = words[index];
    const start = starts[index] ?? 0;
    if (word === undefined) break;
    const chain = word.quoted || word.mark !== null ? null : readChain(text, start);
    if (chain === null || chain.end === start) {
      rest.push({ ...word, place, parted: parted || word.parted });
      place = false;
      parted = false;
      index += 1;
      continue;
    }
    for (const { from, to, ...item } of chain.items) items.push({ ...item, text: typed.slice(from, to) });
    place = chain.expectsPlace;
    parted = true;
    while (index < words.length && (starts[index] ?? 0) + (folded[index] ?? '').length <= chain.end)
      index += 1;
    // The chain ended inside a word.
    const inside = chain.end - (starts[index] ?? text.length);
    const split = words[index];
    if (inside > 0 && split !== undefined) {
      const tail = typed.slice(chain.end, (starts[index] ?? 0) + (folded[index] ?? '').length);
      rest.push({ ...split, text: tail, place: false });
      index += 1;
    }
  }
  return { items, rest };
}

/** What is marked or quoted becomes a character that nothing here matches, so that no item reaches over it. */
function fold({ text, mark, quoted }: Word): string {
  return quoted || mark !== null ? '\0' : foldText(text).replace(/(?<=\S)[.!?。:]+$/u, '');
}

/** As many items on end as a word has (an item may reach into the next words), if they end it. */
function readChain(text: string, start: number): { items: FoundItem[]; end: number; expectsPlace: boolean } {
  const items: FoundItem[] = [];
  let committed = { count: 0, end: start, expectsPlace: false };
  let hasTime = false;
  let expectsPlace = false;
  let at = start;
  for (;;) {
    if (at > start && (at >= text.length || text[at] === ' '))
      committed = { count: items.length, end: at, expectsPlace };
    // The next word begins a chain of its own.
    if (text[at] === ' ' && at === committed.end) break;
    const skipped = stick(CONNECTOR, text, at);
    if (skipped > at) {
      at = skipped;
      continue;
    }
    const item = matchItem(text, at);
    if (item !== null) {
      const { end, ...rest } = item;
      items.push({ ...rest, from: at, to: end });
      hasTime ||= rest.kind === 'time' || rest.kind === 'bad-time';
      expectsPlace = false;
      at = end;
      continue;
    }
    const before = stick(BEFORE_PLACE, text, at);
    expectsPlace = before > at;
    const filler = Math.max(before, stick(FILLER, text, at));
    if (filler === at) break;
    at = filler;
  }
  const last = items.at(-1);
  const isInWord =
    last?.to === at &&
    items.every(({ kind }) => kind !== 'weekdays') &&
    isNoTimeInWord(text.slice(last.from, at));
  if (hasTime && at > committed.end && HAN.test(text.slice(at, at + 1)) && !isInWord)
    committed = { count: items.length, end: at, expectsPlace: false };
  return { items: items.slice(0, committed.count), end: committed.end, expectsPlace: committed.expectsPlace };
}

/** What is a time alone, and no time in a longer word: 一点资讯, 三点水 and 8点1氪 are names. */
export function isNoTimeInWord(time: string): boolean {
  return /^(?:[零〇一二两三四五六七八九十]{1,3}[点时]|\d{1,2}[点时]\d{1,2}|[零〇一二两三四五六七八九十]{1,3}[点时][零〇一二两三四五六七八九十]{1,3})$/.test(
    time,
  );
}

type Replacing<Item, Field> = Item extends unknown ? Omit<Item, 'text'> & Field : never;
type FoundItem = Replacing<ScheduleItem, { from: number; to: number }>;
type ItemMatch = Replacing<ScheduleItem, { end: number }>;

function matchItem(text: string, at: number): ItemMatch | null {
  // After something else, a dash is no sign: 8:00-9:00.
  const offset =
    at === 0 || text[at - 1] === ' ' || /[a-z]/.test(text[at] ?? '') ? stick(OFFSET, text, at) : at;
  if (offset > at) {
    const zone = readOffset(text.slice(at, offset));
    if (zone !== null) return { kind: 'zone', zones: [zone], end: stick(AFTER_PLACE, text, offset) };
  }
  const days = matchWeekdays(text, at);
  if (days !== null) return { kind: 'weekdays', ...days };
  return matchTime(text, at) ?? matchPlace(text, at);
}

function matchPlace(text: string, at: number): ItemMatch | null {
  for (const end of listNameEnds(text, at)) {
    const zones = findZones(text.slice(at, end));
    if (zones.length > 0) return { kind: 'zone', zones, end: stick(AFTER_PLACE, text, end) };
  }
  return null;
}

/** Where a name that begins here may end, the furthest first. */
function listNameEnds(text: string, at: number): number[] {
  const iana = stick(IANA, text, at);
  if (iana > at) return [iana];
  if (HAN.test(text.slice(at, at + 1))) {
    const most = Math.min(LONGEST_HAN_NAME, text.length - at);
    return Array.from({ length: most - 1 }, (_, index) => at + most - index);
  }
  const ends: number[] = [];
  let end = at;
  for (let count = 0; count < MOST_NAME_WORDS; count++) {
    const next = stick(LATIN_WORD, text, count === 0 || text[end] !== ' ' ? end : end + 1);
    if (next <= end + 1) break;
    ends.unshift(next);
    end = next;
  }
  return ends;
}

/** Where a sticky pattern that begins here ends; here, where it does not match. */
function stick(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
