import { Temporal } from 'temporal-polyfill';
import type { Schedule, Slot } from '../../core/schedule/schedule.ts';
import { timesOfCron } from '../../core/schedule/times-of-cron.ts';
import { createTranslator, type ReaderLanguage, type Translate } from '../create-translator.ts';
import { formatDay } from '../format-time.ts';
import { writeMinute } from './match-time.ts';
import { describeOffset, nameZone } from './name-zone.ts';

/** 2026-11-02 was a Monday. */
const MONDAY = Date.UTC(2026, 10, 2);
const DAY = 86_400_000;

/**
 * A schedule in words that parseSubscription reads back: `工作日 08:00、20:00（上海时间）`, `weekdays at 08:00 and 20:00
 * (Shanghai)`. A cron expression that no such words say is shown as it is.
 */
export function describeSchedule(schedule: Schedule, language: ReaderLanguage): string {
  const translate = createTranslator(language);
  const zone = describeZone(schedule.zone, language);
  const said = 'cron' in schedule ? timesOfCron(schedule) : schedule;
  if (said === null)
    return translate('schedule.cron', { cron: 'cron' in schedule ? schedule.cron : '', zone });
  return translate('schedule.summary', {
    days: describeWeekdays(said.weekdays, language),
    times: join(said.times.map(writeMinute), language),
    zone,
  });
}

/** Weekdays of ISO 8601 in words; none is every day. */
export function describeWeekdays(weekdays: readonly number[], language: ReaderLanguage): string {
  const translate = createTranslator(language);
  switch (weekdays.join('')) {
    case '':
    case '1234567':
      return translate('schedule.everyDay');
    case '12345':
      return translate('schedule.workingDays');
    case '67':
      return translate('schedule.weekends');
    default:
      return join(
        weekdays.map((weekday) => nameWeekday(weekday, language)),
        language,
      );
  }
}

/** When a slot is, in the zone's time, with day and weekday: `2026年11月26日 周四 08:00`, `Thu, 26 Nov 2026, 08:00`. */
export function describeSlot({ at }: Pick<Slot, 'at'>, zone: string, language: ReaderLanguage): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return createTranslator(language)('schedule.slot', {
    day: formatDay(local.toPlainDate().toString(), language),
    weekday: nameWeekday(local.dayOfWeek, language),
    time: writeMinute(local.hour * 60 + local.minute),
  });
}

/** The local time alone: `08:00`. */
export function formatTime(at: number, zone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return writeMinute(local.hour * 60 + local.minute);
}

/** A menu's or a button's label and value for each zone, such as those that an abbreviation may mean; `now` in epoch milliseconds. */
export function listZoneChoices(
  zones: readonly string[],
  { translate, language, now }: { translate: Translate; language: ReaderLanguage; now: number },
): { label: string; value: string }[] {
  return zones.map((zone) => {
    const [place, offset] = [nameZone(zone, language), describeOffset(zone, now)];
    return { label: place === offset ? place : translate('completion.zone', { place, offset }), value: zone };
  });
}

function describeZone(zone: string, language: ReaderLanguage): string {
  const place = nameZone(zone, language);
  return /\p{Script=Han}$/u.test(place)
    ? createTranslator(language)('schedule.zoneOfPlace', { place })
    : place;
}

function join(texts: readonly string[], language: ReaderLanguage): string {
  return language === 'en'
    ? new Intl.ListFormat('en', { type: 'conjunction' }).format(texts)
    : texts.join(createTranslator(language)('list.comma'));
}

/** One for each language: making one costs more than all else of a digest's title. */
const weekdayFormats = new Map<ReaderLanguage, Intl.DateTimeFormat>();

function nameWeekday(weekday: number, language: ReaderLanguage): string {
  const format =
    weekdayFormats.get(language) ?? new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
  weekdayFormats.set(language, format);
  return format.format(MONDAY + (weekday - 1) * DAY);
}
