import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { keepPossibleTime } from '../../core/articles/keep-possible-time.ts';
import { digestOutputSchema } from '../../core/model/output.ts';
import { type StoredEdition, StoreError } from '../../core/ports/store.ts';
import { prepareOnce } from './prepare-once.ts';

const editionRowSchema = z.object({
  id: z.string(),
  key: z.string(),
  created_at: z.string(),
  output: z.string(),
});

/** Keeps the edition that is there already under the same key. */
export function saveEdition(database: Database, { id, key, createdAt, output }: StoredEdition): void {
  database
    .prepare(
      'INSERT INTO editions (id, key, created_at, output) VALUES (?, ?, ?, ?) ON CONFLICT (key) DO NOTHING',
    )
    .run(id, key, createdAt, JSON.stringify(output));
}

export function findEdition(
  database: Database,
  query: { id: string } | { key: string },
): StoredEdition | null {
  const row =
    'id' in query
      ? prepareOnce(database, 'SELECT id, key, created_at, output FROM editions WHERE id = ?').get(query.id)
      : prepareOnce(database, 'SELECT id, key, created_at, output FROM editions WHERE key = ?').get(
          query.key,
        );
  return row === undefined ? null : readEditionRow(row);
}

function keepPossible(key: string, value: unknown): unknown {
  return key === 'publishedAt' && typeof value === 'string' ? keepPossibleTime(value) : value;
}

function readEditionRow(row: unknown): StoredEdition {
  try {
    const { id, key, created_at, output } = editionRowSchema.parse(row);
    return {
      id,
      key,
      createdAt: created_at,
      output: digestOutputSchema.parse(JSON.parse(output, keepPossible)),
    };
  } catch {
    // Without the cause: messages of JSON.parse and zod may quote what the edition says.
    throw new StoreError('A stored edition is not as it was written', 'damaged');
  }
}
