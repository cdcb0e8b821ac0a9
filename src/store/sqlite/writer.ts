import type { Database } from 'better-sqlite3';
import { StoreError } from '../../core/ports/store.ts';
import { mapSqliteError, withStoreErrors } from './map-sqlite-error.ts';
import { retryWhileBusy } from './retry-while-busy.ts';

/** Runs write transactions of this process one after the other; SQLite has one writer at a time. */
export interface Writer {
  /**
   * One transaction: what `work` does is there when the promise resolves, or nothing of it where `work` throws;
   * what it throws is thrown on as it is.
   * `work` may wait for something else between its statements, but not for another `write` (it would wait for ever).
   */
  write<T>(operation: string, work: (database: Database) => T | Promise<T>): Promise<T>;
  /** Refuses further writes and waits for those under way. */
  end(): Promise<void>;
}

/**
 * `lockTimeout`: how many milliseconds another process's write lock is waited for. `givesMemoryBack`: whether the page
 * cache, which a large transaction has filled, is given back after each; small ones that come often would read it again.
 */
export function createWriter(
  database: Database,
  lockTimeout: number,
  { givesMemoryBack = true }: { givesMemoryBack?: boolean } = {},
): Writer {
  let last: Promise<unknown> = Promise.resolve();
  let ended = false;

  async function runTransaction<T>(
    operation: string,
    work: (database: Database) => T | Promise<T>,
  ): Promise<T> {
    try {
      // Immediate: the lock is taken before the first read, so that no statement inside can be refused for it.
      await retryWhileBusy(lockTimeout, () => database.exec('BEGIN IMMEDIATE'));
    } catch (error) {
      throw mapSqliteError(error, operation);
    }
    try {
      const result = await work(database);
      withStoreErrors(operation, () => database.exec('COMMIT'));
      return result;
    } catch (error) {
      // SQLite itself rolls back after some errors, a full disk among them.
      if (database.inTransaction) database.exec('ROLLBACK');
      throw error;
    } finally {
      if (givesMemoryBack) database.pragma('shrink_memory');
    }
  }

  return {
    write(operation, work) {
      if (ended) return Promise.reject(new StoreError(`The store is closed: can't ${operation}`, 'unknown'));
      const result = last.then(() => runTransaction(operation, work));
      last = result.catch(() => undefined);
      return result;
    },
    async end() {
      ended = true;
      await last;
    },
  };
}
