import { join } from 'node:path';
import type { Environment } from '../config/environment-schema.ts';
import { type Store, StoreError } from '../core/ports/store.ts';
import { createSqliteStore } from '../store/sqlite/create-sqlite-store.ts';

/** Where the database file is: as DATABASE_URL says (a relative path is from the working folder), else in DATA_DIR. */
export function databasePath({ DATABASE_URL, DATA_DIR }: Environment): string {
  return DATABASE_URL?.startsWith('sqlite:') === true
    ? DATABASE_URL.slice('sqlite:'.length)
    : join(DATA_DIR, 'jianbao.db');
}

/** Opens the store that the configuration names. Throws StoreError. */
export async function openStore(environment: Environment, now: () => number): Promise<Store> {
  if (environment.DATABASE_URL !== undefined && !environment.DATABASE_URL.startsWith('sqlite:'))
    throw new StoreError(
      'Postgres is not part of this version: set DATABASE_URL to sqlite:PATH or leave it out',
      'unknown',
    );
  return createSqliteStore({ path: databasePath(environment), now });
}
