import type { PlatformStore } from '../ports/platform-store.ts';
import type { Correction } from '../ports/post-store.ts';
import type { Delivery, DeliveryStore, Subscription } from '../ports/subscription-store.ts';
import { isToldLater } from './manage-subscriptions.ts';

/** How many subscriptions are read at a time. */
const SUBSCRIPTION_PAGE = 500;

/** What whoever runs the bot sees and does of the digests of every chat. Throws StoreError. */
export interface DeliveryOversight {
  /** Of every chat. */
  listSubscriptions(): AsyncIterable<Subscription>;
  /** Newest first, each with the corrections of its messages that are remembered. */
  listDeliveries(
    query: Parameters<DeliveryStore['list']>[0],
  ): Promise<(Delivery & { corrections: Correction[] })[]>;
  /** Makes a delivery due once more; one that was sent only where that is asked for (`again`). The running bot sends it. */
  resend(id: string, options: { again: boolean }): Promise<'reopened' | 'sent' | 'told-later' | 'gone'>;
}

export function createDeliveryOversight({
  subscriptions,
  deliveries,
  posts,
}: Pick<PlatformStore, 'subscriptions' | 'deliveries' | 'posts'>): DeliveryOversight {
  return {
    async *listSubscriptions() {
      for (let after = ''; ; ) {
        const page = await subscriptions.listAll({ after, limit: SUBSCRIPTION_PAGE });
        yield* page;
        const last = page.at(-1);
        if (last === undefined) return;
        after = last.id;
      }
    },
    async listDeliveries(query) {
      return Promise.all(
        (await deliveries.list(query)).map(async (delivery) => ({
          ...delivery,
          corrections: delivery.correctedAt === null ? [] : await posts.listCorrections(delivery.id),
        })),
      );
    },
    async resend(id, { again }) {
      const delivery = await deliveries.find(id);
      if (delivery === null || delivery.state === 'due') return 'gone';
      if ((delivery.state === 'sent' || delivery.parts > 0) && !again) return 'sent';
      if (await isToldLater(delivery, { subscriptions })) return 'told-later';
      return (await deliveries.reopen(id)) ? 'reopened' : 'gone';
    },
  };
}
