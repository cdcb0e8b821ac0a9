import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { IncomingUpdate, OpenUpdate } from '../../core/ports/platform-store.ts';
import { StoreError } from '../../core/ports/store.ts';
import { prepareOnce } from './prepare-once.ts';

const openRowSchema = z.object({
  id: z.int(),
  chat: z.string(),
  body: z.string(),
  received_at: z.int(),
  attempts: z.int(),
  plan: z.string().nullable(),
  sent: z.int(),
  sending: z.int(),
});

export function receiveUpdates(
  database: Database,
  bot: number,
  updates: readonly IncomingUpdate[],
): number[] {
  const insert = prepareOnce(
    database,
    'INSERT INTO telegram_updates (bot, id, chat, body, received_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  return updates
    .filter(({ id, chat, body, receivedAt }) => insert.run(bot, id, chat, body, receivedAt).changes > 0)
    .map(({ id }) => id);
}

export function listOpenUpdates(database: Database, bot: number): OpenUpdate[] {
  return prepareOnce(
    database,
    'SELECT id, chat, body, received_at, attempts, plan, sent, sending FROM telegram_updates WHERE bot = ? AND done_at IS NULL ORDER BY id',
  )
    .all(bot)
    .map((row) => {
      const read = openRowSchema.safeParse(row);
      if (!read.success) throw new StoreError('A stored update is not as it was written', 'damaged');
      const { plan, sent, sending, received_at: receivedAt, ...update } = read.data;
      return { ...update, receivedAt, answer: plan === null ? null : { plan, sent, sending: sending === 1 } };
    });
}

export function countAttempt(database: Database, bot: number, id: number): void {
  prepareOnce(database, 'UPDATE telegram_updates SET attempts = attempts + 1 WHERE bot = ? AND id = ?').run(
    bot,
    id,
  );
}

export function planUpdate(
  database: Database,
  bot: number,
  id: number,
  plan: string,
  { uncertain }: { uncertain: number },
): void {
  prepareOnce(
    database,
    'UPDATE telegram_updates SET plan = ?, sent = 0, sending = 0, uncertain = uncertain + ? WHERE bot = ? AND id = ?',
  ).run(plan, uncertain, bot, id);
}

export function putBackPart(database: Database, bot: number, id: number): void {
  prepareOnce(database, 'UPDATE telegram_updates SET sending = 0 WHERE bot = ? AND id = ?').run(bot, id);
}

export function startPart(database: Database, bot: number, id: number, part: number): void {
  prepareOnce(database, 'UPDATE telegram_updates SET sent = ?, sending = 1 WHERE bot = ? AND id = ?').run(
    part,
    bot,
    id,
  );
}

export function endPart(
  database: Database,
  bot: number,
  id: number,
  part: number,
  { uncertain }: { uncertain: number },
): void {
  prepareOnce(
    database,
    'UPDATE telegram_updates SET sent = ?, sending = 0, uncertain = uncertain + ? WHERE bot = ? AND id = ?',
  ).run(part + 1, uncertain, bot, id);
}

export function finishUpdate(database: Database, bot: number, id: number, now: number): void {
  prepareOnce(
    database,
    "UPDATE telegram_updates SET body = '', plan = NULL, sending = 0, done_at = ? WHERE bot = ? AND id = ?",
  ).run(now, bot, id);
}

export function countUncertain(database: Database, bot: number): number {
  const sum = prepareOnce(
    database,
    'SELECT coalesce(sum(uncertain), 0) FROM telegram_updates WHERE bot = ?',
  ).pluck();
  return z.int().parse(sum.get(bot));
}

export function forgetUpdates(database: Database, before: number): void {
  prepareOnce(database, 'DELETE FROM telegram_updates WHERE done_at < ?').run(before);
}
