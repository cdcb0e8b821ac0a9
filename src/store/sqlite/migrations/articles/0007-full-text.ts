import type { Migration } from '../../migrate.ts';

/** Whether the texts of a source's teasers are fetched from their pages. */
export const fullText: Migration = {
  version: 7,
  name: 'full-text',
  sql: `
    ALTER TABLE polled_sources ADD COLUMN full_text INTEGER NOT NULL DEFAULT 1 CHECK (full_text IN (0, 1));
  `,
};
