import type { Migration } from '../../migrate.ts';

/** What hubs were asked to push: see core/ports/push-store.ts. Times are epoch milliseconds. */
export const pushes: Migration = {
  version: 10,
  name: 'pushes',
  sql: `
    -- Until when somebody has it to poll, and whether a hub pushed it since it was taken up last.
    ALTER TABLE polled_sources ADD COLUMN claimed_until INTEGER;
    ALTER TABLE polled_sources ADD COLUMN pushed_at INTEGER;
    CREATE INDEX polled_sources_with_hub ON polled_sources (id) WHERE instr(hints, '"hub":') > 0;

    -- source: an id, without a reference: the hub of a source that is removed must still be told.
    CREATE TABLE source_pushes (
      source TEXT PRIMARY KEY,
      token TEXT NOT NULL UNIQUE,
      secret TEXT NOT NULL,
      hub TEXT NOT NULL,
      topic TEXT NOT NULL,
      wish TEXT NOT NULL CHECK (wish IN ('subscribe', 'unsubscribe')),
      state TEXT NOT NULL CHECK (state IN ('asked', 'held', 'denied', 'failed')),
      until INTEGER,
      next_at INTEGER NOT NULL,
      failures INTEGER NOT NULL,
      asked_at INTEGER NOT NULL,
      pushed_at INTEGER
    ) STRICT, WITHOUT ROWID;
  `,
};
