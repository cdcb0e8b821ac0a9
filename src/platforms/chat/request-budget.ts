import { createRateWindow, type RateWindow } from './rate-windows.ts';
import type { Timers } from './send-queue.ts';

/**
 * What all calls of one bot may be together: those of the send queue, which takes its places as of any window, and those
 * that are made beside it, which wait for a place before what the queue sends.
 */
export interface RequestBudget extends RateWindow {
  /** Resolves when a call may leave; what it resolves with is to be called when the answer is there. */
  enter(): Promise<() => void>;
}

const SECOND = 1000;

export function createRequestBudget({
  perSecond,
  timers,
}: {
  perSecond: number;
  timers: Timers;
}): RequestBudget {
  const window = createRateWindow(perSecond, SECOND);
  return {
    ...window,
    async enter() {
      const wait = window.nextAt(timers.now()) - timers.now();
      // Taken before the waiting, so that the queue takes a later one.
      const place = window.take();
      if (wait > 0) await new Promise<void>((resolve) => timers.after(Math.min(SECOND, wait), resolve));
      place.sent(timers.now());
      return () => place.answered(timers.now());
    },
  };
}
