import { describeError, type PlatformLog } from './platform-log.ts';
import type { Timers } from './send-queue.ts';

/** Work that is done when something may be there for it. */
export interface WokenWork {
  /** Does it, or once more after what is under way, in which what is new may have been missed. */
  wake(): void;
  /** Resolves when nothing is under way. */
  whenIdle(): Promise<void>;
}

/** Milliseconds until what failed is tried again. */
const AGAIN_AFTER = 30_000;

/** `failure`: what the log says where `run` rejects. */
export function runWhenWoken({
  run,
  failure,
  log,
  after,
  signal,
}: {
  run(): Promise<void>;
  failure: string;
  log: PlatformLog;
  after: Timers['after'];
  /** Nothing is begun after it. */
  signal: AbortSignal;
}): WokenWork {
  let running: Promise<void> | null = null;
  let isWoken = false;

  async function runAll(): Promise<void> {
    while (isWoken && !signal.aborted) {
      isWoken = false;
      await run();
    }
  }

  const wake = (): void => {
    isWoken = true;
    running ??= runAll()
      .catch((error: unknown) => {
        log.error(describeError(error), failure);
        after(AGAIN_AFTER, wake);
      })
      .finally(() => {
        running = null;
        if (isWoken && !signal.aborted) wake();
      });
  };

  return { wake, whenIdle: () => running ?? Promise.resolve() };
}
