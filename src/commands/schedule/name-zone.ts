import type { ReaderLanguage } from '../../core/model/reader-language.ts';
import { foldText } from '../../core/text/fold.ts';
import { type City, listCities } from './cities.ts';
import { findZones } from './find-zone.ts';

/** What a zone is called: its first city, or its name where that would not be read back as this zone; an offset as `UTC+8`. */
export function nameZone(zone: string, language: ReaderLanguage): string {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  if (sign !== undefined) return `UTC${sign}${Number(hours)}${minutes === '00' ? '' : `:${minutes}`}`;
  cities ??= listCities();
  const city = cities.find((listed) => listed.zone === zone);
  const name = city?.[language] ?? (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
  const read = findZones(foldText(name));
  return read.length === 1 && read[0] === zone ? name : zone;
}

let cities: City[] | undefined;

/** How far a zone is ahead of UTC at an instant (epoch milliseconds): `UTC+8`, `UTC-3:30`. */
export function describeOffset(zone: string, now: number): string {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' });
  const part = format.formatToParts(now).find(({ type }) => type === 'timeZoneName');
  return (part?.value ?? '').replace('GMT', 'UTC');
}
