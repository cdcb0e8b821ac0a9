import type { Article } from '../model/article.ts';

/** Vectors can be compared within one. */
export interface EmbeddingSpace {
  /** The name of the model that made them. */
  model: string;
  dimension: number;
}

/** An article that has no vectors of a space and a cutting for its present text. `body`: its beginning, 20,000 characters at most. */
export type WaitingArticle = Pick<Article, 'id' | 'contentHash' | 'title' | 'body'>;

/** The vectors of an article. */
export interface StoredVectors {
  /** Of the article: the later it was stored, the higher. */
  number: number;
  /** The later they were saved, the higher. */
  saved: number;
  /** See core/articles/belonging.ts. */
  belongsAt: number;
  wholeDay: boolean;
  /** One for each passage, one after the other, each in its vector's direction; their lengths say nothing. */
  vectors: Int8Array;
}

/**
 * The vectors of each article's passages, of the space that they were last saved in. `cutting` tells how an article was cut into
 * passages: vectors of another cutting are compared until they are made anew. Every method is one transaction; one that fails throws a
 * StoreError.
 */
export interface EmbeddingStore {
  /** Those that never had any first, the last stored first; then those with vectors of another space; then of another cutting. */
  listWaiting(query: { space: EmbeddingSpace; cutting: number; limit: number }): Promise<WaitingArticle[]>;
  /** Passes over articles that have another text by now. Without vectors: there are none to be had. */
  save(saved: {
    space: EmbeddingSpace;
    cutting: number;
    articles: readonly { articleId: string; contentHash: string; vectors: readonly Float32Array[] }[];
  }): Promise<void>;
  /** How many articles have vectors of a model in its last space and a cutting, and how many wait for them. */
  count(made: { model: string; cutting: number }): Promise<{ embedded: number; waiting: number }>;
  /** The last stored articles' first; those before a number where one is given. */
  listNewest(query: {
    space: EmbeddingSpace;
    before: number | null;
    limit: number;
  }): Promise<StoredVectors[]>;
  /** The number of what was saved last, of any space; 0 where there is none. */
  findLastSaved(): Promise<number>;
  /** Those that were saved after a number, in the order of that. */
  listSavedAfter(query: { space: EmbeddingSpace; saved: number; limit: number }): Promise<StoredVectors[]>;
  /** In the order of `numbers`, each a stored article's. */
  readArticles(numbers: readonly number[]): Promise<Article[]>;
}
