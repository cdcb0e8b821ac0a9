import type { Migration } from '../../migrate.ts';

/** What the language model cost and wrote. */
export const model: Migration = {
  version: 5,
  name: 'model',
  sql: `
    -- chat is '' for all together; the counts of texts and sentences stand there alone. tokens: set aside or spent.
    CREATE TABLE model_spending (
      day TEXT NOT NULL,
      chat TEXT NOT NULL,
      tokens INTEGER NOT NULL DEFAULT 0,
      input INTEGER NOT NULL DEFAULT 0,
      cached_input INTEGER NOT NULL DEFAULT 0,
      output INTEGER NOT NULL DEFAULT 0,
      cached INTEGER NOT NULL DEFAULT 0,
      written INTEGER NOT NULL DEFAULT 0,
      replaced INTEGER NOT NULL DEFAULT 0,
      failed INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (day, chat)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE model_turns (
      period TEXT NOT NULL,
      person TEXT NOT NULL,
      taken INTEGER NOT NULL,
      PRIMARY KEY (period, person)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE model_writings (
      key TEXT PRIMARY KEY,
      text TEXT NOT NULL,
      day TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX model_writings_oldest ON model_writings (day);
  `,
};
