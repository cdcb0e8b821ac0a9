import type { Database } from 'better-sqlite3';
import type { ItemMark } from '../../core/ports/source-store.ts';
import { prepareOnce } from './prepare-once.ts';

/** As the port says. */
const MOST_KEPT = 1000;

export function findNewItems(database: Database, id: string, items: readonly ItemMark[]): number[] {
  const number = findNumber(database, id);
  const version = prepareOnce<[number, Buffer], Buffer>(
    database,
    'SELECT version FROM source_items WHERE source = ? AND key = ?',
  ).pluck();
  return items.flatMap((item, index) => {
    const known = number === null ? undefined : version.get(number, toBytes(item.key));
    return known?.equals(toBytes(item.version)) === true ? [] : [index];
  });
}

export function keepItems(database: Database, id: string, items: readonly ItemMark[], at: number): void {
  const number = findNumber(database, id);
  if (number === null) return;
  const keep = prepareOnce(
    database,
    `
    INSERT INTO source_items (source, key, version, seen_at) VALUES (?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET version = excluded.version, seen_at = excluded.seen_at`,
  );
  for (const { key, version } of items) keep.run(number, toBytes(key), toBytes(version), at);
  const count = Number(
    prepareOnce(database, 'SELECT count(*) FROM source_items WHERE source = ?').pluck().get(number),
  );
  if (count <= Math.max(MOST_KEPT, items.length)) return;
  prepareOnce(
    database,
    `
    DELETE FROM source_items WHERE source = @number AND key NOT IN (
      SELECT key FROM source_items WHERE source = @number ORDER BY seen_at DESC LIMIT @most)`,
  ).run({ number, most: Math.max(MOST_KEPT, items.length) });
}

export function findNumber(database: Database, id: string): number | null {
  return (
    prepareOnce<[string], number>(database, 'SELECT number FROM polled_sources WHERE id = ?')
      .pluck()
      .get(id) ?? null
  );
}

function toBytes(hexadecimal: string): Buffer {
  return Buffer.from(hexadecimal, 'hex');
}
