import type { Delivery, DeliveryStore, SubscriptionStore } from '../ports/subscription-store.ts';
import { decideClaimed } from './claim-slots.ts';

/**
 * A delivery that is due as it is to be made at `now` (epoch milliseconds): since it was claimed the process may have been
 * down, or waited for others. `skip` where it is none any more; who asks ends it. One that is late by now is marked so.
 */
export async function decideAgain(
  claimed: Delivery,
  {
    subscriptions,
    deliveries,
    now,
  }: {
    subscriptions: Pick<SubscriptionStore, 'find'>;
    deliveries: Pick<DeliveryStore, 'markLate'>;
    now: number;
  },
): Promise<Delivery | 'skip'> {
  const subscription = await subscriptions.find(claimed.subscription);
  const decided = subscription === null ? 'on-time' : decideClaimed(claimed, subscription, now);
  if (decided === 'skip') return 'skip';
  if (decided === 'on-time' || claimed.isLate) return claimed;
  await deliveries.markLate(claimed.id);
  return { ...claimed, isLate: true };
}
