import type { ReadFigure } from '../text/figure-meaning.ts';
import { meaningsAgree } from '../text/figures-agree.ts';
import { foldText } from '../text/fold.ts';
import { readQuantities } from './read-quantities.ts';

/** Whether a source has a reading of its own that holds a figure (a date without its year, a number in words). */
export type HoldsFigure = (claim: ReadFigure, quoteIndex: number) => boolean;

/**
 * The first figure of a text that none of the quotes holds; null where all are held. Quotes are read each for itself:
 * a date is not put together from two.
 */
export function findUnheldReading(
  text: string,
  quotes: readonly string[],
  holds: HoldsFigure = () => false,
): ReadFigure | null {
  const claims = readQuantities(text);
  if (claims.length === 0) return null;
  const sources = quotes.map((quote) => ({
    folded: foldText(quote),
    figures: distinct(readQuantities(quote)),
  }));
  const foldedFigures = sources.map(({ folded }) => readQuantities(folded));
  const isHeld = (claim: ReadFigure): boolean =>
    sources.some(({ figures }) =>
      figures.some(
        (figure) =>
          meaningsAgree(claim.meaning, claim.rough, figure.meaning) && !isOpposed(claim.rough, figure.rough),
      ),
    ) ||
    sources.some(({ folded }, index) =>
      standsUnread(foldText(text.slice(claim.start, claim.end)), folded, foldedFigures[index] ?? []),
    ) ||
    quotes.some((_, index) => holds(claim, index));
  return distinct(claims).find((claim) => !isHeld(claim)) ?? null;
}

/** More than 30 is not fewer than 30. */
function isOpposed(one: ReadFigure['rough'], other: ReadFigure['rough']): boolean {
  return (one === 'over' && other === 'under') || (one === 'under' && other === 'over');
}

/** The figures without those that say the same as an earlier one: a table of numbers repeats a few. */
function distinct(figures: readonly ReadFigure[]): ReadFigure[] {
  const seen = new Map<string, ReadFigure>();
  for (const figure of figures) {
    const key = JSON.stringify([figure.meaning, figure.rough]);
    if (!seen.has(key)) seen.set(key, figure);
  }
  return [...seen.values()];
}

/** The first figure of a text, or name with a number, that none of the quotes holds, as it stands in the text; null where all are held. */
export function findUnheldFigure(text: string, quotes: readonly string[]): string | null {
  const unheld = findUnheldReading(text, quotes);
  return unheld ? text.slice(unheld.start, unheld.end) : findChangedName(text, quotes);
}

/** Whether the written figure stands in a quote (both folded) where nothing is read as one (the 15 of Phone15). */
function standsUnread(written: string, quote: string, figures: readonly ReadFigure[]): boolean {
  let next = 0;
  for (let at = quote.indexOf(written); at >= 0; at = quote.indexOf(written, at + 1)) {
    const end = at + written.length;
    while ((figures[next]?.end ?? end) <= at) next += 1;
    const isPart = /[\d.]/.test(quote.charAt(at - 1)) || /[\d%]/.test(quote.charAt(end));
    if (!isPart && (figures[next]?.start ?? end) >= end) return true;
  }
  return false;
}

// U17, F-16, 5G, COVID-19, 1950s: letters and digits in one word.
const NAMES = /[a-z\d]+(?:[-._][a-z\d]+)*/g;

/**
 * The first name with a number (U17) that the quotes have with another number only (U19). A name that they don't
 * have at all may be the translation of one that they have (G20, 二十国集团).
 */
export function findChangedName(text: string, quotes: readonly string[]): string | null {
  const shapes = new Map<string, Set<string>>();
  for (const quote of quotes)
    for (const name of namesOf(quote)) {
      const shape = name.replace(/\d/g, '#');
      shapes.set(shape, (shapes.get(shape) ?? new Set()).add(name));
    }
  for (const name of namesOf(text)) {
    const known = shapes.get(name.replace(/\d/g, '#'));
    if (known && !known.has(name)) return name;
  }
  return null;
}

function namesOf(text: string): string[] {
  return (foldText(text).match(NAMES) ?? []).filter((word) => /[a-z]/.test(word) && /\d/.test(word));
}
