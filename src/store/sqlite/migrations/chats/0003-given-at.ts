import type { Migration } from '../../migrate.ts';

/** See StoredAnswer in core/ports/platform-store.ts. */
export const givenAt: Migration = {
  version: 3,
  name: 'given-at',
  sql: 'ALTER TABLE events ADD COLUMN given_at INTEGER;',
};
