import { Temporal } from 'temporal-polyfill';
import { createMinutesList, type ListMinutes } from './list-minutes.ts';
import type { Schedule, Slot } from './schedule.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** The calendar repeats itself after 400 years: what has not come by then never does. */
const MOST_DAYS = 146_097;

/** A minute on the wall: days from 1970-01-01 and minutes of that day. */
interface LocalMinute {
  day: number;
  minute: number;
}

/**
 * The first slot after an instant (epoch milliseconds). A local time that a clock change removes is due at the next
 * existing minute, one that it repeats at the first; a day that a zone skipped whole (Samoa's 30 December 2011) has no
 * slots. Where a removed time falls together with a later one there is one slot, by the key of the later: nobody wants
 * two digests in the same minute, and that key is the one which the clock on the wall shows. So `at` always increases, and
 * keys with it. Throws a RangeError on a cron that never comes.
 */
export function nextSlot(schedule: Schedule, after: number): Slot {
  const { zone } = schedule;
  const list = createMinutesList(schedule);
  let found: Slot | null = null;
  for (const local of walkForward(list, localMinuteOf(after, zone))) {
    const { slot, removed } = placeInZone(local, zone);
    if (slot === null || slot.at <= after) continue;
    if (found !== null && slot.at !== found.at) return found;
    found = slot;
    // Only what was moved may meet a later one.
    if (!removed) return found;
  }
  if (found !== null) return found;
  throw new RangeError('a schedule that never comes');
}

/** The first so many slots after an instant (epoch milliseconds). */
export function nextSlots(schedule: Schedule, after: number, count: number): Slot[] {
  const slots: Slot[] = [];
  for (let from = after; slots.length < count; from = slots.at(-1)?.at ?? after)
    slots.push(nextSlot(schedule, from));
  return slots;
}

/** The last slot before an instant (epoch milliseconds), by the rules of `nextSlot`. */
export function previousSlot(schedule: Schedule, before: number): Slot {
  const { zone } = schedule;
  const last = before - 1;
  // Where the clock was put back, the wall has shown later minutes already, of the next day even (Newfoundland, 00:01).
  const shown = [last, last - DAY].map((instant) => offsetOf(instant, zone));
  const latest = toLocalMinute(last + Math.max(...shown));
  for (const local of walkBack(createMinutesList(schedule), latest)) {
    const { slot } = placeInZone(local, zone);
    if (slot !== null && slot.at < before) return slot;
  }
  throw new RangeError('a schedule that never came');
}

/** The local minutes of a schedule after one of them. */
function* walkForward(list: ListMinutes, after: LocalMinute): Generator<LocalMinute> {
  for (let day = after.day; day <= after.day + MOST_DAYS; day++)
    for (const minute of list(day)) if (day > after.day || minute > after.minute) yield { day, minute };
}

/** The local minutes of a schedule up to one of them, the last first. */
function* walkBack(list: ListMinutes, upTo: LocalMinute): Generator<LocalMinute> {
  for (let day = upTo.day; day >= upTo.day - MOST_DAYS; day--)
    for (const minute of list(day).toReversed())
      if (day < upTo.day || minute <= upTo.minute) yield { day, minute };
}

function placeInZone(
  { day, minute }: LocalMinute,
  zone: string,
): { slot: Slot; removed: boolean } | { slot: null; removed: true } {
  // Written in UTC, so that no zone has a say in what was asked for.
  const key = new Date(day * DAY + minute * MINUTE).toISOString().slice(0, 16);
  const local = Temporal.PlainDateTime.from(key);
  const first = local.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (first.toPlainDateTime().equals(local))
    return { slot: { at: first.epochMilliseconds, key }, removed: false };
  // `earlier` stands before the gap, by less than the gap is long.
  const next = first.getTimeZoneTransition('next');
  if (next === null) return { slot: { at: first.epochMilliseconds, key }, removed: false };
  const before = Temporal.PlainDate.from(local).add({ days: 1 });
  const lastShown = next.subtract({ nanoseconds: 1 }).toPlainDate();
  const skipsDay =
    Temporal.PlainDate.compare(lastShown, local.toPlainDate()) < 0 &&
    Temporal.PlainDate.compare(next.toPlainDate(), before) >= 0;
  if (skipsDay) return { slot: null, removed: true };
  return { slot: { at: Math.ceil(next.epochMilliseconds / MINUTE) * MINUTE, key }, removed: true };
}

function localMinuteOf(instant: number, zone: string): LocalMinute {
  return toLocalMinute(instant + offsetOf(instant, zone));
}

function toLocalMinute(wall: number): LocalMinute {
  const day = Math.floor(wall / DAY);
  return { day, minute: Math.floor((wall - day * DAY) / MINUTE) };
}

/** Milliseconds that a zone is ahead of UTC. */
function offsetOf(instant: number, zone: string): number {
  const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(
    Math.floor(instant),
  ).toZonedDateTimeISO(zone);
  return offsetNanoseconds / 1_000_000;
}
