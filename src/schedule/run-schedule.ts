import { schedule } from 'node-cron';

interface Log {
  warn(details: object, message: string): void;
}

/** One look a minute: slots are at whole minutes. */
const EVERY_MINUTE = '* * * * *';

const nothing = (): void => {};
/** It would write to the standard output, which belongs to the chat in a terminal, that a look was missed or takes long. */
const SILENT = { info: nothing, warn: nothing, error: nothing, debug: nothing };

/**
 * Looks for what is due, at once and then every minute; one look never overlaps the last, and a look that is missed costs
 * nothing, for what is due is read from the store. `look` says what went wrong by rejecting.
 */
export function runSchedule({ look, log }: { look(): Promise<void>; log: Log }): { stop(): Promise<void> } {
  let looking: Promise<void> | null = null;
  const run = (): Promise<void> => {
    looking ??= look()
      .catch((error: unknown) =>
        log.warn(
          { error: error instanceof Error ? error.message : 'unknown' },
          'could not look for digests that are due; trying again in a minute',
        ),
      )
      .finally(() => {
        looking = null;
      });
    return looking;
  };
  const task = schedule(EVERY_MINUTE, run, {
    timezone: 'Etc/UTC',
    logger: SILENT,
    suppressMissedWarning: true,
  });
  void run();
  return {
    async stop() {
      await task.destroy();
      await looking;
    },
  };
}
