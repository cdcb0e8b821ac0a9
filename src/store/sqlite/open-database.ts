import { constants } from 'node:fs';
import { access, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { StoreError } from '../../core/ports/store.ts';
import { migrate, type Schema } from './migrate.ts';
import { retryWhileBusy } from './retry-while-busy.ts';

/** Two connections to one file: reads go on, on the last committed state, while an import writes. */
export interface OpenDatabase {
  reader: Database.Database;
  writer: Database.Database;
  /** Closes both, and removes the file of `:memory:`. */
  close(): Promise<void>;
}

/**
 * Opens the database of a path, creating its folder, and brings its schema up to date. `:memory:` is a file in the
 * temporary folder that `close` removes: two connections can't share a database in memory the way they share a file.
 * `lockTimeout` is in milliseconds.
 */
export async function openDatabase(options: {
  path: string;
  schema: Schema;
  now: () => number;
  lockTimeout: number;
}): Promise<OpenDatabase> {
  const temporary = options.path === ':memory:' ? await mkdtemp(join(tmpdir(), 'jianbao-')) : null;
  const file = temporary === null ? resolve(options.path) : join(temporary, 'store.db');
  const connections: Database.Database[] = [];
  const close = async () => {
    for (const connection of connections) connection.close();
    if (temporary !== null) await rm(temporary, { recursive: true, force: true });
  };
  try {
    await mkdir(dirname(file), { recursive: true });
    await requireWritable(file);
    const writer = await retryWhileBusy(options.lockTimeout, () => {
      const connection = connect(file, temporary === null ? 'FULL' : 'OFF', 0);
      try {
        // In KiB. A large import writes all over the indexes; what they don't fit in here is written many times.
        connection.pragma('cache_size = -65536');
        // Reads the header and the schema, where SQLite finds what is no database, and a file cut short by its length.
        migrate(connection, options.schema, options.now);
        return connection;
      } catch (error) {
        connection.close();
        throw error;
      }
    });
    connections.push(writer);
    const reader = connect(file, 'FULL', READER_PATIENCE);
    connections.push(reader);
    reader.pragma('query_only = ON');
    return { reader, writer, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A reader of a WAL is refused only for the moment in which another process recovers the log, in milliseconds. */
const READER_PATIENCE = 100;

/** `patience`: milliseconds for which SQLite waits for a lock inside a call, which stops the event loop; 0 where retryWhileBusy waits. */
function connect(file: string, synchronous: 'FULL' | 'OFF', patience: number): Database.Database {
  const connection = new Database(file, { timeout: patience });
  try {
    connection.pragma('journal_mode = WAL');
    // WAL with NORMAL survives kill -9 too, but may lose the last commits when the power fails, and with them the
    // record that something was sent. Commits are few and large here, so that one fsync for each isn't felt.
    connection.pragma(`synchronous = ${synchronous}`);
    connection.pragma('foreign_keys = ON');
    // What a large import leaves of the log is given back to the disk at the next checkpoint.
    connection.pragma('journal_size_limit = 67108864');
    // A damaged or hostile file's schema can't call functions with side effects, nor may it crash the parser.
    connection.pragma('trusted_schema = OFF');
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** SQLite opens a file that it can't write for reading only, without a word; say so now and not at the first write. */
async function requireWritable(file: string): Promise<void> {
  await access(dirname(file), constants.W_OK);
  try {
    await access(file, constants.W_OK);
    if (!(await stat(file)).isFile()) throw new StoreError('The path of the store is not a file', 'unknown');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}
