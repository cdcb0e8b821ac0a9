import type { Article } from '../model/article.ts';

/** Vectors can be compared within one. */
export interface EmbeddingSpace {
  /** The name of the model that made them. */
  model: string;
  dimension: number;
}

/** An article that has no vector of a space for its present text. `body`: its beginning, 4,000 characters at most. */
export type WaitingArticle = Pick<Article, 'id' | 'contentHash' | 'title' | 'body'>;

export interface StoredVector {
  /** Of the article: the later it was stored, the higher. */
  number: number;
  /** Of the vector: the later it was saved, the higher. */
  saved: number;
  /** See core/articles/belonging.ts. */
  belongsAt: number;
  wholeDay: boolean;
  /** In the vector's direction; its length says nothing. */
  vector: Int8Array;
}

/**
 * One vector for each article, of the space that it was last saved in. Every method is one transaction; one that fails throws a
 * StoreError.
 */
export interface EmbeddingStore {
  /** Those that never had one first, the last stored first; then those with a vector of another space. */
  listWaiting(query: { space: EmbeddingSpace; limit: number }): Promise<WaitingArticle[]>;
  /** Passes over articles that have another text by now. A vector that is null: there is none to be had. */
  save(saved: {
    space: EmbeddingSpace;
    vectors: readonly { articleId: string; contentHash: string; vector: Float32Array | null }[];
  }): Promise<void>;
  /** How many articles have a vector of a model in its last space, and how many wait for one. */
  count(model: string): Promise<{ embedded: number; waiting: number }>;
  /** The last stored articles' first; those before a number where one is given. */
  listNewest(query: { space: EmbeddingSpace; before: number | null; limit: number }): Promise<StoredVector[]>;
  /** The number of the vector that was saved last, of any space; 0 where there is none. */
  findLastSaved(): Promise<number>;
  /** Those that were saved after a vector, in the order of that. */
  listSavedAfter(query: { space: EmbeddingSpace; saved: number; limit: number }): Promise<StoredVector[]>;
  /** In the order of `numbers`, each a stored article's. */
  readArticles(numbers: readonly number[]): Promise<Article[]>;
}
