import type { IngestResult } from '../commands/services.ts';
import { createInbox } from '../ingest/watch-inbox.ts';

/** How often the inbox is looked at, in milliseconds; a file is taken in when two looks found it unchanged. */
const LOOK_EVERY = 2000;

interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

/** Takes in what is dropped into the folder, until stopped. What was taken and what was not is logged. */
export async function runInbox({
  folder,
  ingest,
  log,
}: {
  folder: string;
  ingest: (path: string) => Promise<IngestResult>;
  log: Log;
}): Promise<{ stop(): Promise<void> }> {
  const inbox = await createInbox({
    folder,
    async takeIn(path) {
      const { output, failures } = await ingest(path);
      const [failure] = failures;
      if (failure !== undefined) throw new Error(failure.detail ?? failure.reason);
      return {
        articles: output.articles.length,
        duplicates: output.duplicates,
        skipped: output.skipped.length,
      };
    },
  });

  async function look(): Promise<void> {
    try {
      for (const { state, ...details } of await inbox.look())
        if (state === 'taken') log.info(details, 'took in a file of the inbox');
        else log.warn(details, 'could not take in a file of the inbox; it stands in its folder failed');
    } catch (error) {
      log.warn(
        { reason: error instanceof Error ? error.message : String(error) },
        'could not look into the inbox',
      );
    }
  }

  void look();
  const timer = setInterval(look, LOOK_EVERY);
  // The inbox alone keeps no process alive: the platforms do.
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await inbox.stop();
    },
  };
}
