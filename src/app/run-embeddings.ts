import type { EmbeddingStep } from '../core/embeddings/embed-waiting.ts';

/** Milliseconds after a batch, so that others come to the store and the service; after the last; and after a failure. */
const PAUSE = { between: 200, whenDone: 30_000, afterFailure: 60_000 };
/** However long a service says that it wants to be left alone. */
const LONGEST_PAUSE = 86_400_000;

/** Gives articles their vectors while the bot runs, a batch after the other, until it is stopped. */
export function runEmbeddings({
  work,
  after,
  log,
}: {
  work: (signal: AbortSignal) => Promise<EmbeddingStep>;
  /** Calls once after so many milliseconds; gives what calls it off. */
  after: (milliseconds: number, run: () => void) => () => void;
  log: { info(details: object, message: string): void; warn(details: object, message: string): void };
}): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let callOff: () => void = () => {};
  let underWay: Promise<void> = Promise.resolve();
  let made = 0;
  let isBudgetTold = false;

  /** Milliseconds until the next batch. */
  async function step(): Promise<number> {
    const done = await work(stopping.signal);
    if (!done.ok) {
      // Said once: it comes with every day until all have theirs.
      if (done.failed === 'budget' && !isBudgetTold)
        log.info(
          { limit: 'LLM_DAILY_TOKENS' },
          'the embeddings go on tomorrow: half of the tokens are spent',
        );
      isBudgetTold ||= done.failed === 'budget';
      return Math.min(LONGEST_PAUSE, Math.max(PAUSE.afterFailure, done.retryAfter ?? 0));
    }
    made += done.articles;
    if (done.articles > 0) return PAUSE.between;
    if (made > 0) log.info({ articles: made }, 'all articles have embeddings');
    made = 0;
    return PAUSE.whenDone;
  }

  function run(): void {
    underWay = step()
      .catch((error: unknown) => {
        if (!stopping.signal.aborted) log.warn({ err: error }, 'embeddings could not be made');
        return PAUSE.afterFailure;
      })
      .then((wait) => {
        if (!stopping.signal.aborted) callOff = after(wait, run);
      });
  }

  run();
  return {
    async stop() {
      stopping.abort();
      callOff();
      await underWay;
    },
  };
}
