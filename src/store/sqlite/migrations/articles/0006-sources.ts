import type { Migration } from '../../migrate.ts';

/** See core/ports/source-store.ts. Times are epoch milliseconds; pace, hints, bounds and problem are JSON. */
export const sources: Migration = {
  version: 6,
  name: 'sources',
  sql: `
    CREATE TABLE polled_sources (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL CHECK (kind IN ('feed', 'page', 'folder')),
      url TEXT NOT NULL UNIQUE,
      added_url TEXT NOT NULL,
      title TEXT,
      link TEXT,
      language TEXT,
      state TEXT NOT NULL CHECK (state IN ('active', 'paused', 'failing', 'gone')),
      etag TEXT,
      last_modified TEXT,
      body_hash TEXT,
      next_at INTEGER,
      next_reason TEXT NOT NULL CHECK (next_reason IN ('pace', 'server', 'owner', 'failure')),
      interval INTEGER NOT NULL,
      bounds TEXT NOT NULL,
      pace TEXT,
      hints TEXT NOT NULL,
      polled_at INTEGER,
      succeeded_at INTEGER,
      news_at INTEGER,
      problem TEXT,
      failures INTEGER NOT NULL,
      added_by TEXT NOT NULL,
      added_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX polled_sources_due ON polled_sources (next_at) WHERE next_at IS NOT NULL;
    CREATE INDEX polled_sources_added_url ON polled_sources (added_url);

    -- The items that a source's feed has had, whether they were taken in or passed over when it was new.
    CREATE TABLE source_items (
      source INTEGER NOT NULL REFERENCES polled_sources (number) ON DELETE CASCADE,
      key BLOB NOT NULL,
      version BLOB NOT NULL,
      seen_at INTEGER NOT NULL,
      PRIMARY KEY (source, key)
    ) STRICT, WITHOUT ROWID;
  `,
};
