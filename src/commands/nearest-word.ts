/** Longer words are not compared: nobody mistypes a name of that length, and the cost grows with the product. */
const LONGEST = 40;

/**
 * The word that was most likely meant: the one that the typed word begins, or that is at most a third of its letters away
 * (Damerau–Levenshtein, adjacent letters swapped count as one); null where none is near.
 */
export function findNearestWord(typed: string, words: readonly string[]): string | null {
  const wanted = fold(typed);
  if (wanted === '' || wanted.length > LONGEST) return null;
  let nearest: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const word of words) {
    const candidate = fold(word);
    if (candidate.length > LONGEST) continue;
    const distance = wanted.length > 1 && candidate.startsWith(wanted) ? 0.5 : countEdits(wanted, candidate);
    const allowed = Math.max(1, Math.floor(Math.max(wanted.length, candidate.length) / 3));
    // Of one or two letters everything would be near.
    const bearable = Math.min(allowed, Math.min(wanted.length, candidate.length) - 1);
    if (distance <= Math.max(bearable, 0.5) && distance < least) {
      least = distance;
      nearest = word;
    }
  }
  return nearest;
}

function fold(word: string): string {
  return word.normalize('NFKC').toLowerCase();
}

/** Optimal string alignment distance of two folded words, in O(length²) time and three rows of memory. */
export function countEdits(left: string, right: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      let edits = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1])
        edits = Math.min(edits, (beforePrevious[column - 2] ?? 0) + 1);
      current.push(edits);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[right.length] ?? 0;
}
