/** A clock that stands still until it is told otherwise. Epoch milliseconds. */
export function createManualClock(start = Date.UTC(2026, 0, 5)): {
  now: () => number;
  pass(milliseconds: number): void;
} {
  let time = start;
  return {
    now: () => time,
    pass(milliseconds) {
      time += milliseconds;
    },
  };
}
