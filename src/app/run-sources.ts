import type { SourceStore } from '../core/ports/source-store.ts';
import type { Source } from '../core/sources/source.ts';
import { afterUnheld } from './after-unheld.ts';
import { keepHeapSmall } from './keep-heap-small.ts';
import type { OpenSources } from './open-sources.ts';

/** Milliseconds between two looks while there is no source. */
const LOOK_EVERY = 5000;

type RunPolling = typeof import('../ingest/poll/run-polling.ts').runPolling;

interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/**
 * Polls the sources until it is stopped. While there is none, nothing of what that takes is loaded; whether there is one
 * by now is looked up every few seconds, for the command line adds them too.
 */
export function runSources({
  sources,
  open,
  now,
  log,
  onStopped = () => {},
}: {
  sources: SourceStore;
  open: () => Promise<OpenSources>;
  now: () => number;
  log: Log;
  /** As runPolling tells it. */
  onStopped?: (source: Source) => void;
}): {
  /** Looks at once: a source is due sooner than it was. */
  wake(): void;
  stop(): Promise<void>;
} {
  let polling: ReturnType<RunPolling> | null = null;
  let starting: Promise<void> | null = null;
  let isStopped = false;

  async function startOnce(): Promise<void> {
    if ((await sources.findNextDue()) === null) return;
    const [module, opened] = await Promise.all([import('../ingest/poll/run-polling.ts'), open()]);
    if (isStopped) return;
    clearInterval(timer);
    keepHeapSmall();
    polling = module.runPolling({
      sources,
      poll: opened.poll,
      now,
      after: afterUnheld,
      random: Math.random,
      log,
      onStopped,
    });
  }

  function look(): void {
    starting ??= startOnce()
      .catch((error: unknown) =>
        log.error(
          { error: error instanceof Error ? error.message : String(error) },
          'could not look for sources',
        ),
      )
      .finally(() => {
        starting = null;
      });
  }

  const timer = setInterval(look, LOOK_EVERY);
  timer.unref();
  look();
  return {
    wake: () => (polling === null ? look() : polling.wake()),
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await starting;
      await polling?.stop();
    },
  };
}
