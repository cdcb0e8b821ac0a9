/** How often something may be sent. */
export interface SendLimits {
  perSecond: number;
  perChatPerSecond: number;
  perGroupPerMinute: number;
}

/** "Short bursts" in one chat are let through; an answer in parts need not wait. */
export const CHAT_BURST = 3;

/** What was sent within a span, at most `most` at once. */
export interface RateWindow {
  /** When the next may be sent, epoch milliseconds; infinite while that depends on an answer. */
  nextAt(now: number): number;
  /** Takes a place; `sent` when the request leaves, `answered` when its answer is there. */
  take(): { sent(now: number): void; answered(now: number): void };
  count(now: number): number;
}

/** By how much a request may be slower on its way than the one that it follows. */
const SLACK = 15;

/**
 * At most `most` in any `span` (milliseconds) as the other side counts them: a place is free again a span after its
 * answer came, for the other side counted it before that; or, where answers are slow, a span and a slack after it left.
 */
export function createRateWindow(most: number, span: number): RateWindow {
  let places: { free: number }[] = [];
  const forget = (now: number): void => {
    places = places.filter(({ free }) => free > now);
  };
  return {
    nextAt(now) {
      forget(now);
      if (places.length < most) return now;
      const frees = places.map(({ free }) => free).sort((one, other) => one - other);
      return frees[places.length - most] ?? now;
    },
    take() {
      const place = { free: Number.POSITIVE_INFINITY };
      places.push(place);
      return {
        sent(now) {
          place.free = now + span + SLACK;
        },
        answered(now) {
          place.free = Math.min(place.free, now + span);
        },
      };
    },
    count(now) {
      forget(now);
      return places.length;
    },
  };
}

/** One a second with a burst: when the next may go, and taking it. */
export interface Pace {
  nextAt(now: number): number;
  take(now: number): void;
}

export function createPace({ perSecond, burst }: { perSecond: number; burst: number }): Pace {
  const interval = 1000 / perSecond;
  let due = 0;
  return {
    nextAt: (now) => Math.max(now, due - (burst - 1) * interval),
    take(now) {
      due = Math.max(now, due) + interval;
    },
  };
}
