import { termsOf } from '../summary/sentence-terms.ts';
import { foldText } from '../text/fold.ts';
import { foldToLetters } from '../text/fold-to-letters.ts';
import { findUnheldFigure } from '../verify/find-unheld-figure.ts';
import { type ArticleText, type KnownSentence, listSentences } from './compare-texts.ts';

/** A sentence of which so many terms stand in one earlier sentence says the same in other words. */
const REWORDED = 0.7;
/** With so many it may be the same but for a slip: one Han character, or so many other letters, in one place. */
const NEAR = 0.3;
const LONGEST_SLIP = 3;
/** Earlier sentences that are looked at for one: of a text whose sentences are all alike, not all. */
const MOST_NEAR = 8;

/**
 * Tells whether a sentence only says what one of some texts does, in other words or without a slip. A figure that is
 * another, or a 不 that came or went, says something else whatever stayed.
 */
export function createRewordingFinder(texts: readonly ArticleText[]): (text: string) => boolean {
  const byLetters = new Map(texts.flatMap(listSentences).map((each) => [each.letters, each]));
  const sentences = [...byLetters.values()];
  const holding = indexTerms(sentences);
  return (text) => {
    const terms = termsOf(foldText(text));
    const letters = foldToLetters(text);
    const counts = new Map<number, number>();
    for (const term of terms)
      for (const index of holding.get(term) ?? []) counts.set(index, (counts.get(index) ?? 0) + 1);
    return pickNearest(counts, NEAR * terms.size).some(([index, count]) => {
      const earlier = sentences[index];
      if (earlier === undefined) return false;
      if (count < REWORDED * terms.size && !isSlip(letters, earlier.letters)) return false;
      return saysNoOther(text, earlier.text);
    });
  };
}

/** Those that hold most terms, the most first. */
function pickNearest(counts: ReadonlyMap<number, number>, least: number): [index: number, count: number][] {
  return [...counts]
    .filter(([, count]) => count >= least)
    .sort(([, one], [, other]) => other - one)
    .slice(0, MOST_NEAR);
}

/** Which sentences hold a term. */
function indexTerms(sentences: readonly KnownSentence[]): ReadonlyMap<string, number[]> {
  const holding = new Map<string, number[]>();
  for (const [index, { text }] of sentences.entries())
    for (const term of termsOf(foldText(text))) {
      const known = holding.get(term);
      if (known === undefined) holding.set(term, [index]);
      else known.push(index);
    }
  return holding;
}

function isSlip(letters: string, earlier: string): boolean {
  const shorter = Math.min(letters.length, earlier.length);
  let start = 0;
  while (start < shorter && letters[start] === earlier[start]) start += 1;
  let end = 0;
  while (end < shorter - start && letters.at(-1 - end) === earlier.at(-1 - end)) end += 1;
  return [letters, earlier].every((each) => {
    const other = each.slice(start, each.length - end);
    return other.length <= (/\p{Script=Han}/u.test(other) ? 1 : LONGEST_SLIP);
  });
}

function saysNoOther(text: string, earlier: string): boolean {
  return findUnheldFigure(text, [earlier]) === null && countNegations(text) === countNegations(earlier);
}

const NEGATION = /[不没沒未无無非]|\b(?:not?|never|none|neither|nor|cannot|without)\b|n['’]t\b/giu;

function countNegations(text: string): number {
  return text.match(NEGATION)?.length ?? 0;
}
