import type { Article } from '../model/article.ts';
import type { Sentence } from '../model/output.ts';
import { stripEmoticons } from '../text/emoticons.ts';
import type { Span } from '../text/sentences.ts';

const CONTENT = /[\p{L}\p{N}]/u;

/** The text of a citation as it is shown: without emoticons in brackets, white space folded. */
export function showQuote(quote: string): string {
  return stripEmoticons(quote).replace(/\s+/gu, ' ').trim();
}

/**
 * A span of an article's body as a sentence that cites itself: the quote stands in the body as it is, the text is what is shown of it.
 * Null where nothing would be shown: emoticons or marks alone.
 */
export function quoteSentence(article: Pick<Article, 'id' | 'body'>, { start, end }: Span): Sentence | null {
  const quote = article.body.slice(start, end);
  const text = showQuote(quote);
  return CONTENT.test(text) ? { text, citations: [{ articleId: article.id, start, end, quote }] } : null;
}
