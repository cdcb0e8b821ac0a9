import { type Candidate, collectCandidates } from '../summary/collect-candidates.ts';
import { findFigures } from '../text/figures.ts';
import { foldToLetters } from '../text/fold-to-letters.ts';
import { standsWhole } from '../text/stands-whole.ts';
import type { ArticleText } from './compare-texts.ts';
import { createRewordingFinder } from './find-rewording.ts';

/** UTF-16 units of earlier texts that are looked at, the latest first: the bound of what one article costs. */
const MOST_EARLIER = 200_000;
/** Sentences that stood in none of them which are looked at more closely. */
const MOST_CANDIDATES = 60;
/** A sentence without a figure or a name says something when it has as many words (two Han characters and a half are one). */
const ENOUGH_WORDS = 5;

/**
 * The sentences of a text that say something new: they stand in none of the earlier texts, are no other wording of a
 * sentence that does, and hold a figure, a date, a name or enough words. `earlier`: the latest last.
 */
export function findNews(text: ArticleText, earlier: readonly ArticleText[]): Candidate[] {
  const known = withinBounds(earlier);
  if (known.length === 0) return [];
  const said = known.map(({ title, body }) => `${foldToLetters(title)}\n${foldToLetters(body)}`);
  const unsaid = collectCandidates(text).filter((candidate) => {
    const letters = foldToLetters(candidate.text);
    return candidate.fit && !said.some((each) => standsWhole(letters, each));
  });
  const isReworded = createRewordingFinder(known);
  return unsaid
    .slice(0, MOST_CANDIDATES)
    .filter((candidate) => isTelling(candidate) && !isReworded(candidate.text));
}

function withinBounds(earlier: readonly ArticleText[]): ArticleText[] {
  let length = 0;
  return earlier.toReversed().filter(({ body }) => {
    length += body.length;
    return length <= MOST_EARLIER;
  });
}

function isTelling({ text, names, words }: Candidate): boolean {
  return words >= ENOUGH_WORDS || names > 0 || findFigures(text).length > 0;
}
