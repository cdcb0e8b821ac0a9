/** After so many failures in a row the service is left alone for a while, in milliseconds. */
const FAILURES = 3;
const PAUSE = 60_000;
/** What does not pass by itself within a minute: an account without money, a key that is refused. */
const LONG_PAUSE = 10 * 60_000;
/** Whatever a service says, or what stands before it. */
const LONGEST_PAUSE = 86_400_000;

/**
 * Keeps a service that fails from being asked again and again. It opens after failures in a row, or at once where the service
 * says how long it wants to be left alone; after the pause one request tries. Those that come meanwhile wait for how that goes:
 * what begins when the service is back is served whole.
 */
export interface Circuit {
  /** `patience`: milliseconds to wait for the request that tries. */
  enter(options: { patience: number; signal: AbortSignal }): Promise<Entered>;
  isOpen(): boolean;
}

export type Entered =
  | ({ ok: true } & Entry)
  /** Milliseconds until it may be tried. */
  | { ok: false; retryAfter: number };

/** One of these tells how a request went; what is told after that says nothing. */
interface Entry {
  succeed(): void;
  /** `lasting`: it won't pass by itself soon. */
  fail(failure: { retryAfter: number | null; lasting: boolean }): void;
  /** There was no outcome. */
  leave(): void;
}

export function createCircuit(now: () => number): Circuit {
  let failures = 0;
  let openUntil = 0;
  let trial: { ended: Promise<void>; end(): void } | null = null;

  function createEntry(): { ok: true } & Entry {
    const own = openUntil === 0 ? null : Promise.withResolvers<void>();
    const ownTrial = own === null ? null : { ended: own.promise, end: own.resolve };
    trial = ownTrial ?? trial;
    let isTold = false;
    const tell = (outcome: () => void): void => {
      if (isTold) return;
      isTold = true;
      outcome();
      if (ownTrial === null) return;
      trial = null;
      ownTrial.end();
    };
    return {
      ok: true,
      succeed: () =>
        tell(() => {
          failures = 0;
          openUntil = 0;
        }),
      fail: ({ retryAfter, lasting }) =>
        tell(() => {
          failures += 1;
          if (!(lasting || retryAfter !== null || ownTrial !== null || failures >= FAILURES)) return;
          const pause = Math.min(LONGEST_PAUSE, retryAfter ?? (lasting ? LONG_PAUSE : PAUSE));
          openUntil = Math.max(openUntil, now() + pause);
        }),
      leave: () => tell(() => {}),
    };
  }

  return {
    async enter({ patience, signal }) {
      let given: AbortSignal | null = null;
      for (;;) {
        const wait = openUntil - now();
        if (wait > 0) return { ok: false, retryAfter: wait };
        if (openUntil === 0 || trial === null) return createEntry();
        given ??= AbortSignal.any([signal, AbortSignal.timeout(Math.max(0, Math.floor(patience)))]);
        if (given.aborted) return { ok: false, retryAfter: PAUSE };
        await untilAborted(trial.ended, given);
      }
    },
    isOpen: () => openUntil > now(),
  };
}

function untilAborted(ended: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      signal.removeEventListener('abort', end);
      resolve();
    };
    signal.addEventListener('abort', end, { once: true });
    void ended.then(end);
  });
}
