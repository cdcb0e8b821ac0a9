import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { IncomingEvent, OpenEvent } from '../../core/ports/platform-store.ts';
import { StoreError } from '../../core/ports/store.ts';
import { prepareOnce } from './prepare-once.ts';

const openRowSchema = z.object({
  id: z.string(),
  lane: z.string(),
  body: z.string(),
  received_at: z.int(),
  attempts: z.int(),
  shown: z.string().nullable(),
  plan: z.string().nullable(),
  sent: z.int(),
  sending: z.int(),
  given_at: z.int().nullable(),
});

export function receiveEvents(
  database: Database,
  account: string,
  events: readonly IncomingEvent[],
): string[] {
  const insert = prepareOnce(
    database,
    'INSERT INTO events (account, id, lane, body, received_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  return events
    .filter(({ id, lane, body, receivedAt }) => insert.run(account, id, lane, body, receivedAt).changes > 0)
    .map(({ id }) => id);
}

export function listOpenEvents(database: Database, account: string): OpenEvent[] {
  return prepareOnce(
    database,
    'SELECT id, lane, body, received_at, attempts, shown, plan, sent, sending, given_at FROM events WHERE account = ? AND done_at IS NULL ORDER BY number',
  )
    .all(account)
    .map((row) => {
      const read = openRowSchema.safeParse(row);
      if (!read.success) throw new StoreError('A stored event is not as it was written', 'damaged');
      const { plan, sent, sending, given_at: since, received_at: receivedAt, ...event } = read.data;
      const isSending = sending === 1;
      const answer = { sent, sending: isSending, givenAt: isSending ? since : null };
      return { ...event, receivedAt, answer: plan === null ? null : { plan, ...answer } };
    });
}

export function countAttempt(database: Database, account: string, id: string): void {
  prepareOnce(database, 'UPDATE events SET attempts = attempts + 1 WHERE account = ? AND id = ?').run(
    account,
    id,
  );
}

export function showEvent(database: Database, account: string, id: string, message: string): void {
  prepareOnce(database, 'UPDATE events SET shown = ? WHERE account = ? AND id = ?').run(message, account, id);
}

export function planEvent(
  database: Database,
  account: string,
  id: string,
  plan: string,
  { uncertain }: { uncertain: number },
): void {
  prepareOnce(
    database,
    'UPDATE events SET plan = ?, sent = 0, sending = 0, uncertain = uncertain + ? WHERE account = ? AND id = ?',
  ).run(plan, uncertain, account, id);
}

export function putBackPart(database: Database, account: string, id: string): void {
  prepareOnce(database, 'UPDATE events SET sending = 0 WHERE account = ? AND id = ?').run(account, id);
}

export function startPart(database: Database, account: string, id: string, part: number, at: number): void {
  // Given away again, with nothing known of the time before, it counts from that.
  prepareOnce(
    database,
    `
    UPDATE events
    SET given_at = CASE WHEN sending = 1 AND sent = :part THEN coalesce(given_at, :at) ELSE :at END, sent = :part, sending = 1
    WHERE account = :account AND id = :id`,
  ).run({ account, id, part, at });
}

export function endPart(
  database: Database,
  account: string,
  id: string,
  part: number,
  { uncertain }: { uncertain: number },
): void {
  prepareOnce(
    database,
    'UPDATE events SET sent = ?, sending = 0, uncertain = uncertain + ? WHERE account = ? AND id = ?',
  ).run(part + 1, uncertain, account, id);
}

export function finishEvent(database: Database, account: string, id: string, now: number): void {
  prepareOnce(
    database,
    "UPDATE events SET body = '', plan = NULL, sending = 0, done_at = ? WHERE account = ? AND id = ?",
  ).run(now, account, id);
}

export function countUncertain(database: Database, account: string): number {
  const sum = prepareOnce(
    database,
    'SELECT coalesce(sum(uncertain), 0) FROM events WHERE account = ?',
  ).pluck();
  return z.int().parse(sum.get(account));
}

export function forgetEvents(database: Database, before: number): void {
  prepareOnce(database, 'DELETE FROM events WHERE done_at < ?').run(before);
}
