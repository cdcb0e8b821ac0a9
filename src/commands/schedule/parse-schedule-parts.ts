import { MOST_TIMES } from '../../core/schedule/schedule.ts';
import { foldText } from '../../core/text/fold.ts';
import { countEdits, findNearestWord } from '../nearest-word.ts';
import { canonicalZone, findZones, listZoneNames, readOffset } from './find-zone.ts';
import { matchTime, placeInPart, writeMinute } from './match-time.ts';
import { LONGEST_TEXT } from './parse-topics.ts';
import { readScheduleWords, type ScheduleItem } from './read-schedule-words.ts';
import { failed, type Parsed } from './schedule-problem.ts';
import { splitWords } from './split-words.ts';

/** Characters of what names a zone, at most. */
const LONGEST_ZONE = 100;

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

/** Times alone: `8:00 20:00`, `早上8点和晚上8点`. Minutes of the day, ascending. */
export function parseTimes(text: string): Parsed<number[]> {
  const reading = readAlone(text, ['time', 'part-of-day', 'bad-time']);
  const stray = reading.stray;
  if (stray !== null) return failed({ kind: 'not-a-time', value: stray, nearest: nearestTime(stray) });
  const times = gatherTimes(reading.items);
  if (!times.ok) return times;
  return times.value === null
    ? failed({ kind: 'not-a-time', value: text.trim(), nearest: null })
    : { ok: true, value: times.value };
}

/** Weekdays alone: `工作日`, `mon,wed,fri`. Those of ISO 8601, ascending; none is every day. */
export function parseWeekdays(text: string): Parsed<number[]> {
  const reading = readAlone(text, ['weekdays']);
  const value = reading.stray ?? text.trim();
  const weekdays = gatherWeekdays(reading.items);
  if (!weekdays.ok) return weekdays;
  return reading.stray !== null || weekdays.value === null
    ? failed({ kind: 'not-weekdays', value, nearest: findNearestWord(value, WEEKDAYS_WORDS) })
    : { ok: true, value: weekdays.value };
}

/** A zone alone: `上海`, `New York`, `UTC+8`, `asia/tokyo`. */
export function parseZone(text: string): Parsed<string> {
  const value = text.trim();
  const whole = value.length > LONGEST_ZONE ? '' : foldText(value);
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

/** The items of some kinds, and the first word that is none of those. */
function readAlone(
  text: string,
  kinds: readonly ScheduleItem['kind'][],
): { items: ScheduleItem[]; stray: string | null } {
  const { items, rest } = readScheduleWords(splitWords(text.slice(0, LONGEST_TEXT)));
  const other = items.find(({ kind }) => !kinds.includes(kind));
  return { items, stray: rest[0]?.text ?? other?.text ?? null };
}

/** The times of some items, ascending; null where there are none. */
export function gatherTimes(items: readonly ScheduleItem[]): Parsed<number[] | null> {
  const times = new Set<number>();
  const part = items.find((item) => item.kind === 'part-of-day');
  for (const item of items) {
    if (item.kind === 'bad-time')
      return failed({ kind: item.problem, value: item.text, nearest: item.nearest });
    if (item.kind !== 'time') continue;
    const minute = part === undefined || !item.bare ? item.minute : placeInPart(item.minute, part.part);
    if (minute === null)
      return failed({
        kind: 'contradictory',
        value: `${part?.text} ${item.text}`,
        nearest: writeMinute(item.minute),
      });
    times.add(minute);
  }
  if (part !== undefined && times.size === 0)
    return failed({ kind: 'part-of-day-only', value: part.text, nearest: part.usual });
  if (times.size > MOST_TIMES) return failed({ kind: 'too-many-times', limit: MOST_TIMES });
  return { ok: true, value: times.size === 0 ? null : [...times].sort((left, right) => left - right) };
}

/** The weekdays of some items, ascending and none for every day; null where there are none. */
export function gatherWeekdays(items: readonly ScheduleItem[]): Parsed<number[] | null> {
  const groups = items.filter((item) => item.kind === 'weekdays');
  if (groups.length === 0) return { ok: true, value: null };
  const every = groups.find(({ weekdays }) => weekdays.length === 0);
  const some = groups.find(({ weekdays }) => weekdays.length > 0);
  if (every !== undefined && some !== undefined)
    return failed({ kind: 'every-day-and-some', value: `${every.text} ${some.text}` });
  const days = [...new Set(groups.flatMap(({ weekdays }) => weekdays))].sort((left, right) => left - right);
  return { ok: true, value: days.length === 7 ? [] : days };
}

/** The one zone of some items; null where there is none. */
export function gatherZone(items: readonly ScheduleItem[]): Parsed<string | null> {
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

/** A time that stands at the beginning of what was typed, if one does: `8:0` is near 8:00. */
export function nearestTime(value: string): string | null {
  const hour = /^\d{1,2}/.exec(value.normalize('NFKC'))?.[0];
  if (hour === undefined) return null;
  const match = matchTime(`${hour}:00`, 0);
  return match?.kind === 'time' ? `${hour}:00` : null;
}

/**
 * The place that a word of Latin letters was most likely meant as, and null for what may be a topic: nearer than any word is
 * to some place (finance to France, sports to Porto), and no word made of a place's name (Indian).
 */
export function findMistypedPlace(folded: string): string | null {
  if (folded.length < 5 || !/^\p{Script=Latin}+$/u.test(folded)) return null;
  const near = listZoneNames().filter(
    (name) => Math.abs(name.length - folded.length) <= 2 && name[0]?.toLowerCase() === folded[0],
  );
  const nearest = findNearestWord(folded, near);
  if (nearest === null) return null;
  const name = foldText(nearest);
  if (folded.startsWith(name)) return null;
  const edits = countEdits(folded, name);
  const isSwapped = [...folded].sort().join('') === [...name].sort().join('');
  const begins = name.startsWith(folded.slice(0, 5));
  return isSwapped || (folded.length > 5 && (edits <= 1 || (begins && edits <= 2))) ? nearest : null;
}

export function nearestZone(value: string): string | null {
  return findNearestWord(value, listZoneNames());
}
