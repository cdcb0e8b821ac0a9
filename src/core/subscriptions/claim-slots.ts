import type { Chat } from '../ports/platform-store.ts';
import type { Delivery, Subscription } from '../ports/subscription-store.ts';
import { decideSlot, dueSlots, LONGEST_LATENESS, ON_TIME_WITHIN } from '../schedule/due-slots.ts';
import { nextSlot } from '../schedule/find-slots.ts';
import type { Slot } from '../schedule/schedule.ts';

/** One subscription and slot make one delivery. */
export function deliveryId({ id }: Pick<Subscription, 'id'>, { key }: Pick<Slot, 'key'>): string {
  return `${id}@${key}`;
}

/** The delivery that a due subscription comes to now, and the slot that it waits for then; null where nothing is due. */
export function makeDelivery(
  subscription: Subscription,
  {
    chat,
    now,
    findDue = dueSlots,
  }: {
    chat: Pick<Chat, 'paused'> | null;
    now: number;
    /** Where the caller remembers what it found for others. */
    findDue?: typeof dueSlots;
  },
): { delivery: Delivery; next: Slot } | null {
  const { id, platform, chat: target, thread, schedule } = subscription;
  const { due, missed, next } = findDue(schedule, subscription.next.at - 1, now);
  if (due === null) return null;
  const decided = decideSlot({ slot: due, now, next });
  // That the right to write is back is told by nothing but a digest that goes through.
  const paused = chat?.paused === 'muted' ? null : (chat?.paused ?? null);
  const state = decided === 'skip' ? 'skipped' : paused !== null ? 'held' : 'due';
  const reason = state === 'skipped' ? 'missed' : state === 'held' ? `chat ${paused}` : null;
  return {
    delivery: {
      id: deliveryId(subscription, due),
      subscription: id,
      ...{ platform, chat: target, thread },
      slot: due,
      isLate: decided === 'late',
      missed,
      state,
      edition: null,
      reason,
      createdAt: now,
      endedAt: state === 'due' ? null : now,
      parts: 0,
      uncertain: 0,
      correctedAt: null,
    },
    next,
  };
}

/**
 * What `decideSlot` says of a delivery that was claimed, at the time (epoch milliseconds) at which it is made: the process
 * may have been down since. One that had ended and was taken up again is wished for, however old: it stays what it was.
 */
export function decideClaimed(
  { slot, isLate, endedAt }: Pick<Delivery, 'slot' | 'isLate' | 'endedAt'>,
  { schedule }: Pick<Subscription, 'schedule'>,
  now: number,
): 'on-time' | 'late' | 'skip' {
  if (endedAt !== null) return isLate ? 'late' : 'on-time';
  return decideSlot({ slot, now, next: nextSlot(schedule, slot.at) });
}

/** The last moment (epoch milliseconds) at which `decideClaimed` does not skip a delivery; `now` counts for one that was taken up again. */
export function sentUntil(
  { slot, endedAt }: Pick<Delivery, 'slot' | 'endedAt'>,
  { schedule }: Pick<Subscription, 'schedule'>,
  now: number,
): number {
  if (endedAt !== null) return now + LONGEST_LATENESS;
  const halfway = Math.floor((nextSlot(schedule, slot.at).at - slot.at) / 2);
  return slot.at + Math.max(ON_TIME_WITHIN, Math.min(LONGEST_LATENESS, halfway));
}
