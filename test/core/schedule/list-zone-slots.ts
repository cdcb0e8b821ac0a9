import { DateTime, IANAZone } from 'luxon';
import type { Schedule, Slot } from '../../../src/core/schedule/schedule.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

/**
 * The slots after `from` as a clock on the wall gives them: each minute of some days is looked at in turn, and what the wall
 * has come to or past for the first time is due. With `atChange` the days lie around the first clock change after `near`, if
 * one comes within a year. Offsets are luxon's.
 */
export function listZoneSlots(
  schedule: Schedule,
  near: number,
  { atChange, days }: { atChange: boolean; days: number },
): { from: number; slots: Slot[] } {
  const zone = IANAZone.create(schedule.zone);
  const middle = atChange ? (findChange(zone, near) ?? near) : near;
  const from = Math.floor(middle / MINUTE) * MINUTE - (days === 0 ? DAY / 8 : (DAY * days) / 2);
  // The days before show what the wall had come to already.
  let shown = Number.NEGATIVE_INFINITY;
  for (let instant = from - 2 * DAY; instant <= from; instant += 15 * MINUTE)
    shown = Math.max(shown, wall(zone, instant));
  const slots: Slot[] = [];
  for (let instant = from + MINUTE; instant <= from + days * DAY; instant += MINUTE) {
    const now = wall(zone, instant);
    const keys: string[] = [];
    for (let minute = shown + MINUTE; minute <= now; minute += MINUTE)
      if (isAsked(schedule, minute) && !isSkippedDay(minute, shown, now))
        keys.push(new Date(minute).toISOString().slice(0, 16));
    const key = keys.at(-1);
    if (key !== undefined) slots.push({ at: instant, key });
    shown = Math.max(shown, now);
  }
  return { from, slots };
}

function isSkippedDay(minute: number, before: number, after: number): boolean {
  const midnight = Math.floor(minute / DAY) * DAY;
  return before < midnight && after >= midnight + DAY;
}

/** What the wall shows, as if it were UTC, to the minute. */
function wall(zone: IANAZone, instant: number): number {
  return Math.floor((instant + zone.offset(instant) * MINUTE) / MINUTE) * MINUTE;
}

function findChange(zone: IANAZone, after: number): number | null {
  for (let instant = after; instant < after + 366 * DAY; instant += DAY)
    if (zone.offset(instant) !== zone.offset(instant + DAY)) return instant;
  return null;
}

function isAsked(schedule: Schedule, minute: number): boolean {
  const local = DateTime.fromMillis(minute, { zone: 'utc' });
  if (!('cron' in schedule)) {
    const { times, weekdays } = schedule;
    return (
      times.includes(local.hour * 60 + local.minute) &&
      (weekdays.length === 0 || weekdays.includes(local.weekday))
    );
  }
  switch (schedule.cron) {
    case '*/15 * * * *':
      return local.minute % 15 === 0;
    case '*/7 0-3,23 * * *':
      return local.minute % 7 === 0 && (local.hour <= 3 || local.hour === 23);
    case '30 2 * * *':
      return local.hour === 2 && local.minute === 30;
    case '0,1,59 * * * sun':
      return [0, 1, 59].includes(local.minute) && local.weekday === 7;
    default:
      throw new Error(`a cron that this does not know: ${schedule.cron}`);
  }
}
