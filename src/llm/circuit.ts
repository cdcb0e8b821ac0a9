/** After so many failures in a row the service is left alone for a while, in milliseconds. */
const FAILURES = 3;
const PAUSE = 60_000;
/** What does not pass by itself within a minute: an account without money, a key that is refused. */
const LONG_PAUSE = 10 * 60_000;

/**
 * Keeps a service that fails from being asked again and again. It opens after failures in a row, or at once where the service
 * says how long it wants to be left alone; after the pause one request tries, and the others go on when that has succeeded.
 */
export interface Circuit {
  /** Milliseconds until it may be tried; 0 where it may now. What got 0 must tell how it went. */
  enter(): number;
  succeed(): void;
  /** `lasting`: it won't pass by itself soon. */
  fail(failure: { retryAfter: number | null; lasting: boolean }): void;
  /** It was left before there was an outcome. */
  leave(): void;
  isOpen(): boolean;
}

export function createCircuit(now: () => number): Circuit {
  let failures = 0;
  let openUntil = 0;
  let isTrying = false;
  return {
    enter() {
      const wait = openUntil - now();
      if (wait > 0) return wait;
      if (openUntil === 0) return 0;
      if (isTrying) return PAUSE;
      isTrying = true;
      return 0;
    },
    succeed() {
      failures = 0;
      openUntil = 0;
      isTrying = false;
    },
    fail({ retryAfter, lasting }) {
      failures += 1;
      const isTrial = isTrying;
      isTrying = false;
      if (!(lasting || retryAfter !== null || isTrial || failures >= FAILURES)) return;
      openUntil = Math.max(openUntil, now() + (retryAfter ?? (lasting ? LONG_PAUSE : PAUSE)));
    },
    leave() {
      isTrying = false;
    },
    isOpen: () => openUntil > now(),
  };
}
