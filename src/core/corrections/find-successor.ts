import type { Article } from '../model/article.ts';
import type { Sentence } from '../model/output.ts';
import { collectCandidates } from '../summary/collect-candidates.ts';
import { quoteSentence } from '../summary/quote-sentence.ts';
import { termsOf } from '../summary/sentence-terms.ts';

/** The share of their terms that two sentences have in common (Dice's) from which on one is the other put right. */
const SAME_SENTENCE = 0.5;
/** In UTF-16 units, beyond twice the length of what it replaces. */
const LONGER_BY = 80;

/**
 * The sentence of an article that says what a quote of its earlier text said, put right: the one that has most in common with
 * it, and none where none has half. `taken`: the texts of sentences that stand in the story already.
 */
export function findSuccessor(
  quote: string,
  article: Pick<Article, 'id' | 'title' | 'body' | 'paragraphs'>,
  taken: ReadonlySet<string>,
): Sentence | null {
  const terms = termsOf(quote);
  const [best] = collectCandidates(article)
    .filter(
      ({ kind, text, start, end }) =>
        kind === 'text' && !taken.has(text) && end - start <= 2 * quote.length + LONGER_BY,
    )
    .map((candidate) => ({ candidate, share: shareOf(terms, candidate.terms) }))
    .filter(({ share }) => share >= SAME_SENTENCE)
    .sort((one, other) => other.share - one.share || one.candidate.start - other.candidate.start);
  return best === undefined ? null : quoteSentence(article, best.candidate);
}

function shareOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let common = 0;
  for (const term of one) if (other.has(term)) common += 1;
  return (2 * common) / Math.max(1, one.size + other.size);
}
