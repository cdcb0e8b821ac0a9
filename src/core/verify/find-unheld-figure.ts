import { meaningsAgree } from '../text/figures-agree.ts';
import { foldText } from '../text/fold.ts';
import { readFigures } from '../text/read-figures.ts';

/**
 * The first figure of a text that none of the quotes holds, as it stands in the text; null where all are held.
 * Quotes are read each for itself: a date is not put together from two.
 */
export function findUnheldFigure(text: string, quotes: readonly string[]): string | null {
  const sources = quotes.map(readFigures);
  for (const claim of readFigures(text)) {
    const written = text.slice(claim.start, claim.end);
    const isHeld = sources.some((figures) =>
      figures.some((figure) => meaningsAgree(claim.meaning, claim.rough, figure.meaning)),
    );
    if (!isHeld && !quotes.some((quote) => standsUnread(foldText(written), foldText(quote)))) return written;
  }
  return findChangedName(text, quotes);
}

/** Whether the written figure stands in a quote (both folded) where nothing is read as one (the 15 of Phone15). */
function standsUnread(written: string, quote: string): boolean {
  const figures = readFigures(quote);
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
const NAMES = /[a-z\d]+(?:[-.][a-z\d]+)*/g;
const MIXED = /[a-z].*\d|\d.*[a-z]/;

/**
 * The first name with a number (U17) that the quotes have with another number only (U19). A name that they don't
 * have at all may be the translation of one that they have (G20, 二十国集团).
 */
function findChangedName(text: string, quotes: readonly string[]): string | null {
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
  return (foldText(text).match(NAMES) ?? []).filter((word) => MIXED.test(word));
}
