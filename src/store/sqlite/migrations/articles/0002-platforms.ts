import type { Migration } from '../../migrate.ts';

/** What the platforms keep stood here at first; see 0003-platforms-moved.ts. */
export const platforms: Migration = {
  version: 2,
  name: 'platforms',
  sql: `
    CREATE TABLE chats (
      platform TEXT NOT NULL,
      chat TEXT NOT NULL,
      language TEXT,
      paused TEXT CHECK (paused IN ('removed', 'blocked', 'muted', 'gone')),
      PRIMARY KEY (platform, chat)
    ) STRICT, WITHOUT ROWID;

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

    -- body and plan are empty when an update is done with (done_at): only its id is of use then.
    CREATE TABLE telegram_updates (
      bot INTEGER NOT NULL,
      id INTEGER NOT NULL,
      chat TEXT NOT NULL,
      body TEXT NOT NULL,
      received_at INTEGER NOT NULL,
      attempts INTEGER NOT NULL DEFAULT 0,
      plan TEXT,
      sent INTEGER NOT NULL DEFAULT 0,
      sending INTEGER NOT NULL DEFAULT 0 CHECK (sending IN (0, 1)),
      uncertain INTEGER NOT NULL DEFAULT 0,
      done_at INTEGER,
      PRIMARY KEY (bot, id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX telegram_updates_open ON telegram_updates (bot, id) WHERE done_at IS NULL;
    CREATE INDEX telegram_updates_done ON telegram_updates (done_at) WHERE done_at IS NOT NULL;

    CREATE TABLE platform_notes (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
