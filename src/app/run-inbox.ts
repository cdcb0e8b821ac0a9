import type { IngestResult } from '../commands/services.ts';
import { StoreError } from '../core/ports/store.ts';
import { createInbox, type InboxOutcome, type TakeIn } from '../ingest/watch-inbox.ts';
import { findObjection } from './take-in-file.ts';

/** How often the inbox is looked at, in milliseconds; a file is taken in when two looks found it unchanged. */
const LOOK_EVERY = 2000;

interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

/**
 * Takes in what is dropped into the folder, until stopped. What was taken and what was not is logged. At a stop `ingest`'s
 * signal is aborted: the import that is under way is undone (or ends, where `ingest` looks at no signal), and its file
 * stays for the next start.
 */
export async function runInbox({
  folder,
  ingest,
  log,
}: {
  folder: string;
  ingest: (path: string, signal: AbortSignal) => Promise<IngestResult>;
  log: Log;
}): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController();

  async function takeIn(path: string): Promise<TakeIn> {
    try {
      const result = await ingest(path, stopping.signal);
      const objection = findObjection(result);
      if (objection !== null) return { kind: objection.kind, reason: objection.detail };
      const { output } = result;
      return {
        kind: 'taken',
        articles: output.articles.length,
        revised: output.revised.length,
        duplicates: output.duplicates,
        skipped: output.skipped.length,
      };
    } catch (error) {
      if (stopping.signal.aborted) return { kind: 'later', reason: 'the program is being stopped' };
      // A store that is locked, full or damaged says nothing of the file.
      if (error instanceof StoreError) return { kind: 'later', reason: error.message };
      throw error;
    }
  }

  const inbox = await createInbox({ folder, takeIn });

  async function look(): Promise<void> {
    try {
      for (const outcome of await inbox.look()) tell(outcome, log);
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
      stopping.abort();
      await inbox.stop();
    },
  };
}

function tell({ state, ...details }: InboxOutcome, log: Log): void {
  const isUnmoved = 'unmoved' in details;
  if (state === 'taken' && !isUnmoved) log.info(details, 'took in a file of the inbox');
  else if (state === 'taken')
    log.warn(details, 'took in a file of the inbox, but could not move it to its folder done');
  else if (state === 'failed' && !isUnmoved)
    log.warn(details, 'could not take in a file of the inbox; it stands in its folder failed');
  else if (state === 'failed')
    log.warn(details, 'could not take in a file of the inbox, nor move it to its folder failed');
  else if (state === 'later')
    log.warn(details, 'could not take in a file of the inbox yet; it is tried again');
  else log.info(details, 'moved a file out of the inbox that could not be moved before');
}
