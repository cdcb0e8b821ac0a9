import type { Migration } from '../../migrate.ts';

/** See core/ports/platform-store.ts. Times are epoch milliseconds. */
export const chatsEvents: Migration = {
  version: 1,
  name: 'chats-events',
  sql: `
    CREATE TABLE chats (
      platform TEXT NOT NULL,
      chat TEXT NOT NULL,
      language TEXT,
      paused TEXT CHECK (paused IN ('removed', 'blocked', 'muted', 'gone')),
      server TEXT,
      PRIMARY KEY (platform, chat)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX chats_of_server ON chats (platform, server) WHERE server IS NOT NULL;

    CREATE TABLE buttons (
      platform TEXT NOT NULL,
      key TEXT NOT NULL,
      payload TEXT NOT NULL,
      kept_at INTEGER NOT NULL,
      PRIMARY KEY (platform, key)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX buttons_oldest ON buttons (kept_at);

    CREATE TABLE exchanges (
      platform TEXT NOT NULL,
      chat TEXT NOT NULL,
      message TEXT NOT NULL,
      question TEXT,
      article_ids TEXT NOT NULL,
      kept_at INTEGER NOT NULL,
      PRIMARY KEY (platform, chat, message)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX exchanges_oldest ON exchanges (kept_at);

    -- number is the order in which they were received. body and plan are empty when an event is done with (done_at): only its
    -- id is of use then.
    CREATE TABLE events (
      number INTEGER PRIMARY KEY,
      account TEXT NOT NULL,
      id TEXT NOT NULL,
      lane TEXT NOT NULL,
      body TEXT NOT NULL,
      received_at INTEGER NOT NULL,
      attempts INTEGER NOT NULL DEFAULT 0,
      shown TEXT,
      plan TEXT,
      sent INTEGER NOT NULL DEFAULT 0,
      sending INTEGER NOT NULL DEFAULT 0 CHECK (sending IN (0, 1)),
      uncertain INTEGER NOT NULL DEFAULT 0,
      done_at INTEGER,
      UNIQUE (account, id)
    ) STRICT;
    CREATE INDEX events_open ON events (account, number) WHERE done_at IS NULL;
    CREATE INDEX events_done ON events (done_at) WHERE done_at IS NOT NULL;

    CREATE TABLE platform_notes (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
