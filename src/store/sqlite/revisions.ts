import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { type Article, articleSchema } from '../../core/model/article.ts';
import {
  type ArticleRevision,
  REVISIONS_KEPT,
  type RevisionMade,
  StoreError,
} from '../../core/ports/store.ts';
import { prepareOnce } from './prepare-once.ts';

const rowSchema = z.object({ revision: z.int(), replaced_at: z.int(), earlier: z.string() });

/** The writing side of the table of revisions, for one transaction of `database`. */
export function createRevisionWriter(database: Database) {
  const insert = database.prepare(`
    INSERT INTO revisions (article, revision, content_hash, replaced_at, earlier)
    SELECT @article, coalesce(max(revision), 0) + 1, @contentHash, @replacedAt, @earlier
    FROM revisions WHERE article = @article`);
  const thin = database.prepare(`
    DELETE FROM revisions WHERE article = @article AND revision > 1
      AND revision <= (SELECT max(revision) FROM revisions WHERE article = @article) - @kept + 1`);
  const ofArticle = database
    .prepare<[string, number], number>('SELECT 1 FROM revisions WHERE content_hash = ? AND article = ?')
    .pluck();
  const ofAny = database
    .prepare<[string], string>(
      'SELECT id FROM articles WHERE number = (SELECT article FROM revisions WHERE content_hash = ? LIMIT 1)',
    )
    .pluck();
  return {
    /** Keeps the text that an article had, and of its revisions the first and the last ones. */
    add(article: number, before: Article, replacedAt: number): void {
      const { contentHash } = before;
      insert.run({ article, contentHash, replacedAt, earlier: JSON.stringify(before) });
      thin.run({ article, kept: REVISIONS_KEPT });
    },
    /** Whether an article had a text. */
    has(article: number, contentHash: string): boolean {
      return ofArticle.get(contentHash, article) !== undefined;
    },
    /** The id of an article that had a text; null where none did. */
    findArticle(contentHash: string): string | null {
      return ofAny.get(contentHash) ?? null;
    },
  };
}

export function findRevisions(database: Database, articleId: string): ArticleRevision[] {
  return prepareOnce(
    database,
    `
      SELECT revision, replaced_at, earlier FROM revisions
      WHERE article = (SELECT number FROM articles WHERE id = ?) ORDER BY revision`,
  )
    .all(articleId)
    .map(readRow);
}

function readRow(row: unknown): ArticleRevision {
  try {
    const { revision, replaced_at, earlier } = rowSchema.parse(row);
    return {
      number: revision,
      replacedAt: new Date(replaced_at).toISOString(),
      article: articleSchema.parse(JSON.parse(earlier)),
    };
  } catch {
    // Without the cause: messages of JSON.parse and zod may quote what the article says.
    throw new StoreError('A stored revision is not as it was written', 'damaged');
  }
}

export function listRevised(
  database: Database,
  { after, limit }: { after: number; limit: number },
): RevisionMade[] {
  return prepareOnce<[number, number], RevisionMade>(
    database,
    `
      SELECT revisions.number, articles.id AS articleId, replaced_at AS at
      FROM revisions JOIN articles ON articles.number = revisions.article
      WHERE revisions.number > ? ORDER BY revisions.number LIMIT ?`,
  ).all(after, limit);
}

/** The last changed first. */
export function listChanged(
  database: Database,
  { after, upTo, limit }: { after: number; upTo: number; limit: number },
): string[] {
  return prepareOnce<[number, number, number], string>(
    database,
    `
      SELECT id FROM (
        SELECT article, max(number) AS last FROM revisions WHERE replaced_at > ? AND replaced_at <= ?
        GROUP BY article ORDER BY last DESC LIMIT ?
      ) AS changed JOIN articles ON articles.number = changed.article ORDER BY last DESC`,
  )
    .pluck()
    .all(after, upTo, limit);
}
