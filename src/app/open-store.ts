import { join } from 'node:path';
import type { Environment } from '../config/environment-schema.ts';
import { StoreError } from '../core/ports/store.ts';
import { createSqliteStore } from '../store/sqlite/create-sqlite-store.ts';

/** Milliseconds that another process which writes is waited for: longer than any write but a large import. */
const LOCK_TIMEOUT = 10_000;

/** Where the database file is: as DATABASE_URL says (a relative path is from the working folder), else in DATA_DIR. */
function databasePath({ DATABASE_URL, DATA_DIR }: Environment): string {
  return DATABASE_URL?.startsWith('sqlite:') === true
    ? DATABASE_URL.slice('sqlite:'.length)
    : join(DATA_DIR, 'jianbao.db');
}

/** The place of the database as a person may read it: without user and password. */
export function describeDatabase(environment: Environment): string {
  const { DATABASE_URL } = environment;
  if (DATABASE_URL === undefined || DATABASE_URL.startsWith('sqlite:')) return databasePath(environment);
  return DATABASE_URL.replace(/\/\/[^/]*@/, '//…@').replace(/\?.*$/s, '');
}

/** Opens the store that the configuration names. Throws StoreError. */
export async function openStore(
  environment: Environment,
  now: () => number,
): ReturnType<typeof createSqliteStore> {
  if (environment.DATABASE_URL !== undefined && !environment.DATABASE_URL.startsWith('sqlite:'))
    throw new StoreError(
      'Postgres is not part of this version: set DATABASE_URL to sqlite:PATH or leave it out',
      'unknown',
    );
  return createSqliteStore({ path: databasePath(environment), now, lockTimeout: LOCK_TIMEOUT });
}
