import { comparedForm } from './find-denials.ts';
import type { Word } from './read-words.ts';

/** What stands in one text where another has something else, between words that both have. */
export interface Replacement {
  claimed: Word[];
  source: Word[];
  /** The last word before it and the first after it that both have; absent at the beginning and the end. */
  before: Word | undefined;
  after: Word | undefined;
}

/** How two texts run beside each other, by their longest common subsequence of words. */
export interface Alignment {
  /** Index in the source of each claimed word that it has in the same order. */
  matches: ReadonlyMap<number, number>;
  replacements: Replacement[];
}

/** A claim beside one of its sources. */
export interface Comparison {
  /** The share of the claim's words that the source has in the same order, from 0 to 1; null where they are too long to tell. */
  support: number | null;
  /** Null where they have too little in common to be told apart word by word. */
  alignment: Alignment | null;
}

// Bounds the table; longer texts are not told apart word by word.
const LARGEST_TABLE = 1_000_000;
// Two texts are run beside each other only where they say much the same.
const LEAST_COMMON = 0.4;

// And so do the tables of all that a sentence rests on.
const LARGEST_TABLES = 8_000_000;

/** Runs a claim beside each of its sources. */
export function compareAll(
  claimed: readonly Word[],
  sources: readonly (readonly Word[])[],
): readonly Comparison[] {
  const forms = createForms();
  const said = forms(claimed);
  let cells = 0;
  return sources.map((source) => {
    const table = (claimed.length + 1) * (source.length + 1);
    cells += table;
    if (table > LARGEST_TABLE || cells > LARGEST_TABLES) return { support: null, alignment: null };
    const matches = matchForms(said, forms(source));
    const isClose = matches.size > 0 && matches.size >= claimed.length * LEAST_COMMON;
    return {
      support: matches.size / Math.max(1, claimed.length),
      alignment: isClose ? { matches, replacements: findReplacements(claimed, source, matches) } : null,
    };
  });
}

/** Words as numbers, the same for those that are compared as one (walk, walked). */
function createForms(): (words: readonly Word[]) => Uint32Array {
  const numbers = new Map<string, number>();
  return (words) =>
    Uint32Array.from(words, (word) => {
      const form = comparedForm(word);
      const known = numbers.get(form) ?? numbers.size;
      numbers.set(form, known);
      return known;
    });
}

function matchForms(claimed: Uint32Array, source: Uint32Array): Map<number, number> {
  const width = source.length + 1;
  const lengths = new Uint16Array((claimed.length + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = claimed.length - 1; row >= 0; row -= 1)
    for (let column = source.length - 1; column >= 0; column -= 1)
      lengths[row * width + column] =
        claimed[row] === source[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
  const matches = new Map<number, number>();
  for (let row = 0, column = 0; row < claimed.length && column < source.length; ) {
    if (claimed[row] === source[column]) {
      matches.set(row, column);
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return matches;
}

function findReplacements(
  claimed: readonly Word[],
  source: readonly Word[],
  matches: ReadonlyMap<number, number>,
): Replacement[] {
  const replacements: Replacement[] = [];
  let [row, column] = [0, 0];
  for (const [nextRow, nextColumn] of [...matches, [claimed.length, source.length] as const]) {
    if (nextRow > row && nextColumn > column)
      replacements.push({
        claimed: claimed.slice(row, nextRow),
        source: source.slice(column, nextColumn),
        before: claimed[row - 1],
        after: claimed[nextRow],
      });
    [row, column] = [nextRow + 1, nextColumn + 1];
  }
  return replacements;
}
