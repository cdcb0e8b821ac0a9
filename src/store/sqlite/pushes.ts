import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Push, PushStore } from '../../core/ports/push-store.ts';
import { StoreError } from '../../core/ports/store.ts';
import { planPushedPoll } from '../../core/sources/push.ts';
import { feedHintsSchema, PUSH_STATES } from '../../core/sources/source.ts';
import { json } from './json-column.ts';
import { prepareOnce } from './prepare-once.ts';
import { findSource } from './sources.ts';

const rowSchema = z.object({
  source: z.string(),
  token: z.string(),
  secret: z.string(),
  hub: z.string(),
  topic: z.string(),
  wish: z.enum(['subscribe', 'unsubscribe']),
  state: z.enum(PUSH_STATES),
  until: z.int().nullable(),
  nextAt: z.int(),
  failures: z.int(),
  askedAt: z.int(),
  pushedAt: z.int().nullable(),
});

const COLUMNS =
  'source, token, secret, hub, topic, wish, state, until, next_at AS nextAt, failures, asked_at AS askedAt, pushed_at AS pushedAt';

/** A source that a hub may push: read from the index of those that are offered by one. */
const IS_WANTED = `instr(hints, '"hub":') > 0 AND kind = 'feed' AND polled_sources.state IN ('active', 'failing')`;

function readRow(row: unknown): Push {
  const read = rowSchema.safeParse(row);
  if (!read.success) throw new StoreError('What a hub was asked is not as it was written', 'damaged');
  return read.data;
}

export function findPush(database: Database, token: string): Push | null {
  const row = prepareOnce(database, `SELECT ${COLUMNS} FROM source_pushes WHERE token = ?`).get(token);
  return row === undefined ? null : readRow(row);
}

/** test/store/sqlite-pushes.test.ts holds it to its index: the look is made every minute. */
export const wantedStatement = `SELECT id AS source, hints FROM polled_sources INDEXED BY polled_sources_with_hub
     WHERE ${IS_WANTED} AND NOT EXISTS (SELECT 1 FROM source_pushes
       WHERE source = polled_sources.id AND wish = 'subscribe' AND next_at > ?)
     LIMIT ?`;

const wantedSchema = z.object({ source: z.string(), hints: json(feedHintsSchema) });

export function listWantedPushes(
  database: Database,
  { now, limit }: { now: number; limit: number },
): Awaited<ReturnType<PushStore['listWanted']>> {
  const rows = prepareOnce(database, wantedStatement).all(now, limit);
  const find = prepareOnce(database, `SELECT ${COLUMNS} FROM source_pushes WHERE source = ?`);
  return rows.flatMap((row) => {
    // One that can't be read must not keep the others from their turn.
    const read = wantedSchema.safeParse(row);
    const hub = read.data?.hints.hub;
    if (!read.success || hub === undefined) return [];
    const push = find.get(read.data.source);
    return [{ source: read.data.source, hub, push: push === undefined ? null : readRow(push) }];
  });
}

export function listUnwantedPushes(
  database: Database,
  { now, limit }: { now: number; limit: number },
): Push[] {
  return prepareOnce(
    database,
    `SELECT ${COLUMNS} FROM source_pushes
     WHERE (wish = 'subscribe' OR next_at <= ?)
       AND NOT EXISTS (SELECT 1 FROM polled_sources WHERE id = source_pushes.source AND ${IS_WANTED})
     LIMIT ?`,
  )
    .all(now, limit)
    .map(readRow);
}

export function keepPush(database: Database, push: Push): void {
  prepareOnce(
    database,
    `INSERT OR REPLACE INTO source_pushes
       (source, token, secret, hub, topic, wish, state, until, next_at, failures, asked_at, pushed_at)
     VALUES (@source, @token, @secret, @hub, @topic, @wish, @state, @until, @nextAt, @failures, @askedAt, @pushedAt)`,
  ).run(push);
}

export function changePush(
  database: Database,
  ...[token, change, asked]: Parameters<PushStore['change']>
): void {
  const known = findPush(database, token);
  if (known === null) return;
  if (asked !== undefined && (known.askedAt !== asked.askedAt || known.nextAt !== asked.nextAt)) return;
  keepPush(database, { ...known, ...change });
}

export function removePush(database: Database, token: string): void {
  prepareOnce(database, 'DELETE FROM source_pushes WHERE token = ?').run(token);
}

export function notePush(database: Database, token: string, at: number): boolean {
  const push = findPush(database, token);
  const source = push === null ? null : findSource(database, push.source);
  if (push === null || source === null) return false;
  prepareOnce(database, 'UPDATE source_pushes SET pushed_at = ? WHERE token = ?').run(at, token);
  const claimed = prepareOnce(
    database,
    'UPDATE polled_sources SET pushed_at = ? WHERE id = ? AND claimed_until > ?',
  ).run(at, source.id, at);
  // Who polls it plans it anew at the end.
  if (claimed.changes > 0) return false;
  const soonest = planPushedPoll(source, at);
  if (soonest === null) return false;
  prepareOnce(database, 'UPDATE polled_sources SET next_at = ? WHERE id = ?').run(
    Math.round(soonest),
    source.id,
  );
  return true;
}
