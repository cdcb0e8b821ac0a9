import { setImmediate } from 'node:timers/promises';
import type { PlatformStore } from '../core/ports/platform-store.ts';
import type { Subscription } from '../core/ports/subscription-store.ts';
import { type DueSlots, dueSlots } from '../core/schedule/due-slots.ts';
import { nextSlot } from '../core/schedule/find-slots.ts';
import { makeDelivery } from '../core/subscriptions/claim-slots.ts';

/** Claimed in one transaction, and without the event loop turning: some 20 ms. */
const BATCH = 100;

interface Log {
  info(details: object, message: string): void;
  error(details: object, message: string): void;
}

/**
 * Makes a delivery of every slot that is due at `now` (epoch milliseconds), once whatever else does the same; the
 * platforms that have some to send. What is due costs, however many subscriptions there are.
 */
export async function claimDueSlots({
  platforms: { subscriptions, deliveries, chats },
  served,
  now,
  onDue = () => {},
  log,
}: {
  platforms: Pick<PlatformStore, 'subscriptions' | 'deliveries' | 'chats'>;
  /** The platforms to which this process sends. What is due on others stays so, and is late or skipped once they are served. */
  served: ReadonlySet<string>;
  now: number;
  /** Some are there to be sent on a platform, while more are made. */
  onDue?(platform: string): void;
  log: Log;
}): Promise<Set<string>> {
  const due = new Set<string>();
  let claimed = 0;
  const findDue = rememberDueSlots();

  async function claim(subscription: Subscription): Promise<void> {
    const { platform, chat } = subscription;
    try {
      const made = makeDelivery(subscription, {
        chat: await chats.find({ platform, chat }),
        ...{ now, findDue },
      });
      if (made === null) {
        // The zone database, or the clock, has changed since the slot was set.
        await subscriptions.change(subscription.id, { next: nextSlot(subscription.schedule, now) });
        return;
      }
      const isOurs = await deliveries.claim(made.delivery, { expected: subscription.next, next: made.next });
      if (!isOurs) return;
      claimed += 1;
      if (made.delivery.state === 'due') due.add(platform);
    } catch (error) {
      log.error(
        { subscription: subscription.id, error: error instanceof Error ? error.message : 'unknown' },
        'a slot could not be claimed; it is tried again',
      );
      throw error;
    }
  }

  async function claimAll(platform: string): Promise<void> {
    const failed = new Set<string>();
    for (;;) {
      // Those that failed are due still, and the earliest: they must not keep the others waiting.
      const listed = await subscriptions.listDue(platform, now, BATCH + failed.size);
      const batch = listed.filter(({ id }) => !failed.has(id));
      if (batch.length === 0) return;
      const results = await Promise.allSettled(batch.map(claim));
      for (const [index, { status }] of results.entries())
        if (status === 'rejected') failed.add(batch[index]?.id ?? '');
      if (due.has(platform)) onDue(platform);
      // The store takes nothing at present.
      if (results.every(({ status }) => status === 'rejected')) return;
      // Nothing here waits for the outside: ten thousand would hold everything else up for seconds.
      await setImmediate();
    }
  }

  await Promise.all([...served].map(claimAll));
  if (claimed > 0) log.info({ claimed }, 'digests are due');
  return due;
}

/** Different ones of one look. */
const MOST_REMEMBERED = 1000;

/** A slot's subscriptions mostly have one schedule and wait for the same minute: what is due by it is found once. */
function rememberDueSlots(): typeof dueSlots {
  const remembered = new Map<string, DueSlots>();
  return (schedule, since, now) => {
    const key = JSON.stringify([schedule, since, now]);
    const found = remembered.get(key) ?? dueSlots(schedule, since, now);
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(key, found);
    return found;
  };
}
