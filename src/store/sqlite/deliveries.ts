import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { StoreError } from '../../core/ports/store.ts';
import {
  DELIVERY_STATES,
  type Delivery,
  type DeliveryEnd,
  type DeliveryState,
  type Target,
  type Told,
  UNSENT_STATES,
  type UnsentState,
} from '../../core/ports/subscription-store.ts';
import type { Slot } from '../../core/schedule/schedule.ts';
import { prepareOnce } from './prepare-once.ts';

const rowSchema = z.object({
  number: z.int(),
  id: z.string(),
  subscription: z.string(),
  platform: z.string(),
  chat: z.string(),
  thread: z.string().nullable(),
  slot_at: z.int(),
  slot_key: z.string(),
  late: z.int(),
  missed: z.int(),
  state: z.enum(DELIVERY_STATES),
  edition: z.string().nullable(),
  reason: z.string().nullable(),
  created_at: z.int(),
  ended_at: z.int().nullable(),
  parts: z.int(),
  uncertain: z.int(),
  corrected_at: z.int().nullable(),
});

const COLUMNS =
  'number, id, subscription, platform, chat, thread, slot_at, slot_key, late, missed, state, edition, reason, created_at, ended_at, parts, uncertain, corrected_at';

function readRow(row: unknown): { number: number; delivery: Delivery } {
  const read = rowSchema.safeParse(row);
  if (!read.success) throw new StoreError('A stored delivery is not as it was written', 'damaged');
  const { number, slot_at, slot_key, late, created_at, ended_at, corrected_at, ...rest } = read.data;
  return {
    number,
    delivery: {
      ...rest,
      slot: { at: slot_at, key: slot_key },
      isLate: late === 1,
      createdAt: created_at,
      endedAt: ended_at,
      correctedAt: corrected_at,
    },
  };
}

export function claimDelivery(
  database: Database,
  delivery: Delivery,
  { expected, next }: { expected: Slot; next: Slot },
): boolean {
  const moved = prepareOnce(
    database,
    'UPDATE subscriptions SET next_at = ?, next_key = ? WHERE id = ? AND next_at = ? AND next_key = ?',
  ).run(next.at, next.key, delivery.subscription, expected.at, expected.key);
  if (moved.changes === 0) return false;
  const {
    id,
    subscription,
    platform,
    chat,
    thread,
    slot,
    isLate,
    missed,
    state,
    reason,
    createdAt,
    endedAt,
  } = delivery;
  const made = prepareOnce(
    database,
    `
      INSERT INTO deliveries
        (id, subscription, platform, chat, thread, slot_at, slot_key, late, missed, state, reason, created_at, ended_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  ).run(
    ...[id, subscription, platform, chat, thread, slot.at, slot.key, isLate ? 1 : 0, missed],
    ...[state, reason, createdAt, endedAt],
  );
  return made.changes > 0;
}

export function findDelivery(database: Database, id: string): Delivery | null {
  const row = prepareOnce(database, `SELECT ${COLUMNS} FROM deliveries WHERE id = ?`).get(id);
  return row === undefined ? null : readRow(row).delivery;
}

export function listDueDeliveries(
  database: Database,
  platform: string,
  { after, limit }: { after: number; limit: number },
): { number: number; delivery: Delivery }[] {
  return prepareOnce(
    database,
    `SELECT ${COLUMNS} FROM deliveries INDEXED BY deliveries_due
    WHERE state = 'due' AND platform = ? AND number > ? ORDER BY number LIMIT ?`,
  )
    .all(platform, after, limit)
    .map(readRow);
}

export function hasEarlierDue(
  database: Database,
  { platform, chat, thread }: Pick<Delivery, 'platform' | 'chat' | 'thread'>,
  number: number,
): boolean {
  const found = prepareOnce(
    database,
    `
      SELECT 1 FROM (
        SELECT state, thread FROM deliveries INDEXED BY deliveries_of_chat
        WHERE platform = ? AND chat = ? AND number < ? ORDER BY number DESC LIMIT 50
      ) WHERE state = 'due' AND thread IS ?`,
  ).get(platform, chat, number, thread);
  return found !== undefined;
}

export function countUnsentDeliveries(database: Database): Record<UnsentState, number> {
  const rows = z.array(z.object({ state: z.enum(UNSENT_STATES), count: z.int() })).parse(
    prepareOnce(
      database,
      `SELECT state, count(*) AS count FROM deliveries INDEXED BY deliveries_by_state
       WHERE state IN ('due', 'held', 'failed') GROUP BY state`,
    ).all(),
  );
  return {
    due: 0,
    held: 0,
    failed: 0,
    ...Object.fromEntries(rows.map(({ state, count }) => [state, count])),
  };
}

export function listDeliveries(
  database: Database,
  {
    limit,
    ...filters
  }: { platform?: string; chat?: string; subscription?: string; state?: DeliveryState; limit: number },
): Delivery[] {
  const given = Object.entries(filters).filter(([, value]) => value !== undefined);
  const where = given.length === 0 ? '' : `WHERE ${given.map(([column]) => `${column} = ?`).join(' AND ')}`;
  return prepareOnce(database, `SELECT ${COLUMNS} FROM deliveries ${where} ORDER BY number DESC LIMIT ?`)
    .all(...given.map(([, value]) => value), limit)
    .map((row) => readRow(row).delivery);
}

export function endDelivery(
  database: Database,
  id: string,
  {
    state,
    edition = null,
    reason = null,
    parts = 0,
    event,
    coveredTo,
    articleIds = [],
    contentHashes = {},
  }: DeliveryEnd,
  at: number,
): boolean {
  const ended = prepareOnce(
    database,
    `
      UPDATE deliveries SET state = ?, edition = ?, reason = ?, parts = ?, ended_at = ?,
        uncertain = coalesce((SELECT uncertain FROM events WHERE account = ? AND events.id = ?), uncertain)
      WHERE id = ? AND state = 'due'`,
  ).run(state, edition, reason, parts, at, event?.account ?? '', event?.id ?? '', id);
  if (ended.changes === 0) return false;
  const delivery = findDelivery(database, id);
  if (delivery === null) return false;
  if (coveredTo !== undefined)
    prepareOnce(
      database,
      'UPDATE subscriptions SET covered_to = max(coalesce(covered_to, 0), ?) WHERE id = ?',
    ).run(coveredTo, delivery.subscription);
  const tell = prepareOnce(
    database,
    // Told once more it is another text of it, by another delivery; one that is sent again tells what it told.
    `
      INSERT INTO told_articles (platform, chat, thread, article, delivery, content_hash) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET content_hash = excluded.content_hash, updated_by = excluded.delivery
      WHERE excluded.content_hash IS NOT NULL AND content_hash IS NOT excluded.content_hash
        AND excluded.delivery <> delivery`,
  );
  const { platform, chat, thread } = delivery;
  for (const article of articleIds)
    tell.run(platform, chat, thread ?? '', article, id, contentHashes[article] ?? null);
  if (articleIds.length > 0) forgetTold(database, delivery, at - TOLD_FOR);
  return true;
}

/** Milliseconds: no digest looks back so far. */
const TOLD_FOR = 30 * 86_400_000;

/** Of the one chat, whose own they are: what it was told does not grow for ever. One that is sent once more has not ended. */
function forgetTold(database: Database, { platform, chat, thread }: Target, before: number): void {
  prepareOnce(
    database,
    `
      DELETE FROM told_articles WHERE platform = ? AND chat = ? AND thread = ? AND NOT EXISTS (
        SELECT 1 FROM deliveries
        WHERE deliveries.id IN (told_articles.delivery, told_articles.updated_by)
          AND (deliveries.state = 'due' OR deliveries.ended_at >= ?))`,
  ).run(platform, chat, thread ?? '', before);
}

export function markDeliveryLate(database: Database, id: string): void {
  prepareOnce(database, "UPDATE deliveries SET late = 1 WHERE id = ? AND state = 'due'").run(id);
}

export function reopenDelivery(database: Database, id: string): boolean {
  return (
    prepareOnce(
      database,
      // Numbered anew, so that who reads on from the last number comes to it.
      "UPDATE deliveries SET state = 'due', reason = NULL, number = (SELECT max(number) + 1 FROM deliveries) WHERE id = ? AND state <> 'due'",
    ).run(id).changes > 0
  );
}

const toldRowSchema = z.object({
  article: z.string(),
  delivery: z.string(),
  updated_by: z.string().nullable(),
  content_hash: z.string().nullable(),
});

/** Of more articles than these all that the chat was told of are read: it was told of fewer, mostly. */
const FEW_ARTICLES = 300;

const TOLD = `
  SELECT article, delivery, updated_by, content_hash FROM told_articles
  WHERE platform = ? AND chat = ? AND thread = ?`;

export function findToldArticles(
  database: Database,
  { platform, chat, thread }: Pick<Target, 'platform' | 'chat' | 'thread'>,
  articleIds: readonly string[] | ReadonlySet<string>,
): Map<string, Told> {
  const target = [platform, chat, thread ?? ''];
  const found = new Map<string, Told>();
  const keep = (row: unknown): void => {
    const { article, delivery, updated_by: updatedBy, content_hash: contentHash } = toldRowSchema.parse(row);
    found.set(article, { delivery, updatedBy, contentHash });
  };
  // A set that many ask with is not copied for each.
  const ids: ReadonlySet<string> =
    articleIds instanceof Set ? articleIds : new Set(articleIds as readonly string[]);
  if (ids.size > FEW_ARTICLES) {
    const all = prepareOnce<string[], { article?: unknown }>(database, TOLD).iterate(...target);
    for (const row of all) if (typeof row.article === 'string' && ids.has(row.article)) keep(row);
    return found;
  }
  const find = prepareOnce(database, `${TOLD} AND article = ?`);
  for (const id of ids) {
    const row = find.get(...target, id);
    if (row !== undefined) keep(row);
  }
  return found;
}

export function forgetDeliveries(database: Database, before: number, limit: number): boolean {
  const old = z.array(z.int()).parse(
    prepareOnce(
      database,
      `
        SELECT number FROM deliveries INDEXED BY deliveries_ended WHERE ended_at < ? AND state <> 'due' ORDER BY ended_at LIMIT ?`,
    )
      .pluck()
      .all(before, limit),
  );
  const forgetToldBy = prepareOnce(
    database,
    `DELETE FROM told_articles WHERE (platform, chat, thread, delivery) IN
      (SELECT platform, chat, coalesce(thread, ''), id FROM deliveries WHERE number = ?)`,
  );
  const forget = prepareOnce(database, 'DELETE FROM deliveries WHERE number = ?');
  for (const number of old) {
    forgetToldBy.run(number);
    forget.run(number);
  }
  return old.length < limit;
}
