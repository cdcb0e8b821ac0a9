import { isTimeZone } from '../../core/digest/is-time-zone.ts';
import { foldText } from '../../core/text/fold.ts';
import { ABBREVIATIONS, AMBIGUOUS_NAMES, listCities } from './cities.ts';

/** CLDR keeps these names, which the zone database and their countries have left. */
const RENAMED: Record<string, string> = {
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Europe/Kiev': 'Europe/Kyiv',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Godthab': 'America/Nuuk',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
};

/** Last parts of zones' names that are words of English first; the whole names are still read. */
const WORDS = new Set(['center', 'troll', 'wake', 'easter', 'midway', 'reunion', 'chat', 'noon']);

const CODES = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
/** https://www.iana.org/time-zones: no zone was ever further from UTC than this, in hours. */
const FURTHEST = 14;
/** Milliseconds of work between two pauses: a chat does not notice them. */
const LONGEST_SLICE = 4;
const CHINESE_NUMBERS = '零一二三四五六七八九十';

/** The name under which a zone is kept, in the case of the zone database: one for one zone; null where there is no such zone. */
export function canonicalZone(name: string): string | null {
  if (!isTimeZone(name)) return null;
  const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
  return RENAMED[timeZone] ?? timeZone;
}

/**
 * The zones of a name that was folded (fold.ts): a city, a country, an abbreviation, an Area/City name. Several where the
 * name may mean any of them; none where nothing has it.
 */
export function findZones(name: string): readonly string[] {
  // Simplifying is most of the cost of a name, and each part of a long Chinese word is looked up.
  const plain = /^\p{Script=Han}+$/u.test(name) ? name : simplify(name);
  const known = zoneIndex().get(plain);
  if (known !== undefined) return known.zones;
  if (!name.includes('/') || name.length > 60) return [];
  const zone = canonicalZone(name);
  return zone === null ? [] : [zone];
}

/** Every name that findZones knows, as it is written, for what was mistyped. */
export function listZoneNames(): string[] {
  return Array.from(zoneIndex().values(), ({ name }) => name);
}

/** An offset as people type it, folded: `+8`, `utc+08:00`, `gmt-5`, `+0530`, `东八区`. Null where it is none. */
export function readOffset(text: string): string | null {
  const [, sign, hours = '', minutes = '0'] = /^(?:utc|gmt)? ?([+-]) ?(\d{1,2}):?(\d{2})?$/.exec(text) ?? [];
  if (sign !== undefined) return writeOffset(sign, Number(hours), Number(minutes));
  const [, side, count = ''] = /^([东西])(\d{1,2}|[一二三四五六七八九]|十[一二]?)(?:时?区)$/.exec(text) ?? [];
  if (side === undefined) return null;
  const [last = ''] = count.slice(-1);
  const number = /\d/.test(count)
    ? Number(count)
    : (count.length > 1 ? 10 : 0) + CHINESE_NUMBERS.indexOf(last);
  return writeOffset(side === '东' ? '+' : '-', number, 0);
}

function writeOffset(sign: string, hours: number, minutes: number): string | null {
  if (hours > FURTHEST || minutes > 59 || (hours === FURTHEST && minutes > 0)) return null;
  if (hours === 0 && minutes === 0) return 'UTC';
  return `${sign}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

/** Without accents, dots and apostrophes: Bogotá, St. John's, Xi’an. */
function simplify(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[\p{M}.'’]/gu, '')
    .replace(/[_\s-]+/gu, ' ');
}

interface NamedZones {
  /** As it is written, not folded. */
  name: string;
  zones: readonly string[];
}

const index = new Map<string, NamedZones>();
const building = buildIndex(index);

/** Made when it is first asked for: naming every zone takes `Intl` some 0.2 s. */
function zoneIndex(): ReadonlyMap<string, NamedZones> {
  while (building.next().done !== true);
  return index;
}

/**
 * Makes what zones are found by, a few milliseconds at a time, so that the first who names a place does not wait for all of
 * it; `pause` lets others have their turn. Who names one meanwhile waits for the rest.
 */
export async function warmZoneNames(pause: () => Promise<void>): Promise<void> {
  let since = performance.now();
  while (building.next().done !== true) {
    if (performance.now() - since < LONGEST_SLICE) continue;
    await pause();
    since = performance.now();
  }
}

/** Stands still after each part of the work that takes its time. */
function* buildIndex(names: Map<string, NamedZones>): Generator<void> {
  const add = (name: string, zones: readonly string[]): void => {
    const folded = simplify(foldText(name));
    if (folded !== '' && !WORDS.has(folded) && !names.has(folded)) names.set(folded, { name, zones });
  };
  for (const [name, zones] of Object.entries(AMBIGUOUS_NAMES)) add(name, zones);
  for (const [name, zone] of Object.entries(ABBREVIATIONS)) add(name, [zone]);
  for (const { zone, ...byLanguage } of listCities()) {
    for (const name of Object.values(byLanguage)) add(name, [zone]);
    yield;
  }
  const countries = yield* listCountries();
  for (const listed of Intl.supportedValuesOf('timeZone')) {
    const zone = RENAMED[listed] ?? listed;
    for (const id of new Set([listed, zone])) add((id.split('/').at(-1) ?? '').replaceAll('_', ' '), [zone]);
    const named = nameByIntl(listed);
    const country = countries.get(named);
    for (const name of country ?? [named]) add(name, [zone]);
    yield;
  }
}

/** What CLDR calls a zone in Simplified Chinese, where it has no abbreviations that hide it: the country where it has one zone, else the city. */
function nameByIntl(zone: string): string {
  const format = new Intl.DateTimeFormat('zh-Hans', { timeZone: zone, timeZoneName: 'shortGeneric' });
  const part = format.formatToParts(0).find(({ type }) => type === 'timeZoneName');
  return (part?.value ?? '').replace(/时间$/u, '');
}

/** The countries of ISO 3166 by their names in Simplified Chinese, with those in each language. */
function* listCountries(): Generator<void, Map<string, string[]>> {
  const [simplified, ...others] = ['zh-Hans', 'zh-Hant', 'zh-Hant-HK', 'en'].flatMap((language) =>
    (['long', 'short'] as const).map(
      (style) => new Intl.DisplayNames(language, { type: 'region', style, fallback: 'none' }),
    ),
  );
  const countries = new Map<string, string[]>();
  for (const code of CODES.flatMap((first) => CODES.map((second) => first + second))) {
    yield;
    const name = simplified?.of(code);
    if (name === undefined) continue;
    const inOthers = others.map((names) => names.of(code));
    // "US" and the like are words of English too.
    countries.set(name, [
      name,
      ...inOthers.filter((other) => other !== undefined && other.length > 2),
    ] as string[]);
  }
  return countries;
}
