import type { Database } from 'better-sqlite3';
import { type BelongingRange, toBelongingRange } from '../../core/articles/belonging.ts';
import type { Article } from '../../core/model/article.ts';
import type { Window } from '../../core/ports/store.ts';
import { toIndexTerms } from '../../core/retrieval/index-terms.ts';
import type { DocumentFrequencies } from './document-frequencies.ts';
import { inWindow } from './in-window.ts';
import { prepareOnce } from './prepare-once.ts';

/**
 * The full-text index. Its rows were made by `toIndexTerms` as it was when they were stored: when that function
 * changes, a migration must build the index anew.
 */
export function createIndexWriter(database: Database) {
  const insert = database.prepare('INSERT INTO article_index (rowid, title, body) VALUES (?, ?, ?)');
  const remove = database.prepare('DELETE FROM article_index WHERE rowid = ?');
  return {
    add(article: Pick<Article, 'title' | 'body'>, number: number): void {
      insert.run(number, toRow(article.title), toRow(article.body));
    },
    remove(number: number): void {
      remove.run(number);
    },
  };
}

// The tokenizer would part a term at a control character, and SQLite ends a query at NUL.
const control = /\p{Cc}/gu;

function toRow(text: string): string {
  return toIndexTerms(text).join(' ').replace(control, '\ufffd');
}

/** A term as the index holds it: the tokenizer folds the case of ASCII. */
export function toToken(term: string): string {
  return term.replace(control, '\ufffd').replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** How many times as much a term counts in the title as in the body. */
const titleWeight = 2;

/**
 * How many entries of the index one query may rank, at some 0.5 µs each. With no more than that for all its terms
 * together (always so up to 16,000 / (number of terms) articles) a query gets its exact BM25 order.
 */
const mostRankedEntries = 16_000;

export interface IndexMatch {
  /** The article's number. */
  number: number;
  score: number;
}

/**
 * Articles that hold any of the terms, best BM25 first. Where the terms stand in more articles than can be ranked in
 * time, the most common terms are left out; where even the rarest is too common alone, nothing is ranked: first come
 * the newest articles that hold all the terms, then the newest that hold the rarest, all with score 0.
 */
export function findMatches(
  database: Database,
  frequencies: DocumentFrequencies,
  query: { terms: readonly string[]; window?: Window | null; limit: number; rankedEntries?: number },
): IndexMatch[] {
  const { window = null, limit, rankedEntries = mostRankedEntries } = query;
  const { counts } = frequencies.count(database, new Set(query.terms.map(toToken)));
  const counted = [...counts].filter(([, articles]) => articles > 0).sort(([, a], [, b]) => a - b);
  const [rarest] = counted;
  if (rarest === undefined) return [];
  let entries = 0;
  const ranked = counted.filter(([, articles]) => {
    entries += articles;
    return entries <= rankedEntries;
  });
  const within = (match: string) => ({ match, limit, ...(window === null ? {} : toBelongingRange(window)) });
  if (ranked.length > 0) return rank(database, within(toQuery(ranked, 'OR')));
  const numbers = new Set(listNewest(database, within(toQuery(counted, 'AND'))));
  for (const number of listNewest(database, within(toQuery([rarest], 'OR')))) numbers.add(number);
  return [...numbers].slice(0, limit).map((number) => ({ number, score: 0 }));
}

interface Matching extends Partial<BelongingRange> {
  match: string;
  limit: number;
}

// The plus keeps SQLite from looking up the index anew for each article of the window.
const within = (query: Matching): string =>
  query.from === undefined
    ? ''
    : `AND +rowid IN (SELECT number FROM articles INDEXED BY articles_newest WHERE ${inWindow})`;

function rank(database: Database, query: Matching): IndexMatch[] {
  return prepareOnce<[object], IndexMatch>(
    database,
    `
      SELECT rowid AS number, -bm25(article_index, ${titleWeight}, 1) AS score
      FROM article_index WHERE article_index MATCH @match ${within(query)}
      ORDER BY score DESC, rowid LIMIT @limit`,
  ).all(query);
}

/** By when they were stored, the last first. */
function listNewest(database: Database, query: Matching): number[] {
  return prepareOnce<[object], number>(
    database,
    `
      SELECT rowid FROM article_index WHERE article_index MATCH @match ${within(query)}
      ORDER BY rowid DESC LIMIT @limit`,
  )
    .pluck()
    .all(query);
}

/** The terms one after the other, quoted as below. */
export function toPhrase(terms: readonly string[]): string {
  return `"${terms.map(toToken).join(' ').replaceAll('"', '""')}"`;
}

/** Every token is quoted: what people type (`C++`, `AND`, `"`) is a syntax error in a query of FTS5, or an operator. */
function toQuery(counted: readonly [token: string, articles: number][], operator: 'AND' | 'OR'): string {
  return counted.map(([token]) => `"${token.replaceAll('"', '""')}"`).join(` ${operator} `);
}
