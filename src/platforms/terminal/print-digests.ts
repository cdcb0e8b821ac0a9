import { createTranslator, type ReaderLanguage } from '../../commands/create-translator.ts';
import { showDigestPost, showEmptyDigest } from '../../commands/show-digest-post.ts';
import type { Block } from '../../core/blocks/blocks.ts';
import type { DeliveryStore } from '../../core/ports/subscription-store.ts';
import type { DigestDesk } from '../../core/subscriptions/compose-digest.ts';

/** The chat in a terminal, as subscriptions know it. */
export const TERMINAL_TARGET = { platform: 'terminal', chat: 'terminal', thread: null };

const BATCH = 20;

/** Prints the digests that are due in this terminal, one after the other. */
export function createTerminalDigests({
  deliveries,
  desk,
  language,
  print,
  now,
  onError,
}: {
  deliveries: DeliveryStore;
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

  async function printDue(): Promise<void> {
    while (isWoken && !isStopped) {
      isWoken = false;
      const due = await deliveries.listDue(TERMINAL_TARGET.platform, { after: 0, limit: BATCH });
      for (const { delivery } of due) {
        if (isStopped) return;
        const composed = await desk.compose(delivery, { language });
        if (composed.kind === 'skipped') {
          await deliveries.end(delivery.id, { state: 'skipped', reason: composed.reason }, now());
          continue;
        }
        const { kind, output, subscription, coveredTo, articleIds, contentHashes, chat } = composed;
        const context = {
          language: (chat.language ?? language) as ReaderLanguage,
          translate: createTranslator((chat.language ?? language) as ReaderLanguage),
          zone: subscription.schedule.zone,
        };
        const told = { slot: delivery.slot, topics: subscription.topics };
        if (kind === 'digest')
          await print(showDigestPost({ ...told, output, isLate: delivery.isLate }, context));
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
      if (due.length === BATCH) isWoken = true;
    }
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
