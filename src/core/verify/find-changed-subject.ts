import { termsOf } from '../summary/sentence-terms.ts';
import { foldText } from '../text/fold.ts';
import { readFigures } from '../text/read-figures.ts';
import { readRelativeDates } from './read-dates.ts';

// Fewer terms than this are too few to tell.
const FEWEST_TERMS = 4;
// Below this share a sentence says other things than what it cites: people who ask about an article in their own words share less in 1 of 50.
const LEAST_SHARE = 0.25;

/** The share of a text's terms, figures apart, that its quotes and the title have, from 0 to 1; null where it has too few to tell. */
export function measureOverlap(text: string, quotes: readonly string[], title: string): number | null {
  const terms = termsWithoutFigures(text);
  if (terms.size < FEWEST_TERMS) return null;
  const held = termsWithoutFigures([...quotes, title].join('\n'));
  let shared = 0;
  for (const term of terms) if (held.has(term)) shared += 1;
  return shared / terms.size;
}

/** Figures and dates are checked by what they say; how they are written (三成, 30%) tells nothing of the subject. */
function termsWithoutFigures(text: string): Set<string> {
  let rest = '';
  let position = 0;
  for (const { start, end } of readFigures(text)) {
    rest += `${text.slice(position, start)} `;
    position = end;
  }
  rest += text.slice(position);
  for (const { text: date } of readRelativeDates(rest)) rest = rest.replace(date, ' ');
  return termsOf(foldText(rest).replace(/\d+/g, ' '));
}

/** Whether a text says other things than its quotes, which are in the same language: it shares too few words with them. */
export function isOffSubject(text: string, quotes: readonly string[], title: string): boolean {
  const share = measureOverlap(text, quotes, title);
  return share !== null && share < LEAST_SHARE;
}
