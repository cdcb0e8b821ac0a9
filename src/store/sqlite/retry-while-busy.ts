import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';

const retryEvery = 50;

/** Milliseconds from any beginning, never back; and waiting for some. */
interface Waiting {
  now(): number;
  sleep(milliseconds: number): Promise<unknown>;
}

const systemWaiting: Waiting = { now: () => performance.now(), sleep };

/**
 * Runs `attempt` until it isn't refused for another connection's lock, waiting outside SQLite so that the event loop
 * (and an import of this process that holds the lock) goes on: the connection's own busy_timeout should be 0. When
 * `timeout` milliseconds have passed the next refusal is thrown.
 */
export async function retryWhileBusy<T>(
  timeout: number,
  attempt: () => T,
  waiting: Waiting = systemWaiting,
): Promise<T> {
  const deadline = waiting.now() + timeout;
  for (;;) {
    try {
      return attempt();
    } catch (error) {
      const left = deadline - waiting.now();
      if (!isBusy(error) || left <= 0) throw error;
      await waiting.sleep(Math.min(retryEvery, left));
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && /^SQLITE_(?:BUSY|LOCKED)/.test(error.code);
}
