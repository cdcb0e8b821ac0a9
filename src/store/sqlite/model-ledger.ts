import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { ModelDay, ModelLedger, WritingCounts } from '../../core/ports/model-ledger.ts';
import { withStoreErrors } from './map-sqlite-error.ts';
import { prepareOnce } from './prepare-once.ts';
import type { Writer } from './writer.ts';

/** The common purse's row. */
const ALL = '';

const dayRowSchema = z.object({
  tokens: z.int(),
  input: z.int(),
  cachedInput: z.int(),
  output: z.int(),
  cached: z.int(),
  written: z.int(),
  replaced: z.int(),
  failed: z.int(),
});
const NOTHING: Omit<ModelDay, 'chatTokens'> = {
  ...{ tokens: 0, input: 0, cachedInput: 0, output: 0 },
  ...{ cached: 0, written: 0, replaced: 0, failed: 0 },
};

/** The ledger in the file of the articles. */
export function createModelLedger({
  read,
  writer,
}: {
  read: <T>(operation: string, work: (database: Database) => T) => Promise<T>;
  writer: Writer;
}): ModelLedger {
  const write = <T>(operation: string, work: (database: Database) => T): Promise<T> =>
    writer.write(operation, (database) => withStoreErrors(operation, () => work(database)));

  return {
    reserve: ({ day, chat, tokens }, limits) =>
      write('set tokens aside', (database) => {
        const { changes } = prepareOnce(
          database,
          `INSERT INTO model_spending (day, chat, tokens)
           SELECT @day, purse.column1, @tokens FROM (VALUES (''), (@chat)) AS purse
           WHERE purse.column1 IS NOT NULL AND @tokens <= @dayLimit AND (@chat IS NULL OR @tokens <= @chatLimit)
             AND NOT EXISTS (SELECT 1 FROM model_spending AS spent WHERE spent.day = @day
               AND (spent.chat = '' AND spent.tokens + @tokens > @dayLimit
                 OR spent.chat = @chat AND spent.tokens + @tokens > @chatLimit))
           ON CONFLICT (day, chat) DO UPDATE SET tokens = tokens + excluded.tokens`,
        ).run({ day, chat, tokens, dayLimit: limits.day, chatLimit: limits.chat });
        if (changes > 0) return { over: null };
        return { over: readTokens(database, day, ALL) + tokens > limits.day ? 'day' : 'chat' };
      }),
    settle: ({ day, chat, tokens }, spent) =>
      write('settle tokens', (database) => {
        prepareOnce(
          database,
          `UPDATE model_spending SET tokens = max(0, tokens + @difference), input = input + @input,
             cached_input = cached_input + @cached, output = output + @output
           WHERE day = @day AND chat IN ('', @chat)`,
        ).run({
          ...{ day, chat, difference: spent.tokens - tokens },
          ...{ input: spent.input, cached: spent.cached, output: spent.output },
        });
      }),
    takeTurn: ({ person, period, most }) =>
      write('take a turn', (database) => {
        const { changes } = prepareOnce(
          database,
          `INSERT INTO model_turns (period, person, taken) SELECT @period, @person, 1 WHERE @most >= 1
           ON CONFLICT (period, person) DO UPDATE SET taken = taken + 1 WHERE taken < @most`,
        ).run({ person, period, most });
        return changes > 0;
      }),
    findWriting: (key) =>
      read('find what the model wrote', (database) => {
        const row = prepareOnce<[string], { text: string }>(
          database,
          'SELECT text FROM model_writings WHERE key = ?',
        ).get(key);
        return row?.text ?? null;
      }),
    saveWriting: ({ key, text, day }) =>
      write('save what the model wrote', (database) => {
        prepareOnce(
          database,
          'INSERT INTO model_writings (key, text, day) VALUES (?, ?, ?) ON CONFLICT (key) DO NOTHING',
        ).run(key, text, day);
      }),
    count: (day, { cached = 0, written = 0, replaced = 0, failed = 0 }: Partial<WritingCounts>) =>
      write('count what the model wrote', (database) => {
        prepareOnce(
          database,
          `INSERT INTO model_spending (day, chat, cached, written, replaced, failed) VALUES (?, '', ?, ?, ?, ?)
           ON CONFLICT (day, chat) DO UPDATE SET cached = cached + excluded.cached,
             written = written + excluded.written, replaced = replaced + excluded.replaced, failed = failed + excluded.failed`,
        ).run(day, cached, written, replaced, failed);
      }),
    readDay: (day, chat) =>
      read('read what the model cost', (database) => {
        const row = prepareOnce(
          database,
          `SELECT tokens, input, cached_input AS cachedInput, output, cached, written, replaced, failed
           FROM model_spending WHERE day = ? AND chat = ''`,
        ).get(day);
        const all = row === undefined ? NOTHING : dayRowSchema.parse(row);
        return { ...all, chatTokens: chat === null ? 0 : readTokens(database, day, chat) };
      }),
    forget: (before) =>
      write('forget what the model wrote', (database) => {
        prepareOnce(database, 'DELETE FROM model_spending WHERE day < ?').run(before);
        prepareOnce(database, 'DELETE FROM model_turns WHERE period < ?').run(before);
        prepareOnce(database, 'DELETE FROM model_writings WHERE day < ?').run(before);
      }),
  };
}

function readTokens(database: Database, day: string, chat: string): number {
  const row = prepareOnce<[string, string], { tokens: number }>(
    database,
    'SELECT tokens FROM model_spending WHERE day = ? AND chat = ?',
  ).get(day, chat);
  return row?.tokens ?? 0;
}
