import type { Clock } from '../ports/clock.ts';

/** Makes what is asked for under a key, once for all that ask for it within some time. */
export type Remember = <T>(key: string, make: () => Promise<T>) => Promise<T>;

/** Remembers at most `most` things, each for `lasting` milliseconds. What failed is made anew by the next that asks. */
export function createMemory({
  clock,
  most,
  lasting,
}: {
  clock: Clock;
  most: number;
  lasting: number;
}): Remember {
  const remembered = new Map<string, { made: Promise<unknown>; until: number }>();
  return <T>(key: string, make: () => Promise<T>): Promise<T> => {
    const now = clock.now();
    const known = remembered.get(key);
    // One key is of one kind of thing: whoever asks under it makes the same.
    if (known !== undefined && known.until > now) return known.made as Promise<T>;
    const made = make();
    remembered.delete(key);
    for (const oldest of [...remembered.keys()].slice(0, Math.max(0, remembered.size - most + 1)))
      remembered.delete(oldest);
    remembered.set(key, { made, until: now + lasting });
    made.catch(() => remembered.delete(key));
    return made;
  };
}
