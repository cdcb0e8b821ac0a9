import type { Database } from 'better-sqlite3';
import { toBelongingRange } from '../../core/articles/belonging.ts';
import type { Article } from '../../core/model/article.ts';
import type { ArticlePage, SeenSpan, Window } from '../../core/ports/store.ts';
import { toPhrase } from './article-index.ts';
import { readArticles } from './articles.ts';
import { inWindowAndSeen } from './in-window.ts';
import { prepareOnce } from './prepare-once.ts';
import { foldTopic } from './topics.ts';

const ofTopic = 'topic = (SELECT number FROM topics WHERE folded = @folded)';

/** As the port says: of a word in more articles those that were stored last. */
const mostMatching = 50_000;

/** The index of lists is read in its order, and the full-text index but once: one look at each article costs more where they are many. */
const matching = `
    SELECT number, source FROM articles INDEXED BY articles_newest
    WHERE number IN (
      SELECT rowid FROM article_index WHERE article_index MATCH @phrase ORDER BY rowid DESC LIMIT ${mostMatching}
    )`;
const newestFirst = 'ORDER BY belongs_at DESC, seen_at DESC, number';

/** Each reads an index and no row of articles; test/store/sqlite.test.ts holds them to it. */
export const listStatements = {
  latest: `
    SELECT number FROM articles
    ORDER BY belongs_at DESC, seen_at DESC, number LIMIT @limit OFFSET @offset`,
  latestOfTopic: `
    SELECT article FROM article_topics WHERE ${ofTopic}
    ORDER BY belongs_at DESC, seen_at DESC, article LIMIT @limit OFFSET @offset`,
  window: `
    SELECT number FROM articles WHERE ${inWindowAndSeen}
    ORDER BY belongs_at DESC, seen_at DESC, number LIMIT @limit`,
  windowOfTopic: `
    SELECT article FROM article_topics WHERE ${ofTopic} AND ${inWindowAndSeen}
    ORDER BY belongs_at DESC, seen_at DESC, article LIMIT @limit`,
  countWindow: `SELECT count(*) AS articles, count(DISTINCT source) AS sources FROM articles WHERE ${inWindowAndSeen}`,
  countWindowOfTopic: `
    SELECT count(*) AS articles, count(DISTINCT source) AS sources FROM article_topics
    WHERE ${ofTopic} AND ${inWindowAndSeen}`,
  matching: `${matching} ${newestFirst}`,
  matchingOfWindow: `${matching} AND ${inWindowAndSeen} ${newestFirst}`,
  // Apart: SQLite looks up a lone min or max in the index, but reads all of it for both at once.
  oldest: 'SELECT min(belongs_at) FROM articles',
  newest: 'SELECT max(belongs_at) FROM articles',
};

export function listLatest(
  database: Database,
  { topic, offset, limit }: { topic: string | null; offset: number; limit: number },
): Article[] {
  const numbers =
    topic === null
      ? selectNumbers(database, listStatements.latest, { offset, limit })
      : selectNumbers(database, listStatements.latestOfTopic, { folded: foldTopic(topic), offset, limit });
  return readArticles(database, numbers);
}

export function listWindow(
  database: Database,
  window: Window,
  { topic, seen, limit }: { topic: string | null; seen?: SeenSpan | null; limit: number },
): Article[] {
  const range = toRange(window, seen);
  const numbers =
    topic === null
      ? selectNumbers(database, listStatements.window, { ...range, limit })
      : selectNumbers(database, listStatements.windowOfTopic, { ...range, folded: foldTopic(topic), limit });
  return readArticles(database, numbers);
}

export function countWindow(
  database: Database,
  window: Window,
  { topic, seen }: { topic: string | null; seen?: SeenSpan | null },
): { articles: number; sources: number } {
  const range = toRange(window, seen);
  const statement = topic === null ? listStatements.countWindow : listStatements.countWindowOfTopic;
  const parameters = topic === null ? range : { ...range, folded: foldTopic(topic) };
  const counts = prepareOnce<[object], { articles: number; sources: number }>(database, statement).get(
    parameters,
  );
  return counts ?? { articles: 0, sources: 0 };
}

/** Articles that hold the terms one after the other. Some 1 µs for each that does; 20,000 of 20,000 take 16 ms. */
export function listMatching(
  database: Database,
  {
    terms,
    window,
    seen,
    offset,
    limit,
  }: {
    terms: readonly string[];
    window: Window | null;
    seen?: SeenSpan | null;
    offset: number;
    limit: number;
  },
): ArticlePage {
  const phrase = toPhrase(terms);
  const [statement, parameters] =
    window === null
      ? [listStatements.matching, { phrase }]
      : [listStatements.matchingOfWindow, { phrase, ...toRange(window, seen) }];
  if (terms.length === 0) return { articles: [], count: 0, sources: 0 };
  const found = prepareOnce<[object], { number: number; source: number }>(database, statement).all(
    parameters,
  );
  const page = found.slice(offset, offset + limit).map(({ number }) => number);
  return {
    articles: readArticles(database, page),
    count: found.length,
    sources: new Set(found.map(({ source }) => source)).size,
  };
}

/** When the oldest and the newest article belong, epoch milliseconds; null without articles. */
export function findSpan(database: Database): { oldest: number; newest: number } | null {
  const oldest = prepareOnce<[], number | null>(database, listStatements.oldest).pluck().get() ?? null;
  const newest = prepareOnce<[], number | null>(database, listStatements.newest).pluck().get() ?? null;
  return oldest === null || newest === null ? null : { oldest, newest };
}

function toRange(window: Window, seen: SeenSpan | null = null) {
  return {
    ...toBelongingRange(window),
    seenAfter: seen?.after ?? Number.MIN_SAFE_INTEGER,
    seenUpTo: seen?.upTo ?? Number.MAX_SAFE_INTEGER,
  };
}

function selectNumbers(database: Database, statement: string, parameters: object): number[] {
  return prepareOnce<[object], number>(database, statement).pluck().all(parameters);
}
