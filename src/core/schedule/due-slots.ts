import { nextSlot, previousSlot } from './find-slots.ts';
import type { Schedule, Slot } from './schedule.ts';

/** A slot that is older is not caught up: what was for breakfast is no news at night. */
export const LONGEST_LATENESS = 12 * 3_600_000;
/** A tick, a queue or a restart may take as long before a digest is called late. */
export const ON_TIME_WITHIN = 10 * 60_000;
/** Missed slots are counted no further: after a year without the bot that would be a year's work. */
export const MOST_MISSED = 9;

export interface DueSlots {
  /** The last slot of the span, for which the earlier ones stand back; null where there is none. */
  due: Slot | null;
  /** Slots of the span before that, counted up to MOST_MISSED. */
  missed: number;
  /** The first slot after the span. */
  next: Slot;
}

/**
 * What came due in `(since, now]` (epoch milliseconds): of several slots only the last, for one digest since the last
 * delivery has the news of them all. Nothing where the clock was put back behind `since`, and spans that adjoin neither
 * lose a slot nor give it twice.
 */
export function dueSlots(schedule: Schedule, since: number, now: number): DueSlots {
  const next = nextSlot(schedule, Math.max(since, now));
  const last = previousSlot(schedule, next.at);
  if (last.at <= since) return { due: null, missed: 0, next };
  let missed = 0;
  let earlier = previousSlot(schedule, last.at);
  while (earlier.at > since && missed < MOST_MISSED) {
    missed += 1;
    earlier = previousSlot(schedule, earlier.at);
  }
  return { due: last, missed, next };
}

/**
 * Whether a slot that is due is still delivered: `late` says so in the digest, `skip` where the next is nearer than the
 * missed one, or it is older than LONGEST_LATENESS. Times in epoch milliseconds.
 */
export function decideSlot({
  slot,
  now,
  next,
}: {
  slot: Pick<Slot, 'at'>;
  now: number;
  next: Pick<Slot, 'at'>;
}): 'on-time' | 'late' | 'skip' {
  const lateness = now - slot.at;
  if (lateness <= ON_TIME_WITHIN) return 'on-time';
  if (lateness > LONGEST_LATENESS || next.at - now < lateness) return 'skip';
  return 'late';
}
