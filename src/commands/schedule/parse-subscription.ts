import { MOST_TIMES } from '../../core/schedule/schedule.ts';
import { foldText } from '../../core/text/fold.ts';
import { findNearestWord } from '../nearest-word.ts';
import { canonicalZone, findZones, listZoneNames, readOffset } from './find-zone.ts';
import { matchTime } from './match-time.ts';
import { readScheduleWords, type ScheduleItem, type ScheduleReading } from './read-schedule-words.ts';
import type { ScheduleProblem } from './schedule-problem.ts';
import { splitWords, type Word } from './split-words.ts';

/** Characters of all that is typed for one subscription. */
export const LONGEST_TEXT = 1000;
export const MOST_TOPICS = 20;
/** Characters of a topic. */
const LONGEST_TOPIC = 100;

export interface TopicWishes {
  topics: string[];
  muted: string[];
}

/** What a subscription is where nothing else is typed: minutes of the day, weekdays of ISO 8601 (none is every day), a zone. */
export interface SubscriptionDefaults {
  times: readonly number[];
  weekdays: readonly number[];
  zone: string;
}

export interface TypedSubscription extends TopicWishes {
  times: number[];
  weekdays: number[];
  zone: string;
  /** Topics that nothing marked as such: words that were neither time, weekday nor place. */
  unmarked: string[];
  /** Which of the three were typed; the others are the defaults. */
  given: { times: boolean; weekdays: boolean; zone: boolean };
}

const KINDS_OF_ITEMS = {
  time: 'times',
  'bad-time': 'times',
  weekdays: 'weekdays',
  zone: 'zone',
} as const satisfies Record<ScheduleItem['kind'], keyof SubscriptionTexts>;

type Result<Value> = { ok: true; value: Value } | { ok: false; problem: ScheduleProblem };

/** What is offered where a word was mistyped; also as it is typed in the menus. */
export const WEEKDAYS_WORDS = [
  'every day',
  'weekdays',
  'weekends',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
const TIME_WORDS = ['midnight', 'noon', 'morning', 'evening', 'afternoon'] as const;

const LOOKS_LIKE_TIME = /^\d{1,2}(?:[:.]\d|[点时]|h\d| ?[ap]\.?m)/;
const LOOKS_LIKE_WEEK = /^(?:每?个?(?:周|星期|礼拜)[\p{Script=Han}\d]?|weekly|every week)$/u;
const LOOKS_LIKE_ZONE = /^(?:(?:utc|gmt) ?[+-].*|[a-z_]+\/[a-z_/+-]+|\+\d.*|[东西].{1,3}区)$/;
const TOPIC_MARKER = /^(?:about|regarding|topics?|关于|有关|话题|主题)[:=]?$/;
const MUTE_MARKER = /^(?:without|except|excluding|no|not|不要|不看|除了|排除|屏蔽)$/;

/**
 * Places freely typed words of any order: `早上八点 工作日 上海 #科技 -体育`, `8pm weekdays in London about AI`. Words that are
 * no time, weekday or place are topics (`unmarked` tells which). Never throws; time and memory grow with the text, of
 * which there are LONGEST_TEXT characters at most.
 */
export function parseSubscription(
  text: string,
  defaults: SubscriptionDefaults,
): ({ ok: true } & TypedSubscription) | { ok: false; problem: ScheduleProblem } {
  if (text.length > LONGEST_TEXT) return { ok: false, problem: { kind: 'too-long', limit: LONGEST_TEXT } };
  const words = splitWords(text);
  const reading = readScheduleWords(words);
  const problem = findAlternation(reading.items);
  if (problem !== null) return { ok: false, problem };
  const times = gatherTimes(reading.items);
  if (!times.ok) return times;
  const weekdays = gatherWeekdays(reading.items);
  if (!weekdays.ok) return weekdays;
  const zone = gatherZone(reading.items);
  if (!zone.ok) return zone;
  const wishes = gatherTopics(reading.rest);
  if (!wishes.ok) return wishes;
  return {
    ok: true,
    times: times.value ?? [...defaults.times],
    weekdays: weekdays.value ?? [...defaults.weekdays],
    zone: zone.value ?? defaults.zone,
    ...wishes.value,
    given: { times: times.value !== null, weekdays: weekdays.value !== null, zone: zone.value !== null },
  };
}

/** What was typed, parted into what each of these takes; undefined where there is none of it. */
export interface SubscriptionTexts {
  times?: string;
  weekdays?: string;
  zone?: string;
  topics?: string;
}

/**
 * Parts words of any order, for options that are read one by one; what a command has no option for (`kinds`) comes back as
 * words in their order.
 */
export function partSubscription(
  typed: readonly string[],
  kinds: ReadonlySet<keyof SubscriptionTexts>,
): { ok: true; texts: SubscriptionTexts; words: string[] } | { ok: false; problem: ScheduleProblem } {
  const text = typed
    .map((word) => (/\s/u.test(word) && !/["“「『]/u.test(word) ? `"${word}"` : word))
    .join(' ');
  const { items, rest } = readScheduleWords(splitWords(text));
  const problem = kinds.has('times') && kinds.has('weekdays') ? findAlternation(items) : null;
  if (problem !== null) return failed(problem);
  const texts: SubscriptionTexts = {};
  const words: string[] = [];
  for (const item of items) {
    const kind = KINDS_OF_ITEMS[item.kind];
    if (kinds.has(kind))
      texts[kind] = [texts[kind], item.text].filter((part) => part !== undefined).join(' ');
    else words.push(item.text);
  }
  if (!kinds.has('topics')) return { ok: true, texts, words: [...words, ...rest.map((word) => word.text)] };
  const wishes = gatherTopics(rest);
  if (!wishes.ok) return wishes;
  const topics = writeTopics(wishes.value);
  return { ok: true, texts: topics === '' ? texts : { ...texts, topics }, words };
}

/** Times alone: `8:00 20:00`, `早上8点和晚上8点`. Minutes of the day, ascending. */
export function parseTimes(text: string): Result<number[]> {
  const reading = readAlone(text, ['time', 'bad-time']);
  const stray = reading.stray;
  if (stray !== null) return failed({ kind: 'not-a-time', value: stray, nearest: nearestTime(stray) });
  const times = gatherTimes(reading.items);
  if (!times.ok) return times;
  return times.value === null
    ? failed({ kind: 'not-a-time', value: text.trim(), nearest: null })
    : { ok: true, value: times.value };
}

/** Weekdays alone: `工作日`, `mon,wed,fri`. Those of ISO 8601, ascending; none is every day. */
export function parseWeekdays(text: string): Result<number[]> {
  const reading = readAlone(text, ['weekdays']);
  const value = reading.stray ?? text.trim();
  const weekdays = gatherWeekdays(reading.items);
  if (!weekdays.ok) return weekdays;
  return reading.stray !== null || weekdays.value === null
    ? failed({ kind: 'not-weekdays', value, nearest: findNearestWord(value, WEEKDAYS_WORDS) })
    : { ok: true, value: weekdays.value };
}

/** A zone alone: `上海`, `New York`, `UTC+8`, `asia/tokyo`. */
export function parseZone(text: string): Result<string> {
  const value = text.trim();
  const whole = value.length > LONGEST_TOPIC ? '' : foldText(value);
  const offset = readOffset(whole);
  if (offset !== null) return { ok: true, value: offset };
  const zones = findZones(whole);
  if (zones.length > 1) return failed({ kind: 'ambiguous-zone', value, zones });
  const zone = zones[0] ?? canonicalZone(value);
  if (zone !== null) return { ok: true, value: zone };
  const reading = readAlone(value, ['zone']);
  const found = gatherZone(reading.items);
  if (!found.ok) return found;
  return reading.stray !== null || found.value === null
    ? failed({ kind: 'unknown-zone', value, nearest: nearestZone(value) })
    : { ok: true, value: found.value };
}

/** Topics and muted words alone: `#秦创原 孵化器 -体育`; with commas between them, a topic may have spaces. */
export function parseTopics(text: string): Result<TopicWishes> {
  if (text.length > LONGEST_TEXT) return failed({ kind: 'too-long', limit: LONGEST_TEXT });
  const words = splitWords(text);
  const joined = /[,，、;；]/u.test(text) && !/["“「『#＃]/u.test(text) ? joinUnparted(words) : words;
  const gathered = checkTopics(
    joined.map(({ text: word, mark }) => ({ text: word, muted: mark === 'muted' })),
  );
  return gathered.ok ? { ok: true, value: gathered.value } : gathered;
}

/** As they are typed, so that they are read back: `#秦创原 #"real estate" -体育`. */
export function writeTopics({
  topics,
  muted,
}: Readonly<{ topics: readonly string[]; muted: readonly string[] }>): string {
  const quote = (topic: string): string => (/[\s,，、;；()（）#＃]/u.test(topic) ? `"${topic}"` : topic);
  return [...topics.map((topic) => `#${quote(topic)}`), ...muted.map((topic) => `-${quote(topic)}`)].join(
    ' ',
  );
}

function failed(problem: ScheduleProblem): { ok: false; problem: ScheduleProblem } {
  return { ok: false, problem };
}

/** The items of some kinds, and the first word that is none of those. */
function readAlone(
  text: string,
  kinds: readonly ScheduleItem['kind'][],
): { items: ScheduleItem[]; stray: string | null } {
  const { items, rest } = readScheduleWords(splitWords(text.slice(0, LONGEST_TEXT)));
  const other = items.find(({ kind }) => !kinds.includes(kind));
  return { items, stray: rest[0]?.text ?? other?.text ?? null };
}

/** 工作日 8:00 周末 10:00 would make all times run on all days. */
function findAlternation(items: readonly ScheduleItem[]): ScheduleProblem | null {
  const kinds = items
    .map(({ kind }) => (kind === 'bad-time' ? 'time' : kind))
    .filter((kind) => kind !== 'zone')
    .filter((kind, index, all) => kind !== all[index - 1]);
  if (kinds.length < 4) return null;
  return { kind: 'two-schedules', value: items.map(({ text }) => text).join(' ') };
}

function gatherTimes(items: readonly ScheduleItem[]): Result<number[] | null> {
  const times = new Set<number>();
  for (const item of items) {
    if (item.kind === 'bad-time')
      return failed({ kind: item.problem, value: item.text, nearest: item.nearest });
    if (item.kind === 'time') times.add(item.minute);
  }
  if (times.size > MOST_TIMES) return failed({ kind: 'too-many-times', limit: MOST_TIMES });
  return { ok: true, value: times.size === 0 ? null : [...times].sort((left, right) => left - right) };
}

function gatherWeekdays(items: readonly ScheduleItem[]): Result<number[] | null> {
  const groups = items.filter((item) => item.kind === 'weekdays');
  if (groups.length === 0) return { ok: true, value: null };
  const every = groups.find(({ weekdays }) => weekdays.length === 0);
  const some = groups.find(({ weekdays }) => weekdays.length > 0);
  if (every !== undefined && some !== undefined)
    return failed({ kind: 'every-day-and-some', value: `${every.text} ${some.text}` });
  const days = [...new Set(groups.flatMap(({ weekdays }) => weekdays))].sort((left, right) => left - right);
  return { ok: true, value: days.length === 7 ? [] : days };
}

function gatherZone(items: readonly ScheduleItem[]): Result<string | null> {
  const named = items.filter((item) => item.kind === 'zone');
  const unclear = named.find(({ zones }) => zones.length > 1);
  const clear = [...new Set(named.flatMap(({ zones }) => (zones.length === 1 ? zones : [])))];
  if (clear.length > 1)
    return failed({ kind: 'several-zones', value: named.map(({ text }) => text).join(' '), zones: clear });
  const [zone] = clear;
  if (unclear === undefined) return { ok: true, value: zone ?? null };
  // What is said beside it may settle it: 上海 CST.
  return zone !== undefined && unclear.zones.includes(zone)
    ? { ok: true, value: zone }
    : failed({ kind: 'ambiguous-zone', value: unclear.text, zones: unclear.zones });
}

function gatherTopics(rest: ScheduleReading['rest']): Result<TopicWishes & { unmarked: string[] }> {
  const wishes: { text: string; muted: boolean }[] = [];
  const unmarked: string[] = [];
  let marker: Word['mark'] = null;
  let open = false;
  for (const word of rest) {
    if (word.mark !== null || word.quoted) {
      wishes.push({
        text: word.text,
        muted: word.mark === 'muted' || (marker === 'muted' && word.mark === null),
      });
      open = false;
      continue;
    }
    const folded = foldText(word.text);
    if (TOPIC_MARKER.test(folded) || MUTE_MARKER.test(folded)) {
      marker = TOPIC_MARKER.test(folded) ? 'topic' : 'muted';
      open = false;
      continue;
    }
    const problem = marker === null ? suspect(word, folded) : null;
    if (problem !== null) return failed(problem);
    const text = marker === null ? trimWish(word.text) : word.text;
    const last = wishes.at(-1);
    // about machine learning: one topic of two words.
    if (open && last !== undefined && !word.parted && /^[a-z\d'’.&-]+$/.test(folded)) last.text += ` ${text}`;
    else {
      wishes.push({ text, muted: marker === 'muted' });
      if (marker === null) unmarked.push(text);
    }
    open = marker !== null && /^[a-z\d'’.&-]+$/.test(folded);
  }
  const checked = checkTopics(wishes);
  return checked.ok ? { ok: true, value: { ...checked.value, unmarked: [...new Set(unmarked)] } } : checked;
}

/** 关于科技的新闻: the topic is 科技. */
function trimWish(text: string): string {
  const trimmed = text
    .replace(/^(?:关于|關於|有关|有關)/u, '')
    .replace(/的?(?:新闻|新聞|消息|资讯|資訊)$/u, '');
  return trimmed === '' ? text : trimmed;
}

/** A word that was meant as a time, weekday or place, and is none. */
function suspect(word: ScheduleReading['rest'][number], folded: string): ScheduleProblem | null {
  const value = word.text;
  if (LOOKS_LIKE_TIME.test(folded)) return { kind: 'not-a-time', value, nearest: nearestTime(folded) };
  if (LOOKS_LIKE_WEEK.test(folded)) return { kind: 'not-weekdays', value, nearest: null };
  if (LOOKS_LIKE_ZONE.test(folded)) return { kind: 'unknown-zone', value, nearest: nearestZone(folded) };
  // Of a short word, others are always near.
  if (folded.length < 5) return null;
  const nearest = findNearestWord(folded, [...WEEKDAYS_WORDS, ...TIME_WORDS]);
  if (nearest !== null && folded.length >= nearest.length - 1) return { kind: 'mistyped', value, nearest };
  const zone = word.place ? nearestZone(folded) : null;
  return zone === null ? null : { kind: 'unknown-zone', value, nearest: zone };
}

function checkTopics(wishes: readonly { text: string; muted: boolean }[]): Result<TopicWishes> {
  const seen = new Map<string, boolean>();
  const topics: string[] = [];
  const muted: string[] = [];
  for (const { text, muted: isMuted } of wishes) {
    if (text.length > LONGEST_TOPIC)
      return failed({ kind: 'topic-too-long', value: text, limit: LONGEST_TOPIC });
    const folded = foldText(text);
    const before = seen.get(folded);
    if (before === isMuted) continue;
    if (before !== undefined) return failed({ kind: 'wanted-and-muted', value: text });
    seen.set(folded, isMuted);
    (isMuted ? muted : topics).push(text);
  }
  if (topics.length > MOST_TOPICS || muted.length > MOST_TOPICS)
    return failed({ kind: 'too-many-topics', limit: MOST_TOPICS });
  return { ok: true, value: { topics, muted } };
}

function joinUnparted(words: readonly Word[]): Word[] {
  const joined: Word[] = [];
  for (const word of words) {
    const last = joined.at(-1);
    if (last !== undefined && !word.parted && word.mark === null) last.text += ` ${word.text}`;
    else joined.push({ ...word });
  }
  return joined;
}

/** A time that stands at the beginning of what was typed, if one does: `8:0` is near 8:00. */
function nearestTime(value: string): string | null {
  const hour = /^\d{1,2}/.exec(value.normalize('NFKC'))?.[0];
  if (hour === undefined) return null;
  const match = matchTime(`${hour}:00`, 0);
  return match?.kind === 'time' ? `${hour}:00` : null;
}

function nearestZone(value: string): string | null {
  return findNearestWord(value, listZoneNames());
}
