import { type Candidate, collectCandidates } from '../summary/collect-candidates.ts';
import { termsOf } from '../summary/sentence-terms.ts';
import { findFigures } from '../text/figures.ts';
import { foldText } from '../text/fold.ts';
import { foldToLetters } from '../text/fold-to-letters.ts';
import { findUnheldFigure } from '../verify/find-unheld-figure.ts';
import { type ArticleText, listSentences } from './compare-texts.ts';

/** UTF-16 units of earlier texts that are looked at, the latest first: the bound of what one article costs. */
const MOST_EARLIER = 300_000;
/** Sentences that stood in none of them which are looked at more closely. */
const MOST_CANDIDATES = 60;
/** A sentence of which so many terms stand in one earlier sentence says the same in other words, or without a slip. */
const REWORDED = 0.7;
/** A sentence without a figure or a name says something when it has as many words (two Han characters and a half are one). */
const ENOUGH_WORDS = 6;

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
    return candidate.fit && !said.some((each) => holdsWhole(each, letters));
  });
  const findNearest = indexSentences(known);
  return unsaid
    .slice(0, MOST_CANDIDATES)
    .filter(
      (candidate) =>
        isTelling(candidate) &&
        !findNearest(candidate.text).some((each) => isRewording(candidate.text, each)),
    );
}

/** Whether letters stand in a text, and not as a part of a figure: 3人受伤 is not what 13人受伤 said. */
function holdsWhole(text: string, letters: string): boolean {
  for (let at = text.indexOf(letters); at >= 0; at = text.indexOf(letters, at + 1)) {
    const isCut = (before: number): boolean => /^[\d.]\d/.test(text.slice(before, before + 2));
    if (!isCut(at - 1) && !isCut(at + letters.length - 1)) return true;
  }
  return false;
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

/** Finds the sentences of some texts that hold most terms of another one. */
function indexSentences(texts: readonly ArticleText[]): (text: string) => string[] {
  const byLetters = new Map(
    texts.flatMap((each) => listSentences(each).map(({ letters, text }) => [letters, text])),
  );
  const sentences = [...byLetters.values()];
  const holding = new Map<string, number[]>();
  for (const [index, sentence] of sentences.entries())
    for (const term of termsOf(foldText(sentence))) {
      const known = holding.get(term);
      if (known === undefined) holding.set(term, [index]);
      else known.push(index);
    }
  return (text) => {
    const terms = termsOf(foldText(text));
    const counts = new Map<number, number>();
    for (const term of terms)
      for (const index of holding.get(term) ?? []) counts.set(index, (counts.get(index) ?? 0) + 1);
    return [...counts].flatMap(([index, count]) =>
      count >= REWORDED * terms.size ? (sentences[index] ?? []) : [],
    );
  };
}

/** A changed figure, or a 不 that came or went, is news whatever else stayed. */
function isRewording(text: string, earlier: string): boolean {
  return findUnheldFigure(text, [earlier]) === null && countNegations(text) === countNegations(earlier);
}

const NEGATION = /[不没沒未无無非]|\b(?:not?|never|none|neither|nor|cannot|without)\b|n['’]t\b/giu;

function countNegations(text: string): number {
  return text.match(NEGATION)?.length ?? 0;
}
