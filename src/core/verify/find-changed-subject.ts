import { termsOf } from '../summary/sentence-terms.ts';
import { foldText } from '../text/fold.ts';
import { readFigures } from '../text/read-figures.ts';
import { readRelativeDates } from './read-dates.ts';

// Fewer terms than this are too few to tell.
const FEWEST_TERMS = 3;
// Below this share a sentence says other things than what it cites, and below the larger one where it has hardly any words in the same order
// either: people who ask about an article in their own words share less in 1 of 50.
const LEAST_SHARE = 0.25;
const LEAST_SHARE_IN_DISORDER = 0.34;
const LEAST_SUPPORT = 0.2;
const ENOUGH_SUPPORT = 0.5;

/**
 * The share of a text's terms, figures and dates apart, that its quotes have, from 0 to 1; null where it has too few to tell. What only
 * the title has counts neither way: it may name the subject.
 */
function measureOverlap(text: string, quotes: readonly string[], title: string): number | null {
  const held = readTerms(quotes.join('\n'));
  const named = readTerms(title);
  let [shared, missing] = [0, 0];
  for (const term of readTerms(text)) {
    if (held.has(term)) shared += 1;
    else if (!named.has(term)) missing += 1;
  }
  return shared + missing < FEWEST_TERMS ? null : shared / (shared + missing);
}

// Words that ask say nothing.
const INTERROGATIVES =
  /什么|哪[里些个位一]?|谁|多少|怎么|如何|为何|是否|何[时处人]|[吗呢]|\b(?:which|what|whom?|whose|how|when|where|why)\b/gu;

/** Figures and dates are checked by what they say; how they are written (三成, 30%) tells nothing of the subject. */
function readTerms(text: string): Set<string> {
  let rest = '';
  let position = 0;
  for (const { start, end } of readFigures(text)) {
    rest += `${text.slice(position, start)} `;
    position = end;
  }
  rest += text.slice(position);
  for (const { text: date } of readRelativeDates(rest)) rest = rest.replace(date, ' ');
  return termsOf(foldText(rest).replace(/\d+/g, ' ').replace(INTERROGATIVES, ' '));
}

/**
 * Whether a text says other things than its quotes, which are in the same language: it shares too few words with them. `support` is the
 * greatest share of its words that one of them has in the same order; null where that is not known.
 */
export function isOffSubject(
  text: string,
  { quotes, title, support }: { quotes: readonly string[]; title: string; support: number | null },
): boolean {
  const share = measureOverlap(text, quotes, title);
  if (share === null) return false;
  if (support === null) return share < LEAST_SHARE;
  return (
    (share < LEAST_SHARE && support < ENOUGH_SUPPORT) ||
    (share < LEAST_SHARE_IN_DISORDER && support < LEAST_SUPPORT)
  );
}
