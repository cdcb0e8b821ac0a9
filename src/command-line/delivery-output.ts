import { z } from 'zod';
import type { Correction } from '../core/ports/post-store.ts';
import { DELIVERY_STATES, type Delivery, type Subscription } from '../core/ports/subscription-store.ts';
import { scheduleSchema } from '../core/schedule/schedule.ts';

/** ISO, in UTC. */
const instant = z.string();
const targetShape = { platform: z.string(), chat: z.string(), thread: z.string().nullable() };
/** `at` is the instant, `local` the minute that was asked for in the subscription's zone, whatever the clock made of it. */
const slotSchema = z.object({ at: instant, local: z.string() });

/** What `subscriptions --json` prints. */
export const subscriptionsOutputSchema = z.object({
  subscriptions: z.array(
    z.object({
      id: z.string(),
      ...targetShape,
      schedule: scheduleSchema,
      topics: z.array(z.string()),
      muted: z.array(z.string()),
      origin: z.enum(['command', 'configuration']),
      createdAt: instant,
      next: slotSchema,
      /** Up to when its digests have told; null before the first. */
      coveredTo: instant.nullable(),
    }),
  ),
});

/** What `deliveries --json` prints, newest first. */
export const deliveriesOutputSchema = z.object({
  deliveries: z.array(
    z.object({
      id: z.string(),
      subscription: z.string(),
      ...targetShape,
      slot: slotSchema,
      isLate: z.boolean(),
      /** Earlier slots for which it stands. */
      missed: z.int().nonnegative(),
      state: z.enum(DELIVERY_STATES),
      /** `digest --edition ID` shows it as it was. */
      edition: z.string().nullable(),
      reason: z.string().nullable(),
      createdAt: instant,
      endedAt: instant.nullable(),
      /** Messages that it became. */
      parts: z.int().nonnegative(),
      /** Sends of which nobody knows whether they arrived, and which were made again. */
      uncertain: z.int().nonnegative(),
      /** When one of its messages was corrected last. */
      correctedAt: instant.nullable(),
      /** Of the last month, the oldest first; what was sent is in the edition. */
      corrections: z.array(
        z.object({
          at: instant,
          /** Where the message stands: a forum's post or thread may be another chat than the delivery's. */
          chat: z.string(),
          message: z.string(),
          /** As they are told since then. */
          stories: z.array(
            z.object({
              articleIds: z.array(z.string()),
              headline: z.string(),
              sentences: z.array(z.string()),
            }),
          ),
        }),
      ),
    }),
  ),
});

type SubscriptionOutput = z.input<typeof subscriptionsOutputSchema>['subscriptions'][number];
type DeliveryOutput = z.input<typeof deliveriesOutputSchema>['deliveries'][number];

export function toSubscriptionOutput(subscription: Subscription): SubscriptionOutput {
  const { next, createdAt, coveredTo } = subscription;
  return {
    ...subscription,
    next: toSlotOutput(next),
    createdAt: toInstant(createdAt),
    coveredTo: coveredTo === null ? null : toInstant(coveredTo),
  };
}

export function toDeliveryOutput(delivery: Delivery & { corrections: Correction[] }): DeliveryOutput {
  const { slot, createdAt, endedAt, correctedAt, corrections } = delivery;
  return {
    ...delivery,
    slot: toSlotOutput(slot),
    createdAt: toInstant(createdAt),
    endedAt: endedAt === null || delivery.state === 'due' ? null : toInstant(endedAt),
    correctedAt: correctedAt === null ? null : toInstant(correctedAt),
    corrections: corrections.map(({ at, ...correction }) => ({ at: toInstant(at), ...correction })),
  };
}

function toSlotOutput({ at, key }: Subscription['next']): z.infer<typeof slotSchema> {
  return { at: toInstant(at), local: key };
}

function toInstant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
