import { createTranslator, type ReaderLanguage } from '../../commands/create-translator.ts';
import { showDigestPost, showEmptyDigest } from '../../commands/show-digest-post.ts';
import type { Block } from '../../core/blocks/blocks.ts';
import type { Delivery, DeliveryStore, SubscriptionStore } from '../../core/ports/subscription-store.ts';
import type { DigestDesk } from '../../core/subscriptions/compose-digest.ts';
import { decideAgain } from '../../core/subscriptions/decide-again.ts';

/** The chat in a terminal, as subscriptions know it. */
export const TERMINAL_TARGET = { platform: 'terminal', chat: 'terminal', thread: null };

const BATCH = 20;
/** Looks at which a digest that can't be made or printed is tried; there is one a minute. */
const MOST_TRIES = 5;

/** Prints the digests that are due in this terminal, one after the other. */
export function createTerminalDigests({
  deliveries,
  subscriptions,
  desk,
  language,
  print,
  now,
  onError,
}: {
  deliveries: DeliveryStore;
  subscriptions: Pick<SubscriptionStore, 'find'>;
  desk: DigestDesk;
  /** Where none is set. */
  language: ReaderLanguage;
  /** Resolves when it stands there. */
  print(blocks: Block[]): Promise<void>;
  now: () => number;
  onError(error: unknown): void;
}): { wake(): void; stop(): Promise<void> } {
  let printing: Promise<void> | null = null;
  let isWoken = false;
  let isStopped = false;
  const tries = new Map<string, number>();

  /** All that are due, each by itself: one that can't be made is not in the way of those after it. */
  async function printDue(): Promise<void> {
    while (isWoken && !isStopped) {
      isWoken = false;
      for (let after = 0; ; ) {
        const due = await deliveries.listDue(TERMINAL_TARGET.platform, { after, limit: BATCH });
        for (const { number, delivery } of due) {
          if (isStopped) return;
          after = number;
          try {
            await printOne(delivery);
            tries.delete(delivery.id);
          } catch (error) {
            onError(error);
            await countTry(delivery);
          }
        }
        if (due.length < BATCH) break;
      }
    }
  }

  /** It is tried again when the next look is taken, a few times. */
  async function countTry({ id }: Delivery): Promise<void> {
    const count = (tries.get(id) ?? 0) + 1;
    tries.set(id, count);
    if (count < MOST_TRIES) return;
    await deliveries.end(id, { state: 'failed', reason: 'given up' }, now());
    tries.delete(id);
  }

  async function printOne(claimed: Delivery): Promise<void> {
    const delivery = await decideAgain(claimed, { subscriptions, deliveries, now: now() });
    if (delivery === 'skip') {
      await deliveries.end(claimed.id, { state: 'skipped', reason: 'missed' }, now());
      return;
    }
    const composed = await desk.compose(delivery, { language });
    if (composed.kind === 'skipped') {
      await deliveries.end(delivery.id, { state: 'skipped', reason: composed.reason }, now());
      return;
    }
    const { kind, output, subscription, coveredTo, articleIds, contentHashes, chat } = composed;
    const context = {
      language: (chat.language ?? language) as ReaderLanguage,
      translate: createTranslator((chat.language ?? language) as ReaderLanguage),
      zone: subscription.schedule.zone,
    };
    const told = { slot: delivery.slot, topics: subscription.topics };
    if (kind === 'digest') await print(showDigestPost({ ...told, output, isLate: delivery.isLate }, context));
    else if (chat.settings.tellsEmpty) await print(showEmptyDigest(told, context));
    await deliveries.end(
      delivery.id,
      kind === 'digest'
        ? {
            state: 'sent',
            edition: output.edition.id,
            parts: 1,
            ...{ coveredTo, articleIds, contentHashes },
          }
        : { state: 'empty', coveredTo },
      now(),
    );
  }

  return {
    wake() {
      isWoken = true;
      printing ??= printDue()
        .catch(onError)
        .finally(() => {
          printing = null;
        });
    },
    async stop() {
      isStopped = true;
      await printing;
    },
  };
}
