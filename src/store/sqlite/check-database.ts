import type { Database } from 'better-sqlite3';
import { StoreError } from '../../core/ports/store.ts';

/** Reads the whole file: pages, indexes (the full-text index too) and references. Throws StoreError `damaged`. */
export function checkDatabase(database: Database): void {
  const problems = database.prepare<[], string>('PRAGMA integrity_check (1)').pluck().all();
  // The first problem may quote a row: what it says stays here.
  if (problems.length !== 1 || problems[0] !== 'ok')
    throw new StoreError('The integrity check failed', 'damaged');
  if (database.prepare('PRAGMA foreign_key_check').get())
    throw new StoreError('A row refers to one that is not there', 'damaged');
}
