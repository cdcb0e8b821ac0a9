import type { Database } from 'better-sqlite3';
import type { Belonging } from '../../core/articles/belonging.ts';
import type { Article } from '../../core/model/article.ts';
import { articleColumns, readArticleRow } from './article-row.ts';
import { prepareOnce } from './prepare-once.ts';

/** The writing side of the table of articles, for one transaction of `database`. */
export function createArticleWriter(database: Database) {
  const byHash = database.prepare<[string], { number: number; id: string }>(
    'SELECT number, id FROM articles WHERE content_hash = ?',
  );
  const byId = database.prepare<[string], number>('SELECT 1 FROM articles WHERE id = ?').pluck();
  const addSource = database.prepare('INSERT INTO article_sources (name) VALUES (?) ON CONFLICT DO NOTHING');
  const findSource = database
    .prepare<[string], number>('SELECT number FROM article_sources WHERE name = ?')
    .pluck();
  const insert = database.prepare(`
    INSERT INTO articles (id, content_hash, belongs_at, whole_day, seen_at, source, source_start, source_end, title,
      publisher, url, published_at, first_seen_at, language, section, truncated, hashtags, terms, paragraphs, body)
    VALUES (@id, @contentHash, @belongsAt, @wholeDay, @seenAt, @source, @sourceStart, @sourceEnd, @title,
      @publisher, @url, @publishedAt, @firstSeenAt, @language, @section, @truncated, @hashtags, @terms, @paragraphs,
      @body)`);
  const revise = database.prepare(`
    UPDATE articles SET content_hash = @contentHash, belongs_at = @belongsAt, whole_day = @wholeDay, source = @source,
      source_start = @sourceStart, source_end = @sourceEnd, title = @title, publisher = @publisher, url = @url,
      published_at = @publishedAt, language = @language, section = @section, truncated = @truncated,
      hashtags = @hashtags, terms = @terms, paragraphs = @paragraphs, body = @body
    WHERE number = @number`);

  return {
    /** The article with the same content; null where there is none. */
    findDuplicate(contentHash: string): { number: number; id: string } | null {
      return byHash.get(contentHash) ?? null;
    },

    /**
     * The id under which an article can be stored: its own, or more characters of its content hash where its id is
     * the beginning of that and taken. Null where a given id is taken.
     */
    chooseId({ id, contentHash }: Pick<Article, 'id' | 'contentHash'>): string | null {
      if (byId.get(id) === undefined) return id;
      if (!contentHash.startsWith(id)) return null;
      for (let length = id.length + 1; length <= contentHash.length; length++) {
        const longer = contentHash.slice(0, length);
        if (byId.get(longer) === undefined) return longer;
      }
      return null;
    },

    addSource(name: string): number {
      addSource.run(name);
      return findSource.get(name) as number;
    },

    /** Returns the article's number, by which the other tables know it. */
    insert(article: Article, belonging: Belonging, source: number): number {
      return Number(insert.run(toRow(article, belonging, source)).lastInsertRowid);
    },

    /** Puts an article in the place of the one of that number, whose id and first sight it has. */
    revise(article: Article, number: number, belonging: Belonging, source: number): void {
      revise.run({ ...toRow(article, belonging, source), number });
    },
  };
}

function toRow(article: Article, belonging: Belonging, source: number): object {
  const { provenance, truncated, hashtags, terms, paragraphs, ...texts } = article;
  return {
    ...texts,
    belongsAt: belonging.at,
    wholeDay: belonging.wholeDay ? 1 : 0,
    seenAt: Date.parse(article.firstSeenAt),
    source,
    sourceStart: provenance.start,
    sourceEnd: provenance.end,
    truncated: truncated ? 1 : 0,
    hashtags: JSON.stringify(hashtags),
    terms: JSON.stringify(terms),
    paragraphs: JSON.stringify(paragraphs),
  };
}

/** Articles after the one with this number, in the order in which they were stored, with the last one's number. */
export function listFrom(
  database: Database,
  after: number,
  limit: number,
): { articles: Article[]; last: number | null } {
  const numbers = database
    .prepare<[number, number], number>('SELECT number FROM articles WHERE number > ? ORDER BY number LIMIT ?')
    .pluck()
    .all(after, limit);
  return { articles: readArticles(database, numbers), last: numbers.at(-1) ?? null };
}

/** In the order of `ids`; ids of no article are left out. */
export function findArticles(database: Database, ids: readonly string[]): Article[] {
  return prepareOnce(
    database,
    `
      SELECT ${articleColumns}
      FROM json_each(?) AS wanted
      CROSS JOIN articles ON articles.id = wanted.value
      JOIN article_sources ON article_sources.number = articles.source
      ORDER BY wanted.key`,
  )
    .all(JSON.stringify(ids))
    .map(readArticleRow);
}

/** In the order of `numbers`, all of which must exist. */
export function readArticles(database: Database, numbers: readonly number[]): Article[] {
  return prepareOnce(
    database,
    `
      SELECT ${articleColumns}
      FROM json_each(?) AS wanted
      CROSS JOIN articles ON articles.number = wanted.value
      JOIN article_sources ON article_sources.number = articles.source
      ORDER BY wanted.key`,
  )
    .all(JSON.stringify(numbers))
    .map(readArticleRow);
}

/** In the order of their bytes. */
export function findArticleIds(database: Database, prefix: string, limit: number): string[] {
  return prepareOnce<[string, string, number], string>(
    database,
    'SELECT id FROM articles WHERE id >= ? AND id < ? ORDER BY id LIMIT ?',
  )
    .pluck()
    .all(prefix, `${prefix}\u{10ffff}`, limit);
}

export function countArticles(database: Database): number {
  return database.prepare<[], number>('SELECT count(*) FROM articles').pluck().get() ?? 0;
}
