import { foldText } from '../../core/text/fold.ts';
import type { ReaderLanguage, Translate } from '../create-translator.ts';
import { type City, listCities } from './cities.ts';
import { describeWeekdays } from './describe-schedule.ts';
import { canonicalZone } from './find-zone.ts';
import { describeOffset, nameZone } from './name-zone.ts';
import { parseTimes, parseWeekdays, parseZone } from './parse-schedule-parts.ts';

/** Minutes of the day that are offered while nothing is typed, the usual first. */
const USUAL_TIMES = ['8:00', '7:00', '9:00', '12:00', '18:00', '20:00', '22:00', '8:00 20:00'];
const USUAL_WEEKDAYS = [[], [1, 2, 3, 4, 5], [6, 7], [1], [2], [3], [4], [5], [6], [7]];

/** Names of cities that begin so, in the language of the reader, in the order of the table; IANA names where no city does. */
export function completeZones(begun: string, language: ReaderLanguage): string[] {
  const wanted = foldText(begun);
  const found = findCities(wanted).map((city) => nameCity(city, wanted, language));
  return [...new Set([...found, ...findZoneIds(wanted)])];
}

/** Area/City names that begin so, or whose last part does; none where nothing is typed. */
function findZoneIds(wanted: string): string[] {
  return wanted === '' ? [] : Intl.supportedValuesOf('timeZone').filter((id) => beginsIn(id, wanted));
}

/**
 * Zones for a menu, each once: those of cities that begin so, by city in the language of the reader; what is typed where it
 * names some (several for CST); Area/City names. Labels have what the zone is ahead of UTC at `now` (epoch milliseconds).
 */
export function completeZoneChoices(
  begun: string,
  {
    translate,
    language,
    now,
    most,
  }: { translate: Translate; language: ReaderLanguage; now: number; most: number },
): { label: string; value: string }[] {
  const wanted = foldText(begun);
  const places = new Map<string, string>();
  const add = (zone: string | null, place: string): void => {
    if (zone !== null && !places.has(zone)) places.set(zone, place);
  };
  for (const city of findCities(wanted)) add(city.zone, nameCity(city, wanted, language));
  for (const zone of findNamedZones(begun)) add(zone, nameZone(zone, language));
  for (const id of findZoneIds(wanted)) add(canonicalZone(id), id);
  return [...places].slice(0, most).map(([value, place]) => {
    const offset = describeOffset(value, now);
    return { label: place === offset ? place : translate('completion.zone', { place, offset }), value };
  });
}

function findNamedZones(begun: string): readonly string[] {
  const read = begun === '' ? null : parseZone(begun);
  if (read === null) return [];
  if (read.ok) return [read.value];
  return 'zones' in read.problem ? read.problem.zones : [];
}

/** Cities of which a name in any language begins so, each with its zone; all where nothing is typed. */
function findCities(wanted: string): City[] {
  return cities()
    .filter(({ names }) => names.some((name) => name.startsWith(wanted)))
    .map(({ city }) => city);
}

/** Times that begin so, as they are typed; what is typed itself where it is a time. */
export function completeTimes(begun: string): string[] {
  const typed = begun.trim();
  const read = typed === '' ? null : parseTimes(typed);
  if (read?.ok !== true) return USUAL_TIMES.filter((time) => time.startsWith(typed));
  // "8" is "8:00" already.
  const usual = USUAL_TIMES.filter((time) => time.startsWith(typed) && !isSame(parseTimes(time), read));
  return [typed, ...usual];
}

function isSame(one: ReturnType<typeof parseTimes>, other: ReturnType<typeof parseTimes>): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Sets of weekdays whose words in the language begin so; what is typed itself where it is such a set. */
export function completeWeekdays(begun: string, language: ReaderLanguage): string[] {
  const typed = begun.trim();
  const usual = USUAL_WEEKDAYS.map((weekdays) => describeWeekdays(weekdays, language));
  const wanted = foldText(typed);
  const isSet = typed !== '' && parseWeekdays(typed).ok;
  return [
    ...new Set([...usual.filter((words) => foldText(words).startsWith(wanted)), ...(isSet ? [typed] : [])]),
  ];
}

/** The name in the reader's language, or in the one that was begun, where it is read as the city's zone. */
function nameCity(city: City, wanted: string, language: ReaderLanguage): string {
  const names = [city[language], city.en, city['zh-Hans'], city['zh-Hant']];
  const typed = wanted === '' ? undefined : names.find((name) => foldText(name).startsWith(wanted));
  return typed ?? city[language];
}

/** Whether a zone's name or its last part begins so. */
function beginsIn(id: string, wanted: string): boolean {
  const name = id.toLowerCase();
  return name.startsWith(wanted) || (name.split('/').at(-1) ?? '').replaceAll('_', ' ').startsWith(wanted);
}

let listed: { city: City; names: string[] }[] | undefined;

function cities(): { city: City; names: string[] }[] {
  listed ??= listCities().map((city) => ({
    city,
    names: [city.en, city['zh-Hans'], city['zh-Hant']].map(foldText),
  }));
  return listed;
}
