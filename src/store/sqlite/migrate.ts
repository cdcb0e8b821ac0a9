import type { Database } from 'better-sqlite3';
import { StoreError } from '../../core/ports/store.ts';

/** A step of the schema. Once released it never changes; `version` counts up. */
export interface Migration {
  version: number;
  name: string;
  sql: string;
}

/** What a file holds. */
export interface Schema {
  /** In the file's header: tells a file of this program's from any other SQLite database, and one of its kinds from another. */
  applicationId: number;
  /** In the order of their versions, from 1. */
  migrations: readonly Migration[];
}

/**
 * Brings the schema to the newest version, each step in a transaction that also records it. Throws StoreError
 * `newer-version` for a store that a later version of the program has written.
 */
export function migrate(database: Database, schema: Schema, now: () => number): void {
  const { migrations, applicationId } = schema;
  if (readVersion(database, schema) === newestVersion(schema)) return;
  for (const migration of migrations) {
    // Immediate, and the version is read again inside: two processes may start at once.
    database
      .transaction(() => {
        if (readVersion(database, schema) >= migration.version) return;
        if (migration.version === 1) prepareEmptyDatabase(database, applicationId);
        database.exec(migration.sql);
        database
          .prepare('INSERT INTO migrations (version, name, applied_at) VALUES (?, ?, ?)')
          .run(migration.version, migration.name, new Date(now()).toISOString());
        database.pragma(`user_version = ${migration.version}`);
      })
      .immediate();
  }
}

function prepareEmptyDatabase(database: Database, applicationId: number): void {
  database.pragma(`application_id = ${applicationId}`);
  database.exec(
    'CREATE TABLE migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT',
  );
}

/** 0 for an empty file. */
function readVersion(database: Database, schema: Schema): number {
  const { applicationId } = schema;
  const version = Number(database.pragma('user_version', { simple: true }));
  const application = Number(database.pragma('application_id', { simple: true }));
  const tables = database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get();
  if (application !== applicationId && (application !== 0 || version !== 0 || tables !== 0)) {
    throw new StoreError('The file is a database of another program', 'unknown');
  }
  if (version > newestVersion(schema)) {
    throw new StoreError(
      `The store has version ${version}; this program knows versions up to ${newestVersion(schema)}`,
      'newer-version',
    );
  }
  return version;
}

function newestVersion({ migrations }: Schema): number {
  return migrations.at(-1)?.version ?? 0;
}
