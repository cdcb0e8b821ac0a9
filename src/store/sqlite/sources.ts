import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { SourceStore } from '../../core/ports/source-store.ts';
import { StoreError } from '../../core/ports/store.ts';
import type { SourceChange } from '../../core/sources/after-poll.ts';
import { planPushedPoll } from '../../core/sources/push.ts';
import { SOURCE_STATES, type Source, sourceSchema } from '../../core/sources/source.ts';
import { json } from './json-column.ts';
import { prepareOnce } from './prepare-once.ts';

const instant = z.int().nullable();

const { bounds, pace, hints, push, problem } = sourceSchema.shape;

/** A source as its row has it. */
const rowSchema = sourceSchema.extend({
  nextAt: instant,
  interval: z.int(),
  bounds: json(bounds),
  fullText: z.int().transform((value) => value === 1),
  pace: json(pace.unwrap()).nullable(),
  hints: json(hints),
  polledAt: instant,
  succeededAt: instant,
  newsAt: instant,
  push: json(push.unwrap()).nullable(),
  problem: json(problem.unwrap()).nullable(),
  addedAt: z.int(),
});

const COLUMNS = `
  id, kind, url, added_url AS addedUrl, title, link, language, state, etag, last_modified AS lastModified,
  body_hash AS bodyHash, next_at AS nextAt, next_reason AS nextReason, interval, bounds,
  full_text AS fullText, pace, hints, polled_at AS polledAt, succeeded_at AS succeededAt, news_at AS newsAt, problem, failures,
  selector, added_by AS addedBy, added_at AS addedAt,
  (SELECT json_object('state', state, 'hub', hub, 'until', until, 'pushedAt', pushed_at) FROM source_pushes
    WHERE source = polled_sources.id) AS push`;

/** Those that only bots with sources need; test/store/sqlite-sources.test.ts holds them to their index. */
export const dueStatements = {
  due: `SELECT ${COLUMNS} FROM polled_sources WHERE next_at <= ? ORDER BY next_at LIMIT ?`,
  next: 'SELECT min(next_at) FROM polled_sources WHERE next_at IS NOT NULL',
};

/** The row of a source, as named parameters. */
function toRow(source: Source): Record<string, string | number | null> {
  const { pace, hints, bounds, fullText, problem, push: _ofItsOwn, ...rest } = source;
  return {
    ...rest,
    interval: Math.round(source.interval),
    nextAt: source.nextAt === null ? null : Math.round(source.nextAt),
    bounds: JSON.stringify(bounds),
    fullText: fullText ? 1 : 0,
    hints: JSON.stringify(hints),
    pace: pace === null ? null : JSON.stringify(pace),
    problem: problem === null ? null : JSON.stringify(problem),
  };
}

function readRow(row: unknown): Source {
  const read = rowSchema.safeParse(row);
  if (!read.success) throw new StoreError('A stored source is not as it was written', 'damaged');
  return read.data;
}

export function addSource(database: Database, source: Source): boolean {
  return (
    prepareOnce(
      database,
      `
      INSERT INTO polled_sources
        (id, kind, url, added_url, title, link, language, state, etag, last_modified, body_hash, next_at, next_reason,
         interval, bounds, full_text, pace, hints, polled_at, succeeded_at, news_at, problem, failures, selector, added_by, added_at)
      VALUES
        (@id, @kind, @url, @addedUrl, @title, @link, @language, @state, @etag, @lastModified, @bodyHash, @nextAt, @nextReason,
         @interval, @bounds, @fullText, @pace, @hints, @polledAt, @succeededAt, @newsAt, @problem, @failures, @selector, @addedBy, @addedAt)
      ON CONFLICT DO NOTHING`,
    ).run(toRow(source)).changes > 0
  );
}

export function findSource(database: Database, id: string): Source | null {
  const row = prepareOnce(database, `SELECT ${COLUMNS} FROM polled_sources WHERE id = ?`).get(id);
  return row === undefined ? null : readRow(row);
}

export function findSourceByUrl(database: Database, url: string): Source | null {
  const row = prepareOnce(
    database,
    `SELECT ${COLUMNS} FROM polled_sources WHERE url = ? OR added_url = ? ORDER BY url = ? DESC LIMIT 1`,
  ).get(url, url, url);
  return row === undefined ? null : readRow(row);
}

export function listSources(
  database: Database,
  { offset, limit }: { offset: number; limit: number },
): Source[] {
  return prepareOnce(database, `SELECT ${COLUMNS} FROM polled_sources ORDER BY number LIMIT ? OFFSET ?`)
    .all(limit, offset)
    .map(readRow);
}

export function changeSource(database: Database, id: string, change: SourceChange): void {
  const known = findSource(database, id);
  if (known === null) return;
  prepareOnce(
    database,
    `
    UPDATE polled_sources SET
      url = @url, title = @title, link = @link, language = @language, state = @state, etag = @etag,
      last_modified = @lastModified, body_hash = @bodyHash, next_at = @nextAt, next_reason = @nextReason,
      interval = @interval, bounds = @bounds, full_text = @fullText, pace = @pace, hints = @hints, polled_at = @polledAt,
      succeeded_at = @succeededAt, news_at = @newsAt, problem = @problem, failures = @failures,
      selector = @selector
    WHERE id = @id`,
  ).run(toRow({ ...known, ...change }));
}

export function removeSource(database: Database, id: string): boolean {
  return prepareOnce(database, 'DELETE FROM polled_sources WHERE id = ?').run(id).changes > 0;
}

export function claimDueSources(
  database: Database,
  { now, until, limit }: { now: number; until: number; limit: number },
): Source[] {
  const postpone = prepareOnce(
    database,
    'UPDATE polled_sources SET next_at = @until, claimed_until = @until, pushed_at = NULL WHERE id = @id',
  );
  // Read to the end before anything is written: the index that is walked changes with it.
  const due = prepareOnce<unknown[], { id: string }>(database, dueStatements.due).all(now, limit);
  for (const { id } of due) postpone.run({ until, id });
  return due.flatMap((row) => {
    const read = rowSchema.safeParse(row);
    // One that can't be read must not keep the others from their turn; it is passed over until it can be.
    return read.success ? [read.data] : [];
  });
}

export function endPoll(database: Database, id: string, change: SourceChange): void {
  const known = findSource(database, id);
  if (known === null) return;
  const { state, nextAt, url, ...rest } = change;
  const holder = url === undefined ? null : findSourceByUrl(database, url);
  changeSource(database, id, {
    ...rest,
    ...(known.state === 'paused' || state === undefined ? {} : { state }),
    ...(known.state === 'paused' || nextAt === undefined ? {} : { nextAt }),
    ...(url === undefined || (holder !== null && holder.id !== id) ? {} : { url }),
  });
  const claim = prepareOnce<[string], { pushedAt: number | null }>(
    database,
    'UPDATE polled_sources SET claimed_until = NULL WHERE id = ? RETURNING pushed_at AS pushedAt',
  ).get(id);
  // It was pushed while it was polled: what came may not have been in the feed yet.
  const isPushed = typeof rest.polledAt === 'number' && typeof claim?.pushedAt === 'number';
  const ended = isPushed ? findSource(database, id) : null;
  const soonest = ended === null ? null : planPushedPoll(ended, ended.polledAt ?? 0);
  if (soonest !== null) changeSource(database, id, { nextAt: soonest });
}

export function findNextDue(database: Database): number | null {
  return instant.parse(prepareOnce(database, dueStatements.next).pluck().get());
}

const FAILS = "state <> 'paused' AND failures > 0";

export function listFailing(
  database: Database,
  { limit }: { limit: number },
): Awaited<ReturnType<SourceStore['listFailing']>> {
  const count = prepareOnce(database, `SELECT count(*) FROM polled_sources WHERE ${FAILS}`).pluck().get();
  const rows = prepareOnce(
    database,
    `SELECT ${COLUMNS} FROM polled_sources WHERE ${FAILS} ORDER BY failures DESC, number LIMIT ?`,
  ).all(limit);
  return { count: Number(count), sources: rows.map(readRow) };
}

/** In a row, after which an active source counts as one that could not be read. */
const LASTING = 3;

export function countSources(database: Database): Awaited<ReturnType<SourceStore['count']>> {
  const counts = { active: 0, paused: 0, failing: 0, gone: 0, unread: 0 };
  const rows = z
    .array(z.object({ state: z.enum(SOURCE_STATES), count: z.int(), lasting: z.int() }))
    .parse(
      prepareOnce(
        database,
        'SELECT state, count(*) AS count, count(*) FILTER (WHERE failures >= ?) AS lasting FROM polled_sources GROUP BY state',
      ).all(LASTING),
    );
  for (const { state, count, lasting } of rows) {
    counts[state] = count;
    if (state === 'failing' || state === 'gone') counts.unread += count;
    if (state === 'active') counts.unread += lasting;
  }
  return counts;
}
