import type { OpenEvent } from '../../core/ports/platform-store.ts';
import { describeError, type PlatformLog } from './platform-log.ts';
import type { Timers } from './send-queue.ts';

/** Events that were left open since the start, until they are done with or given up. */
export interface LeftEvents {
  /** Takes it up again later; `hasTried` is false where it only waits for another. */
  leave(open: OpenEvent, options: { hasTried: boolean }): void;
  /** It is done with. */
  forget(id: string): void;
  stop(): void;
}

/** Milliseconds until an event that was left open is taken up again, longer each time. */
const AGAIN_AFTER = 60_000;
const MOST_TRIES = 5;
/** Milliseconds; of one that is tried for as long as it is of use. */
const LONGEST_WAIT = 30 * 60_000;

export function createLeftEvents({
  listOpen,
  start,
  giveUp,
  triedUntil = null,
  log,
  now,
  after,
  signal,
}: {
  listOpen(): Promise<OpenEvent[]>;
  /** Works it once more; it is left or forgotten then. */
  start(open: OpenEvent): void;
  /** Ends one that was tried too often; null where it is left for the next start. */
  giveUp: ((id: string) => Promise<unknown>) | null;
  /** Until when (epoch milliseconds) one is tried, however often; null where a few tries are enough. */
  triedUntil?: ((open: OpenEvent) => number) | null;
  log: PlatformLog;
  now: () => number;
  after: Timers['after'];
  signal: AbortSignal;
}): LeftEvents {
  /** How often each was tried, and when it is taken up again, or (`isGivenUp`) its end is tried again. */
  const left = new Map<string, { tries: number; wait: number; at: number; isGivenUp: boolean }>();
  let isStopped = false;
  let cancelTakingUp: (() => void) | null = null;

  const wakeLater = (): void => {
    if (!isStopped) cancelTakingUp ??= after(AGAIN_AFTER, () => void takeUp());
  };

  /** Never rejects. One that could not be ended would be in the way of others: its end is tried until it succeeds. */
  async function end(id: string, tries: number): Promise<void> {
    if (giveUp === null) {
      left.delete(id);
      log.error({ event: id, tries }, 'an event could not be answered; it is left for the next start');
      return;
    }
    left.set(id, { tries, wait: 0, at: Infinity, isGivenUp: true });
    try {
      await giveUp(id);
      left.delete(id);
      log.error({ event: id, tries }, 'an event is given up: it was tried too often');
    } catch (error) {
      log.error({ event: id, ...describeError(error) }, 'an event could not be given up; trying again');
      left.set(id, { tries, wait: AGAIN_AFTER, at: now() + AGAIN_AFTER, isGivenUp: true });
      wakeLater();
    }
  }

  /** All that are due at once, for the store is read once for them. */
  async function takeUp(): Promise<void> {
    cancelTakingUp = null;
    try {
      const time = now();
      const due = [...left].filter(
        // Farther away than it ever was: the clock was set back.
        ([, { at, wait }]) => at <= time || (at !== Infinity && at > time + wait),
      );
      // These need not be open any more: of what their end is, some may be done.
      for (const [id, { tries, isGivenUp }] of due) if (isGivenUp) await end(id, tries);
      const again = new Map(due.filter(([, { isGivenUp }]) => !isGivenUp));
      for (const open of again.size === 0 ? [] : await listOpen()) {
        const known = again.get(open.id);
        if (known === undefined) continue;
        // At work now, so not due until it is left again.
        left.set(open.id, { ...known, wait: 0, at: Infinity });
        start(open);
      }
    } catch (error) {
      log.warn(describeError(error), 'events that were left open could not be read; trying again');
    }
    if (left.size > 0) wakeLater();
  }

  return {
    leave(open, { hasTried }) {
      if (isStopped || signal.aborted) return;
      const { id } = open;
      const tries = (left.get(id)?.tries ?? 0) + (hasTried ? 1 : 0);
      const until = triedUntil?.(open) ?? null;
      if (hasTried && (until === null ? tries > MOST_TRIES : now() > until)) {
        void end(id, tries);
        return;
      }
      const longer = AGAIN_AFTER * (hasTried ? 2 ** (tries - 1) : 1);
      // The last try is when its time is over: what is made anew sees that, and ends by itself.
      const wait =
        until === null ? longer : Math.min(longer, LONGEST_WAIT, Math.max(AGAIN_AFTER, until + 1 - now()));
      left.set(id, { tries, wait, at: now() + wait, isGivenUp: false });
      wakeLater();
    },
    forget(id) {
      left.delete(id);
    },
    stop() {
      isStopped = true;
      cancelTakingUp?.();
    },
  };
}
