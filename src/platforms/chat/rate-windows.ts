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

/** Milliseconds by which a request may be slower on its way than the one that it follows: at least, and at most. */
const LEAST_SLACK = 15;
const MOST_SLACK = 250;
/** The last so many answers tell it; the slowest and the fastest of them do not, for which there may be other reasons. */
const LATENCIES = 50;
const OTHERS = 0.1;

interface Place {
  sent: number;
  answered: number;
}

/**
 * At most `most` in any `span` (milliseconds) as the other side counts them: a place is free again a span after its
 * answer came, for the other side counted it before that; or, where answers are slow, a span and a slack after it left. The
 * slack is what answers have differed by lately: a busy machine, or a poor network, delays one request more than another.
 */
export function createRateWindow(most: number, span: number): RateWindow {
  let places: Place[] = [];
  /** Milliseconds that the last answers took. */
  const latencies: number[] = [];
  let slack = LEAST_SLACK;

  const freeAt = ({ sent, answered }: Place): number => Math.min(sent + slack, answered) + span;
  const forget = (now: number): void => {
    places = places.filter((place) => freeAt(place) > now);
  };
  const learn = (latency: number): void => {
    latencies.push(latency);
    if (latencies.length > LATENCIES) latencies.shift();
    const sorted = latencies.toSorted((one, other) => one - other);
    const left = Math.ceil(sorted.length * OTHERS);
    const spread = (sorted.at(-1 - left) ?? 0) - (sorted[left] ?? 0);
    slack = Math.min(MOST_SLACK, Math.max(LEAST_SLACK, spread));
  };

  return {
    nextAt(now) {
      forget(now);
      if (places.length < most) return now;
      const frees = places.map(freeAt).sort((one, other) => one - other);
      return frees[places.length - most] ?? now;
    },
    take() {
      const place = { sent: Number.POSITIVE_INFINITY, answered: Number.POSITIVE_INFINITY };
      places.push(place);
      return {
        sent(now) {
          place.sent = now;
        },
        answered(now) {
          place.answered = now;
          learn(now - place.sent);
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
