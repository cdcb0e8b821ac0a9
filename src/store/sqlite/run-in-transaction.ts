import type { Database } from 'better-sqlite3';

const runners = new WeakMap<Database, (work: (database: Database) => unknown) => unknown>();

/** `work` in a transaction of a connection, or in a savepoint where one is under way: all of it or, where it throws, nothing. */
export function runInTransaction<Result>(database: Database, work: (database: Database) => Result): Result {
  const known = runners.get(database);
  const run = known ?? database.transaction((each: (database: Database) => unknown) => each(database));
  if (known === undefined) runners.set(database, run);
  return run(work) as Result;
}
