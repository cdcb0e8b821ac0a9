import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { FolderFile } from '../../core/ports/source-store.ts';
import { fileProblems } from '../../core/sources/file-problem.ts';
import { prepareOnce } from './prepare-once.ts';
import { findNumber } from './source-items.ts';

const rowsSchema = z.array(
  z.object({
    path: z.string(),
    mark: z.string(),
    // A reason that a later version gave is one all the same.
    problem: z.enum(fileProblems).nullable().catch('failed'),
  }),
);

export function listFiles(database: Database, id: string): FolderFile[] {
  return rowsSchema.parse(
    prepareOnce(database, 'SELECT path, mark, problem FROM source_files WHERE source = ? ORDER BY path').all(
      findNumber(database, id),
    ),
  );
}

export function keepFile(database: Database, id: string, { path, mark, problem }: FolderFile): void {
  const number = findNumber(database, id);
  if (number === null) return;
  prepareOnce(
    database,
    `
    INSERT INTO source_files (source, path, mark, problem) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET mark = excluded.mark, problem = excluded.problem`,
  ).run(number, path, mark, problem);
}

export function forgetFiles(database: Database, id: string, paths: readonly string[]): void {
  const number = findNumber(database, id);
  const forget = prepareOnce(database, 'DELETE FROM source_files WHERE source = ? AND path = ?');
  for (const path of paths) forget.run(number, path);
}
