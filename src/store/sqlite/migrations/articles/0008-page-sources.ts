import type { Migration } from '../../migrate.ts';

/** Which links of a source that is a page lead to its articles: a CSS selector; null for what looks like them. */
export const pageSources: Migration = {
  version: 8,
  name: 'page-sources',
  sql: 'ALTER TABLE polled_sources ADD COLUMN selector TEXT;',
};
