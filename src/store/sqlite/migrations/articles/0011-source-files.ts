import type { Migration } from '../../migrate.ts';

/** The files of sources that are folders, as they were when they were read. See core/ports/source-store.ts. */
export const sourceFiles: Migration = {
  version: 11,
  name: 'source-files',
  sql: `
    CREATE TABLE source_files (
      source INTEGER NOT NULL REFERENCES polled_sources (number) ON DELETE CASCADE,
      path TEXT NOT NULL,
      mark TEXT NOT NULL,
      problem TEXT,
      PRIMARY KEY (source, path)
    ) STRICT, WITHOUT ROWID;
  `,
};
