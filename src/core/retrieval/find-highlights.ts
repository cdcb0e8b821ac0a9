import { type FoldedText, originalSpan } from '../text/fold.ts';
import type { Span } from '../text/sentences.ts';
import { gramKey, type Query } from './analyse-query.ts';
import { scanUnits, toWord } from './comparison-units.ts';

/** A run of words that the query has, in the original text. */
export interface Highlight extends Span {
  /** What of the query it is (indexes of `query.grams`), and how much that says. */
  grams: number[];
  weight: number;
}

/**
 * Where a text holds the query: its words, and of Chinese those runs that have at least two neighbouring characters
 * in common with it (one, where the query has the character alone). In order, without overlaps.
 */
export function findHighlights(query: Query, text: FoldedText): Highlight[] {
  const { folded } = text;
  const found: Highlight[] = [];
  let before = { number: 0, start: 0, end: 0 };
  const add = (start: number, end: number, gram: number): void => {
    const weight = query.grams[gram]?.weight ?? 0;
    const last = found.at(-1);
    if (last && start < last.end) {
      last.end = end;
      last.weight += weight;
      last.grams.push(gram);
    } else found.push({ start, end, grams: [gram], weight });
  };
  scanUnits(folded, (start, end, ideographic) => {
    const unit = folded.slice(start, end);
    const number = query.unitNumbers.get(ideographic ? unit : toWord(unit)) ?? 0;
    if (number > 0) {
      const alone = query.gramIndexes.get(gramKey(0, 0, number));
      const pair =
        before.number > 0 && before.end === start
          ? query.gramIndexes.get(gramKey(0, before.number, number))
          : undefined;
      if (pair !== undefined) add(before.start, end, pair);
      else if (alone !== undefined && (!ideographic || query.lone.has(number))) add(start, end, alone);
    }
    before = { number, start, end };
  });
  return found.map((highlight) => ({ ...highlight, ...originalSpan(text, highlight.start, highlight.end) }));
}
