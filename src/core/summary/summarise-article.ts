import type { Article } from '../model/article.ts';
import type { Sentence } from '../model/output.ts';
import { chooseCandidates } from './choose-candidates.ts';
import { type Candidate, collectCandidates } from './collect-candidates.ts';
import { pickLastResort } from './pick-last-resort.ts';
import { quoteSentence } from './quote-sentence.ts';
import { scoreCandidates } from './score-candidates.ts';

/** How long a summary may be: at most `sentences` sentences, and at most `characters` UTF-16 units in all (but always one sentence). */
export interface SummaryLength {
  sentences: number;
  characters: number;
}

/**
 * The sentences that carry an article, in its order, each its own citation: `body.slice(start, end) === quote`, and `text` is the
 * quote without emoticons in brackets and with its white space folded. Empty only for an article without a sentence, or where none
 * `isTakeable`.
 */
export function summariseArticle(
  article: Article,
  length: SummaryLength,
  { isTakeable = () => true }: { isTakeable?: (candidate: Candidate) => boolean } = {},
): Sentence[] {
  const all = collectCandidates(article);
  const scores = scoreCandidates(all, article.title, length);
  const candidates = all.map((candidate) =>
    isTakeable(candidate) ? candidate : { ...candidate, fit: false },
  );
  const chosen = chooseCandidates(candidates, scores, length);
  const taken =
    chosen.length > 0
      ? chosen
      : pickLastResort(candidates.filter(isTakeable), scores, length.characters, article.body);
  return taken.flatMap((candidate) => quoteSentence(article, candidate) ?? []);
}
