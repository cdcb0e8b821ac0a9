import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { StoreError } from '../../core/ports/store.ts';
import type { Subscription, Target } from '../../core/ports/subscription-store.ts';
import { scheduleSchema } from '../../core/schedule/schedule.ts';
import { prepareOnce } from './prepare-once.ts';

const words = z.array(z.string());

const rowSchema = z.object({
  id: z.string(),
  platform: z.string(),
  chat: z.string(),
  thread: z.string().nullable(),
  schedule: z.string(),
  topics: z.string(),
  muted: z.string(),
  origin: z.enum(['command', 'configuration']),
  created_at: z.int(),
  next_at: z.int(),
  next_key: z.string(),
  covered_to: z.int().nullable(),
});

/** Of one that is not removed. */
const ROWS = `
  SELECT id, platform, chat, thread, schedule, topics, muted, origin, created_at, next_at, next_key, covered_to
  FROM subscriptions WHERE next_at IS NOT NULL`;

function readRow(row: unknown): Subscription {
  try {
    const { schedule, topics, muted, created_at, next_at, next_key, covered_to, ...rest } =
      rowSchema.parse(row);
    return {
      ...rest,
      schedule: scheduleSchema.parse(JSON.parse(schedule)),
      topics: words.parse(JSON.parse(topics)),
      muted: words.parse(JSON.parse(muted)),
      createdAt: created_at,
      next: { at: next_at, key: next_key },
      coveredTo: covered_to,
    };
  } catch {
    throw new StoreError('A stored subscription is not as it was written', 'damaged');
  }
}

export function addSubscription(database: Database, subscription: Subscription): boolean {
  const { id, platform, chat, thread, schedule, topics, muted, origin, createdAt, next, coveredTo } =
    subscription;
  const added = prepareOnce(
    database,
    `
      INSERT INTO subscriptions
        (id, platform, chat, thread, schedule, topics, muted, origin, created_at, next_at, next_key, covered_to)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  ).run(
    ...[id, platform, chat, thread, JSON.stringify(schedule), JSON.stringify(topics), JSON.stringify(muted)],
    ...[origin, createdAt, next.at, next.key, coveredTo],
  );
  return added.changes > 0;
}

export function findSubscription(database: Database, id: string): Subscription | null {
  const row = prepareOnce(database, `${ROWS} AND id = ?`).get(id);
  return row === undefined ? null : readRow(row);
}

export function listSubscriptions(
  database: Database,
  { platform, chat, thread }: { platform: string; chat: string; thread?: string | null },
): Subscription[] {
  const rows = prepareOnce(database, `${ROWS} AND platform = ? AND chat = ? ORDER BY created_at, id`)
    .all(platform, chat)
    .map(readRow);
  return thread === undefined ? rows : rows.filter((row) => row.thread === thread);
}

export function listMadeSubscriptions(
  database: Database,
  { platform, chat, thread }: Target,
): Pick<Subscription, 'id' | 'origin'>[] {
  return z.array(rowSchema.pick({ id: true, origin: true })).parse(
    prepareOnce(
      database,
      `
          SELECT id, origin FROM subscriptions
          WHERE platform = ? AND chat = ? AND thread IS ? ORDER BY created_at, id`,
    ).all(platform, chat, thread),
  );
}

export function listAllSubscriptions(
  database: Database,
  { after, limit }: { after: string; limit: number },
): Subscription[] {
  return prepareOnce(database, `${ROWS} AND id > ? ORDER BY id LIMIT ?`).all(after, limit).map(readRow);
}

export function changeSubscription(
  database: Database,
  id: string,
  change: Partial<Pick<Subscription, 'schedule' | 'topics' | 'muted' | 'origin' | 'next' | 'thread'>>,
): void {
  const known = findSubscription(database, id);
  if (known === null) return;
  const { schedule, topics, muted, origin, next, thread } = { ...known, ...change };
  prepareOnce(
    database,
    'UPDATE subscriptions SET schedule = ?, topics = ?, muted = ?, origin = ?, next_at = ?, next_key = ?, thread = ? WHERE id = ?',
  ).run(
    ...[JSON.stringify(schedule), JSON.stringify(topics), JSON.stringify(muted)],
    ...[origin, next.at, next.key, thread, id],
  );
}

export function removeSubscription(database: Database, id: string): boolean {
  return (
    prepareOnce(
      database,
      'UPDATE subscriptions SET next_at = NULL, next_key = NULL WHERE id = ? AND next_at IS NOT NULL',
    ).run(id).changes > 0
  );
}

export function forgetSubscription(database: Database, id: string): void {
  prepareOnce(database, 'DELETE FROM subscriptions WHERE id = ?').run(id);
}

/** One that can't be read any more (its zone is not known to this Node) must not keep all others from theirs. */
export function listDueSubscriptions(
  database: Database,
  platform: string,
  now: number,
  limit: number,
): Subscription[] {
  const due: Subscription[] = [];
  const rows = prepareOnce(database, `${ROWS} AND platform = ? AND next_at <= ? ORDER BY next_at`).iterate(
    platform,
    now,
  );
  for (const row of rows) {
    try {
      due.push(readRow(row));
    } catch {
      continue;
    }
    if (due.length === limit) break;
  }
  return due;
}

export function findNextSlot(database: Database, platform: string): number | null {
  const next = prepareOnce(
    database,
    'SELECT min(next_at) FROM subscriptions WHERE platform = ? AND next_at IS NOT NULL',
  ).pluck();
  return z.int().nullable().parse(next.get(platform));
}

export function countSubscriptions(database: Database): number {
  return z
    .int()
    .parse(
      prepareOnce(database, 'SELECT count(*) FROM subscriptions WHERE next_at IS NOT NULL').pluck().get(),
    );
}

/** All of a chat's go on under its new id. */
export function renameSubscriptions(
  database: Database,
  { platform, chat }: { platform: string; chat: string },
  to: string,
): void {
  for (const table of ['subscriptions', 'deliveries'])
    prepareOnce(database, `UPDATE ${table} SET chat = ? WHERE platform = ? AND chat = ?`).run(
      to,
      platform,
      chat,
    );
  prepareOnce(database, 'UPDATE OR IGNORE told_articles SET chat = ? WHERE platform = ? AND chat = ?').run(
    to,
    platform,
    chat,
  );
  // Those that the new id was told of too.
  prepareOnce(database, 'DELETE FROM told_articles WHERE platform = ? AND chat = ?').run(platform, chat);
}
