/** A call that was on its way when the refusal was written could not know of it. Milliseconds. */
const UNDERWAY = 100;

/** Callers of one limit who were told to wait. */
export interface ToldToWait {
  /** Epoch milliseconds. */
  until: number;
  /** Whether this call knew that it had to wait; it knows from now on. */
  knew(fingerprint: string): boolean;
}

/** `first` was told at once; what comes later than a call can be underway should have known. */
export function createToldToWait(until: number, clock: () => number, first?: string): ToldToWait {
  const since = clock();
  const told = new Set(first === undefined ? [] : [first]);
  return {
    until,
    knew(fingerprint) {
      const known = told.has(fingerprint) || clock() - since > UNDERWAY;
      told.add(fingerprint);
      return known;
    },
  };
}
