import { readCron } from './read-cron.ts';
import { MOST_TIMES, type TimesSchedule } from './schedule.ts';

/** The times and weekdays of a cron expression that asks for nothing else; null where it asks for more. */
export function timesOfCron({ cron: text, zone }: { cron: string; zone: string }): TimesSchedule | null {
  const read = readCron(text);
  if (!read.ok) return null;
  const { minutes, hours, days, months, weekdays } = read.cron;
  if (days.size < 31 || months.size < 12 || minutes.size * hours.size > MOST_TIMES) return null;
  const times = [...hours].flatMap((hour) => [...minutes].map((minute) => hour * 60 + minute));
  return {
    times: times.sort((left, right) => left - right),
    weekdays: weekdays.size === 7 ? [] : [...weekdays].sort((left, right) => left - right),
    zone,
  };
}
