import { foldText } from '../../core/text/fold.ts';
import { findNearestWord } from '../nearest-word.ts';
import {
  findMistypedPlace,
  gatherTimes,
  gatherWeekdays,
  gatherZone,
  nearestTime,
  nearestZone,
  WEEKDAYS_WORDS,
} from './parse-schedule-parts.ts';
import { checkTopics, LONGEST_TEXT, type TopicWishes, writeTopics } from './parse-topics.ts';
import {
  isNoTimeInWord,
  readScheduleWords,
  type ScheduleItem,
  type ScheduleReading,
} from './read-schedule-words.ts';
import { failed, type Parsed, type ScheduleProblem } from './schedule-problem.ts';
import { splitWords, type Word } from './split-words.ts';

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
  'part-of-day': 'times',
  'bad-time': 'times',
  weekdays: 'weekdays',
  zone: 'zone',
} as const satisfies Record<ScheduleItem['kind'], keyof SubscriptionTexts>;

const TIME_WORDS = ['midnight', 'noon', 'morning', 'evening', 'afternoon'] as const;

const LOOKS_LIKE_TIME =
  /^\d{1,2}(?:[:.]\d|[点时]|h$|h\d| ?[ap]\.?m|[-–~]\d{1,2}(?:\D|$))|^[ap]m\d|^(?:[01]\d|2[0-3])00$|[\d一二三四五六七八九十两][点时](?:半|\d{1,2}分?)?$/;
/** 明天早上8点: a digest comes on weekdays, not once. */
const ONCE =
  /^(?:大?后天|今天|明天|今晚|明晚|今早|明早)(?=$|.*(?:[\d一二三四五六七八九十两]|早上|晚上|中午|下午|上午))/u;
/** 8点1氪 is a name. */
const NAMES_WITH_TIME = /^\d{1,2}[点时]\d{1,2}(?!分)\p{Script=Han}/u;
const LOOKS_LIKE_WEEK =
  /^(?:每?个?(?:周|星期|礼拜)[\p{Script=Han}\d]?|weekly|biweekly|fortnightly|monthly|hourly|days?|weeks?|months?|today|tonight|tomorrow|每月|每小时|隔天|今天|明天|今晚|明晚)$/u;
const LOOKS_LIKE_ZONE = /^(?:(?:utc|gmt) ?[+-].*|[a-z_]+\/[a-z_/+-]+|\+\d.*|[东西].{1,3}区)$/;
const TOPIC_MARKER = /^(?:about|regarding|only|topics?|关于|有关|只看|只要|仅看|话题|主题)[:=]?$/;
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

/** 工作日 8:00 周末 10:00 would make all times run on all days. */
function findAlternation(items: readonly ScheduleItem[]): ScheduleProblem | null {
  const kinds = items
    .map(({ kind }) => KINDS_OF_ITEMS[kind])
    .filter((kind) => kind !== 'zone')
    .filter((kind, index, all) => kind !== all[index - 1]);
  if (kinds.length < 4) return null;
  return { kind: 'two-schedules', value: items.map(({ text }) => text).join(' ') };
}

function gatherTopics(rest: ScheduleReading['rest']): Parsed<TopicWishes & { unmarked: string[] }> {
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
    const unwanted = marker === null ? /^(?:不要|不看|除了|排除|屏蔽)(?=.)/u.exec(word.text) : null;
    if (unwanted !== null) {
      wishes.push({ text: word.text.slice(unwanted[0].length).replace(/(?<=.)[以之]外$/u, ''), muted: true });
      open = false;
      continue;
    }
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

/** 关于科技的新闻, 只看科技: the topic is 科技. */
function trimWish(text: string): string {
  const trimmed = text
    .replace(/^(?:关于|關於|有关|有關|只看|只要|仅看|僅看)/u, '')
    .replace(/的?(?:新闻|新聞|消息|资讯|資訊)$/u, '');
  return trimmed === '' || isNoTimeInWord(foldText(trimmed)) ? text : trimmed;
}

/** A word that was meant as a time, weekday or place, and is none. */
function suspect(word: ScheduleReading['rest'][number], folded: string): ScheduleProblem | null {
  const value = word.text;
  const [once] = ONCE.exec(folded) ?? [];
  if (once !== undefined) return { kind: 'not-weekdays', value: value.slice(0, once.length), nearest: null };
  if (LOOKS_LIKE_TIME.test(folded) && !NAMES_WITH_TIME.test(folded))
    return { kind: 'not-a-time', value, nearest: nearestTime(folded) };
  if (LOOKS_LIKE_WEEK.test(folded)) return { kind: 'not-weekdays', value, nearest: null };
  if (LOOKS_LIKE_ZONE.test(folded)) return { kind: 'unknown-zone', value, nearest: nearestZone(folded) };
  // Of a short word, others are always near.
  if (folded.length < 5) return null;
  const nearest = findNearestWord(folded, [...WEEKDAYS_WORDS, ...TIME_WORDS]);
  if (nearest !== null && folded.length >= nearest.length - 1) return { kind: 'mistyped', value, nearest };
  const zone = word.place ? nearestZone(folded) : null;
  if (zone !== null) return { kind: 'unknown-zone', value, nearest: zone };
  const place = findMistypedPlace(folded);
  return place === null ? null : { kind: 'mistyped', value, nearest: place };
}
