/** Precision, recall and their harmonic mean, each in [0, 1]. */
interface RougeScore {
  precision: number;
  recall: number;
  f: number;
}

/** Han characters one by one, everything else as runs of lower-cased letters and digits; no stemming, no stop words. */
export function rougeTokens(text: string): string[] {
  return text.toLowerCase().match(/\p{Script=Han}|[^\P{L}\p{Script=Han}]+|\p{N}+/gu) ?? [];
}

function score(hits: number, candidate: number, reference: number): RougeScore {
  const precision = candidate === 0 ? 0 : hits / candidate;
  const recall = reference === 0 ? 0 : hits / reference;
  return {
    precision,
    recall,
    f: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  };
}

function countGrams(tokens: readonly string[], size: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let index = 0; index + size <= tokens.length; index++) {
    const gram = tokens.slice(index, index + size).join(' ');
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

/** ROUGE-N (Lin 2004): clipped n-gram matches against one reference. */
export function rougeN(candidate: readonly string[], reference: readonly string[], size: number): RougeScore {
  const found = countGrams(candidate, size);
  const wanted = countGrams(reference, size);
  let hits = 0;
  for (const [gram, count] of wanted) hits += Math.min(count, found.get(gram) ?? 0);
  return score(hits, Math.max(0, candidate.length - size + 1), Math.max(0, reference.length - size + 1));
}

/** ROUGE-L (Lin 2004) over the whole text as one sequence: the longest common subsequence. */
export function rougeL(candidate: readonly string[], reference: readonly string[]): RougeScore {
  let previous = new Uint32Array(reference.length + 1);
  let current = new Uint32Array(reference.length + 1);
  for (const token of candidate) {
    for (let column = 1; column <= reference.length; column++) {
      current[column] =
        token === reference[column - 1]
          ? (previous[column - 1] ?? 0) + 1
          : Math.max(previous[column] ?? 0, current[column - 1] ?? 0);
    }
    [previous, current] = [current, previous];
  }
  return score(previous[reference.length] ?? 0, candidate.length, reference.length);
}
