import type { Article } from '../model/article.ts';
import type { Sentence } from '../model/output.ts';
import { splitArticle } from '../text/sentences.ts';

/** How long a summary may be: at most `sentences` sentences, and at most `characters` UTF-16 units in all (but always one sentence). */
export interface SummaryLength {
  sentences: number;
  characters: number;
}

/** The sentences that carry an article, in its order, each its own citation. Empty only for an article without a sentence. */
export function summariseArticle(article: Article, length: SummaryLength): Sentence[] {
  return splitArticle(article)
    .slice(0, length.sentences)
    .map(({ start, end, text }) => ({
      text,
      citations: [{ articleId: article.id, start, end, quote: text }],
    }));
}
