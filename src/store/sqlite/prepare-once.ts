import type { Database, Statement } from 'better-sqlite3';

const statements = new WeakMap<Database, Map<string, Statement>>();

/**
 * A statement of a connection, prepared the first time: what runs thousands of times a second is not compiled as often.
 * For texts of ours only, of which there are few; what is set on a statement (`pluck`) stays set.
 */
export function prepareOnce<Parameters extends unknown[] = unknown[], Row = unknown>(
  database: Database,
  sql: string,
): Statement<Parameters, Row> {
  const known = statements.get(database) ?? new Map<string, Statement>();
  statements.set(database, known);
  const statement = known.get(sql) ?? database.prepare(sql);
  known.set(sql, statement);
  // The caller knows what its text takes and gives, as with `prepare`.
  return statement as Statement<Parameters, Row>;
}
