import type { Chat } from '../ports/platform-store.ts';
import type { Delivery, Subscription } from '../ports/subscription-store.ts';
import { decideSlot, dueSlots } from '../schedule/due-slots.ts';
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
