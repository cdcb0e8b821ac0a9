import type { Migration } from '../../migrate.ts';

/** See ArticleRevision in core/ports/store.ts. `replaced_at` is epoch milliseconds, `earlier` the whole article as JSON. */
export const revisions: Migration = {
  version: 4,
  name: 'revisions',
  sql: `
    -- number is the order of their making over all articles, revision that within one.
    CREATE TABLE revisions (
      number INTEGER PRIMARY KEY,
      article INTEGER NOT NULL REFERENCES articles (number),
      revision INTEGER NOT NULL,
      content_hash TEXT NOT NULL,
      replaced_at INTEGER NOT NULL,
      earlier TEXT NOT NULL,
      UNIQUE (article, revision)
    ) STRICT;
    CREATE INDEX revisions_by_text ON revisions (content_hash, article);
    CREATE INDEX revisions_by_time ON revisions (replaced_at, article, number);

    -- The address without its fragment, see page-address.ts.
    CREATE INDEX articles_of_page ON articles (
      CASE WHEN instr(url, '#') = 0 OR substr(url, instr(url, '#') + 1, 1) IN ('!', '/') THEN url
      ELSE substr(url, 1, instr(url, '#') - 1) END
    ) WHERE url IS NOT NULL;
  `,
};
