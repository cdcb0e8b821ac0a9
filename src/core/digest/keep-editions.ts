import type { DigestOutput } from '../model/output.ts';
import type { Store, StoredEdition } from '../ports/store.ts';

/** Editions by their key: those that are stored, and those that still wait for it. */
export interface EditionKeeper {
  find(key: string): Promise<DigestOutput | null>;
  /** Stores it as soon as the store can; nobody waits for that, or goes without a digest because it failed. */
  keep(edition: StoredEdition): void;
  /** Resolves when it is stored; rejects where that can't be: what is sent must be there to be shown again. */
  store(edition: StoredEdition): Promise<void>;
  /** What is being made under a key is made once for all who ask for it meanwhile. */
  share(key: string, make: () => Promise<StoredEdition>): Promise<StoredEdition>;
  /** Resolves when nothing waits any more. */
  settle(): Promise<void>;
}

/**
 * A store writes one thing after the other, so that an edition may have to wait for the end of an import, or of another
 * process's. `onUnsaved` gets what keeps an edition from being stored; it is made anew, and tried again, the next time.
 */
export function createEditionKeeper({
  store,
  onUnsaved,
}: {
  store: Pick<Store, 'findEdition' | 'saveEdition'>;
  onUnsaved: (error: unknown) => void;
}): EditionKeeper {
  const waiting = new Map<string, { output: DigestOutput; saved: Promise<void> }>();
  const making = new Map<string, Promise<StoredEdition>>();
  return {
    async find(key) {
      return waiting.get(key)?.output ?? (await store.findEdition({ key }))?.output ?? null;
    },
    keep(edition) {
      const { key, output } = edition;
      if (waiting.has(key)) return;
      const saved = store
        .saveEdition(edition)
        .catch(onUnsaved)
        .finally(() => waiting.delete(key));
      waiting.set(key, { output, saved });
    },
    store: (edition) => store.saveEdition(edition),
    share(key, make) {
      const known = making.get(key);
      if (known !== undefined) return known;
      const edition = make().finally(() => making.delete(key));
      making.set(key, edition);
      return edition;
    },
    async settle() {
      await Promise.all([...waiting.values()].map(({ saved }) => saved));
    },
  };
}
