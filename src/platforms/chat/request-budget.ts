import { createRateWindow, type RateWindow } from './rate-windows.ts';
import type { Timers } from './send-queue.ts';

/**
 * What all calls of one bot may be together: those of the send queue, which takes its places as of any window, and those
 * that are made beside it, which wait for a place before what the queue sends.
 */
export interface RequestBudget extends RateWindow {
  /** Resolves when a call may leave, in the order of asking; what it resolves with is to be called when the answer is there. */
  enter(): Promise<() => void>;
}

type TakenPlace = ReturnType<RateWindow['take']>;

const SECOND = 1000;

export function createRequestBudget({
  perSecond,
  timers,
}: {
  perSecond: number;
  timers: Timers;
}): RequestBudget {
  const window = createRateWindow(perSecond, SECOND);
  const waiting: ((place: TakenPlace) => void)[] = [];
  let isFirstTimed = false;

  /** The first alone asks for its time: all would be told the same. */
  const letIn = (): void => {
    while (!isFirstTimed && waiting.length > 0) {
      const now = timers.now();
      const at = window.nextAt(now);
      // Asked again when one of the places that it depends on is sent or answered.
      if (at === Number.POSITIVE_INFINITY) return;
      // Taken before the waiting, so that the queue takes a later one.
      const place = window.take();
      const leave = (): void => {
        place.sent(timers.now());
        waiting.shift()?.(place);
      };
      if (at <= now) leave();
      else {
        isFirstTimed = true;
        timers.after(at - now, () => {
          isFirstTimed = false;
          leave();
          letIn();
        });
      }
    }
  };

  return {
    ...window,
    take() {
      const place = window.take();
      return {
        sent(now) {
          place.sent(now);
          letIn();
        },
        answered(now) {
          place.answered(now);
          letIn();
        },
      };
    },
    async enter() {
      const place = await new Promise<TakenPlace>((resolve) => {
        waiting.push(resolve);
        letIn();
      });
      return () => {
        place.answered(timers.now());
        letIn();
      };
    },
  };
}
