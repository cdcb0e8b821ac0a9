import type { Migration } from '../../migrate.ts';

/** See core/ports/subscription-store.ts. Times are epoch milliseconds; schedule, topics, muted and settings are JSON. */
export const subscriptions: Migration = {
  version: 2,
  name: 'subscriptions',
  sql: `
    ALTER TABLE chats ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';

    -- next_at is null of one that was removed: its id stays known.
    CREATE TABLE subscriptions (
      id TEXT PRIMARY KEY,
      platform TEXT NOT NULL,
      chat TEXT NOT NULL,
      thread TEXT,
      schedule TEXT NOT NULL,
      topics TEXT NOT NULL,
      muted TEXT NOT NULL,
      origin TEXT NOT NULL CHECK (origin IN ('command', 'configuration')),
      created_at INTEGER NOT NULL,
      next_at INTEGER,
      next_key TEXT,
      covered_to INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX subscriptions_due ON subscriptions (next_at) WHERE next_at IS NOT NULL;
    CREATE INDEX subscriptions_of_chat ON subscriptions (platform, chat);
    CREATE INDEX subscriptions_of_platform ON subscriptions (platform, next_at) WHERE next_at IS NOT NULL;

    CREATE TABLE deliveries (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      subscription TEXT NOT NULL,
      platform TEXT NOT NULL,
      chat TEXT NOT NULL,
      thread TEXT,
      slot_at INTEGER NOT NULL,
      slot_key TEXT NOT NULL,
      late INTEGER NOT NULL CHECK (late IN (0, 1)),
      missed INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('due', 'sent', 'empty', 'skipped', 'held', 'failed')),
      edition TEXT,
      reason TEXT,
      created_at INTEGER NOT NULL,
      ended_at INTEGER,
      parts INTEGER NOT NULL DEFAULT 0,
      uncertain INTEGER NOT NULL DEFAULT 0,
      UNIQUE (subscription, slot_key)
    ) STRICT;
    CREATE INDEX deliveries_due ON deliveries (platform, number) WHERE state = 'due';
    CREATE INDEX deliveries_of_chat ON deliveries (platform, chat, number);
    CREATE INDEX deliveries_by_state ON deliveries (state, number);

    CREATE TABLE told_articles (
      platform TEXT NOT NULL,
      chat TEXT NOT NULL,
      thread TEXT NOT NULL,
      article TEXT NOT NULL,
      delivery TEXT NOT NULL,
      PRIMARY KEY (platform, chat, thread, article)
    ) STRICT, WITHOUT ROWID;
  `,
};
