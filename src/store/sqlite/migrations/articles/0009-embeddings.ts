import type { Migration } from '../../migrate.ts';

/** What articles mean, as vectors: see core/ports/embedding-store.ts. */
export const embeddings: Migration = {
  version: 9,
  name: 'embeddings',
  sql: `
    CREATE TABLE embedding_spaces (
      number INTEGER PRIMARY KEY,
      model TEXT NOT NULL,
      dimension INTEGER NOT NULL,
      UNIQUE (model, dimension)
    ) STRICT;

    -- A row for every article, so that those which wait are found by the index: their space is another, or 0 for none.
    -- vector: a signed byte for each dimension; NULL where there is none to be had. saved: the order of saving, 0 for none.
    CREATE TABLE article_vectors (
      article INTEGER PRIMARY KEY REFERENCES articles (number),
      space INTEGER NOT NULL DEFAULT 0,
      saved INTEGER NOT NULL DEFAULT 0,
      vector BLOB
    ) STRICT;
    CREATE INDEX article_vectors_of_space ON article_vectors (space);
    CREATE INDEX article_vectors_saved ON article_vectors (saved) WHERE saved > 0;
    INSERT INTO article_vectors (article) SELECT number FROM articles;

    CREATE TRIGGER article_without_vector AFTER INSERT ON articles BEGIN
      INSERT INTO article_vectors (article) VALUES (new.number);
    END;
    -- Another text means something else.
    CREATE TRIGGER article_with_stale_vector AFTER UPDATE OF content_hash ON articles
    WHEN old.content_hash <> new.content_hash BEGIN
      UPDATE article_vectors SET space = 0, saved = 0, vector = NULL WHERE article = new.number;
    END;
  `,
};
