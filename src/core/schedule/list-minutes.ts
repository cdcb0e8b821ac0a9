import { type Cron, readCron } from './read-cron.ts';
import type { Schedule } from './schedule.ts';

const DAY = 86_400_000;

/** The minutes of a day (ascending) at which a schedule has slots. Days are counted from 1970-01-01, local ones. */
export type ListMinutes = (day: number) => readonly number[];

/** Throws a RangeError on a cron that was not checked (see scheduleSchema). */
export function createMinutesList(schedule: Schedule): ListMinutes {
  if (!('cron' in schedule)) {
    const { times, weekdays } = schedule;
    return (day) => (weekdays.length === 0 || weekdays.includes(weekdayOf(day)) ? times : []);
  }
  const read = readCron(schedule.cron);
  if (!read.ok) throw new RangeError(`not a schedule that comes: ${schedule.cron}`);
  const { cron } = read;
  const minutes = listMinutes(cron);
  return (day) => (meetsDay(cron, day) ? minutes : []);
}

function listMinutes({ hours, minutes }: Cron): number[] {
  return [...hours]
    .flatMap((hour) => [...minutes].map((minute) => hour * 60 + minute))
    .sort((left, right) => left - right);
}

function meetsDay({ days, months, weekdays }: Cron, day: number): boolean {
  if (!weekdays.has(weekdayOf(day))) return false;
  const date = new Date(day * DAY);
  return days.has(date.getUTCDate()) && months.has(date.getUTCMonth() + 1);
}

/** 1970-01-01 was a Thursday. */
function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}
