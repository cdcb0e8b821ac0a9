import type { NoteStore } from '../../src/core/ports/platform-store.ts';

/** Notes in memory. */
export function createMemoryNotes(): NoteStore & { kept: ReadonlyMap<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    read: async (name) => kept.get(name) ?? null,
    write: async (name, value) => void kept.set(name, value),
    forget: async (name) => void kept.delete(name),
  };
}
