import type { Article } from '../model/article.ts';

/** What is asked of the articles where their sources change them. */
export interface RevisionStore {
  /** Articles whose text is another than it was, in the order in which that was seen, after a number that was given before (0 at first). */
  listRevised(query: {
    after: number;
    limit: number;
  }): Promise<{ number: number; articleId: string; at: number }[]>;
  /** As they are now. */
  findArticles(ids: readonly string[]): Promise<Article[]>;
}
