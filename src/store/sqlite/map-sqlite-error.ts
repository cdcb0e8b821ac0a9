import { StoreError } from '../../core/ports/store.ts';

type Remedy = StoreError['remedy'];

/** By the first word of SQLite's result code (https://www.sqlite.org/rescode.html), and Node's for the folder. */
const remedies: Record<string, Remedy> = {
  SQLITE_NOTADB: 'damaged',
  SQLITE_CORRUPT: 'damaged',
  SQLITE_READONLY: 'read-only',
  SQLITE_PERM: 'read-only',
  SQLITE_BUSY: 'locked',
  SQLITE_LOCKED: 'locked',
  SQLITE_FULL: 'disk-full',
  EACCES: 'read-only',
  EPERM: 'read-only',
  EROFS: 'read-only',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
};

/**
 * What went wrong as a StoreError whose message names the operation and the code only. A message of FTS5 quotes the
 * query, which is a person's, so it isn't kept as the cause.
 */
export function mapSqliteError(error: unknown, operation: string): StoreError {
  if (error instanceof StoreError) return error;
  const code = codeOf(error);
  const remedy = remedies[/^(?:SQLITE_)?[A-Z]+/.exec(code)?.[0] ?? ''] ?? 'unknown';
  const quotesQuery = error instanceof Error && error.message.startsWith('fts5:');
  return new StoreError(
    `The store failed to ${operation}${code && ` (${code})`}`,
    remedy,
    quotesQuery ? undefined : error,
  );
}

/** Runs `work`; what it throws leaves as a StoreError. */
export function withStoreErrors<T>(operation: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw mapSqliteError(error, operation);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
