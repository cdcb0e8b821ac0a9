import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';

const retryEvery = 50;

/**
 * Runs `attempt` until it isn't refused for another connection's lock, waiting outside SQLite so that the event loop
 * (and an import of this process that holds the lock) goes on; after `timeout` milliseconds the refusal is thrown.
 */
export async function retryWhileBusy<T>(timeout: number, attempt: () => T): Promise<T> {
  for (let waited = 0; ; waited += retryEvery) {
    try {
      return attempt();
    } catch (error) {
      if (!isBusy(error) || waited >= timeout) throw error;
    }
    await sleep(retryEvery);
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && /^SQLITE_(?:BUSY|LOCKED)/.test(error.code);
}
