import { describeError, type PlatformLog } from './platform-log.ts';
import type { Timers } from './send-queue.ts';

/** Does what must not be left undone until it succeeds; `words` are for the log of each time that it does not. */
export type KeepTrying = <T>(words: string, work: () => Promise<T>) => Promise<T>;

/** Milliseconds; about as long as another process's transaction takes, then longer. */
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;

/** Rejects, as the last try did, only once the signal has ended the work. */
export function createKeepTrying({
  after,
  signal,
  log,
}: {
  after: Timers['after'];
  signal: AbortSignal;
  log: PlatformLog;
}): KeepTrying {
  return async (words, work) => {
    for (let pause = FIRST_PAUSE; ; pause = Math.min(LONGEST_PAUSE, pause * 2)) {
      try {
        return await work();
      } catch (error) {
        log.error(describeError(error), words);
        if (signal.aborted) throw error;
        await wait(pause);
      }
    }
  };

  /** The signal ends the waiting, for one last try. */
  function wait(pause: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        cancel();
        signal.removeEventListener('abort', done);
        resolve();
      };
      const cancel = after(pause, done);
      signal.addEventListener('abort', done, { once: true });
    });
  }
}
