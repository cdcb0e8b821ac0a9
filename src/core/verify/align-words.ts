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

// Bounds the table; longer texts are not told apart word by word.
const LARGEST_TABLE = 1_000_000;
// Two texts are run beside each other only where they say much the same.
const LEAST_COMMON = 0.4;

// And so do the tables of all that a sentence rests on.
const LARGEST_TABLES = 8_000_000;

/** Runs a claim beside each of its sources, null where they are too long or have too little in common. */
export function alignAll(
  claimed: readonly Word[],
  sources: readonly (readonly Word[])[],
): (Alignment | null)[] {
  let cells = 0;
  return sources.map((source) => {
    cells += claimed.length * source.length;
    return cells > LARGEST_TABLES ? null : alignWords(claimed, source);
  });
}

/** Runs a claim beside a source; null where they are too long for that or have too little in common. */
function alignWords(claimed: readonly Word[], source: readonly Word[]): Alignment | null {
  if ((claimed.length + 1) * (source.length + 1) > LARGEST_TABLE) return null;
  const matches = matchWords(claimed, source);
  if (matches.size === 0 || matches.size < claimed.length * LEAST_COMMON) return null;
  return { matches, replacements: findReplacements(claimed, source, matches) };
}

function matchWords(claimed: readonly Word[], source: readonly Word[]): Map<number, number> {
  const width = source.length + 1;
  const lengths = new Uint16Array((claimed.length + 1) * width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  const isSame = (row: number, column: number) => claimed[row]?.text === source[column]?.text;
  for (let row = claimed.length - 1; row >= 0; row -= 1)
    for (let column = source.length - 1; column >= 0; column -= 1)
      lengths[row * width + column] = isSame(row, column)
        ? at(row + 1, column + 1) + 1
        : Math.max(at(row + 1, column), at(row, column + 1));
  const matches = new Map<number, number>();
  for (let row = 0, column = 0; row < claimed.length && column < source.length; ) {
    if (isSame(row, column)) {
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
