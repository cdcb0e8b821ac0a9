import type { Migration } from '../../migrate.ts';

/** See Told in core/ports/subscription-store.ts. */
export const toldTexts: Migration = {
  version: 4,
  name: 'told-texts',
  sql: `
    ALTER TABLE told_articles ADD COLUMN content_hash TEXT;
    ALTER TABLE told_articles ADD COLUMN updated_by TEXT;
  `,
};
