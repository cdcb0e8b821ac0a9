import { setTimeout as sleep } from 'node:timers/promises';
import { APIUserAbortError } from 'openai';
import { type CallFailure, mapOpenaiError } from './map-openai-error.ts';

/** Milliseconds before another try where the service names no time, doubled each time; and how often it is tried. */
const BACKOFF = 500;
const ATTEMPTS = 3;
/** Less than this left is not worth another try. */
const LEAST_LEFT = 500;

/**
 * Tries until there is an answer, a failure that stays, or too little time. `until`: as `performance.now()` counts. `mayRepeat`:
 * false once something of an answer was shown, or where there are no tokens for another try beside one that may be charged.
 */
export async function tryPatiently<Answer>(
  send: () => Promise<Answer>,
  {
    until,
    signal,
    now,
    mayRepeat,
  }: {
    until: number;
    signal: AbortSignal;
    now: () => number;
    mayRepeat: (failure: CallFailure) => Promise<boolean>;
  },
): Promise<{ answer: Answer } | { failure: CallFailure }> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return { answer: await send() };
    } catch (error) {
      // A stream that is left ends without an error of its own.
      const failure = mapOpenaiError(signal.aborted ? new APIUserAbortError() : error, now());
      const wait = failure.retryAfter ?? BACKOFF * 2 ** (attempt - 1);
      const isWorthIt = failure.retryable && attempt < ATTEMPTS && !signal.aborted;
      if (!isWorthIt || performance.now() + wait + LEAST_LEFT > until) return { failure };
      if (!(await mayRepeat(failure))) return { failure };
      await sleep(wait, undefined, { signal }).catch(() => {});
    }
  }
}
