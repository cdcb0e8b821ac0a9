import { createTurns, type Turns } from '../create-turns.ts';

/** Work that takes turns by host. */
export interface HostTurns {
  /** Resolves with what gives the turn back. */
  take(host: string): Promise<() => void>;
}

/** One at a time of each host, and so many at once of all. */
export function createHostTurns({ most }: { most: number }): HostTurns {
  const all = createTurns(most);
  const ofHost = new Map<string, { turns: Turns; users: number }>();
  return {
    async take(host) {
      const entry = ofHost.get(host) ?? { turns: createTurns(1), users: 0 };
      entry.users += 1;
      ofHost.set(host, entry);
      const leaveHost = await entry.turns.take();
      // Whoever waits for its host holds no place of the others.
      const leaveAll = await all.take();
      return () => {
        leaveAll();
        leaveHost();
        entry.users -= 1;
        if (entry.users === 0) ofHost.delete(host);
      };
    },
  };
}
