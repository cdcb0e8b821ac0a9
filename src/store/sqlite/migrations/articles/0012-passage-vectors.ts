import type { Migration } from '../../migrate.ts';

/** Articles have a vector for each of their passages: see core/embeddings/text-to-embed.ts. */
export const passageVectors: Migration = {
  version: 12,
  name: 'passage-vectors',
  sql: `
    -- vector: those of the passages, one after the other, each a signed byte for each dimension of the space. cutting: how the
    -- article was cut; 1 was its beginning alone, which of a short article is all there is.
    ALTER TABLE article_vectors ADD COLUMN cutting INTEGER NOT NULL DEFAULT 1;
    UPDATE article_vectors SET cutting = 2
    WHERE article IN (SELECT number FROM articles WHERE length(title) + length(body) <= 300);
    CREATE INDEX article_vectors_of_cutting ON article_vectors (space, cutting);
  `,
};
