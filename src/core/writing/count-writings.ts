import type { ModelLedger, WritingCounts } from '../ports/model-ledger.ts';

/** Adds up what is counted while the ledger writes, so that an edition's sixty texts are a few writes. */
export function createWritingCounter({
  ledger,
  today,
}: {
  ledger: Pick<ModelLedger, 'count'>;
  today: () => string;
}) {
  let waiting: Partial<WritingCounts> = {};
  let writing: Promise<void> | null = null;

  async function write(): Promise<void> {
    // Those that are counted in the same turn go together.
    await Promise.resolve();
    while (Object.keys(waiting).length > 0) {
      const counts = waiting;
      waiting = {};
      // What can't be counted is no reason to go without a text.
      await ledger.count(today(), counts).catch(() => {});
    }
    writing = null;
  }

  return {
    count(counts: Partial<WritingCounts>): void {
      for (const name of Object.keys(counts) as (keyof WritingCounts)[])
        waiting[name] = (waiting[name] ?? 0) + (counts[name] ?? 0);
      writing ??= write();
    },
    settle: async (): Promise<void> => {
      await writing;
    },
  };
}
