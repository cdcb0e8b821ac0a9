import type { Article, Skipped } from '../model/article.ts';
import type { DigestOutput } from '../model/output.ts';

/**
 * A span of time to look at. Instants are epoch milliseconds, `[from, to)`. The days are the same span in the
 * reader's zone, `YYYY-MM-DD`, `[fromDay, toDay)`: an article that only names its day belongs to that day whatever the zone.
 */
export interface Window {
  from: number;
  to: number;
  fromDay: string;
  toDay: string;
}

/** When the store first saw an article: `(after, upTo]`, epoch milliseconds. */
export interface SeenSpan {
  after: number;
  upTo: number;
}

/** One file's (or feed's) articles on their way in; everything of it is stored or nothing. */
export interface Import {
  source: string;
  /**
   * In the order of the source. Errors thrown by the iterable undo the whole import and reach the caller. It must not
   * write to the store: it would wait for itself.
   */
  articles: AsyncIterable<Article> | Iterable<Article>;
}

export interface ImportResult {
  stored: Article[];
  /** Stored articles that have another text now, and what they were. */
  revised: { article: Article; before: Article }[];
  /** The same text was there already, now or before a revision (`duplicateOf` is the id of its article). */
  duplicates: { article: Pick<Article, 'id' | 'title'>; duplicateOf: string }[];
  /** The given id belongs to an article of another source, or to another text of this import: not stored, reason `id-taken`. */
  rejected: Skipped[];
}

/** So many earlier texts of an article are kept: the first, and the last ones. */
export const REVISIONS_KEPT = 20;

/** A text that an article had before its source changed it. */
export interface ArticleRevision {
  /** From 1, in the order in which they were replaced; numbers of those that are no longer kept are missing. */
  number: number;
  /** ISO instant. */
  replacedAt: string;
  /** The article as it was. */
  article: Article;
}

/** That an article was changed; `number` counts over all articles, `at` is epoch milliseconds. */
export interface RevisionMade {
  number: number;
  articleId: string;
  at: number;
}

export interface TopicCount {
  topic: string;
  kind: 'hashtag' | 'section' | 'term';
  count: number;
}

/** A candidate of a search, best first. */
export interface Candidate {
  article: Article;
  score: number;
}

/** A page of the articles that were asked for, newest first, with how many there are in all and from how many sources. */
export interface ArticlePage {
  articles: Article[];
  count: number;
  sources: number;
}

export interface StoredEdition {
  id: string;
  /** Everything that the edition was made from, see core/digest; one key makes one edition. */
  key: string;
  createdAt: string;
  output: DigestOutput;
}

/**
 * What the core needs kept. Every method is one transaction and names it; all are asynchronous, whatever stands behind.
 * A method that fails leaves nothing half done and throws a StoreError.
 */
export interface Store {
  /**
   * An article that is known by its id and source, or by its address (`url` without the fragment) and source or publisher,
   * and says something else now is revised: it keeps its id, when it was first seen and its place in the order of storing.
   * None is revised twice by one import, nor by a text that it had before from another source. A text that has next to nothing
   * in common with the stored one is another article; where it comes with that one's id, it is stored under one of its own.
   */
  importArticles(entry: Import): Promise<ImportResult>;
  findArticles(ids: readonly string[]): Promise<Article[]>;
  /** Ids that start with `prefix`, for completion and for people who type only the beginning. */
  findArticleIds(prefix: string, limit: number): Promise<string[]>;
  /** The earlier texts of an article that are kept (REVISIONS_KEPT), the oldest first; none for one that never changed, or is not there. */
  findRevisions(articleId: string): Promise<ArticleRevision[]>;
  /**
   * Which articles were changed, in the order of that, after a number that was given before (0 at first). Of an article that
   * was changed more often than revisions are kept some are missing, never the last.
   */
  listRevised(query: { after: number; limit: number }): Promise<RevisionMade[]>;
  /** The ids of the articles that were changed in `(after, upTo]` (epoch milliseconds), the last changed first. */
  listChanged(query: { after: number; upTo: number; limit: number }): Promise<string[]>;
  /** Newest first by when they belong (published, or first seen). `topic` matches a topic or hashtag, folded. */
  listLatest(query: { topic: string | null; offset: number; limit: number }): Promise<Article[]>;
  /** Newest first; at most `limit`. `seen`: only those that were first seen then. */
  listWindow(
    window: Window,
    query: { topic: string | null; seen?: SeenSpan | null; limit: number },
  ): Promise<Article[]>;
  countWindow(
    window: Window,
    query: { topic: string | null; seen?: SeenSpan | null },
  ): Promise<{ articles: number; sources: number }>;
  /**
   * Articles that hold all the index terms of a word (see core/retrieval/index-terms.ts, in their order) one after the
   * other in the title or in the body, of a window or (null) of all time. Of a word that stands in more than 50,000
   * articles those count that were stored last. No terms, no articles.
   */
  listMatching(query: {
    terms: readonly string[];
    window: Window | null;
    seen?: SeenSpan | null;
    offset: number;
    limit: number;
  }): Promise<ArticlePage>;
  /** The span of all there is, by when articles belong; null for an empty store. */
  findSpan(): Promise<{ oldest: number; newest: number } | null>;
  countArticles(): Promise<number>;
  /** Every article, in the order in which they were stored; what is stored meanwhile may or may not come. Read in pages, so that no one holds all. */
  listAll(): AsyncIterable<Article>;
  countTopics(window: Window | null, query: { limit: number }): Promise<TopicCount[]>;
  /**
   * Articles that hold any of the terms (see core/retrieval/index-terms.ts), best BM25 first; the title counts double.
   * At most some 16,000 index entries are ranked: the most common terms are left out first. Where even the rarest is
   * too common, the newest articles that hold all of them come, then the newest that hold the rarest, with score 0.
   * `window`: only articles that belong to it.
   */
  findCandidates(query: {
    terms: readonly string[];
    window?: Window | null;
    limit: number;
  }): Promise<Candidate[]>;
  /** In how many articles each term stands (0 where in none), and how many articles there are; both may lag by about 1 % of growth. */
  countTerms(terms: readonly string[]): Promise<{ articles: number; frequencies: Map<string, number> }>;
  /** How many sources there are that are polled, and how many of them could not be read lately. */
  countSources(): Promise<{ sources: number; unread: number }>;
  saveEdition(edition: StoredEdition): Promise<void>;
  findEdition(query: { id: string } | { key: string }): Promise<StoredEdition | null>;
  /** The database answers and is whole, for `doctor`. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/** The store can't do what was asked; `remedy` is a message key of what a person can do. */
export class StoreError extends Error {
  readonly remedy: 'damaged' | 'read-only' | 'newer-version' | 'locked' | 'disk-full' | 'unknown';

  constructor(message: string, remedy: StoreError['remedy'], cause?: unknown) {
    super(message, { cause });
    this.name = 'StoreError';
    this.remedy = remedy;
  }
}
