/** The time, passed in so that tests and replays have their own. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
}
