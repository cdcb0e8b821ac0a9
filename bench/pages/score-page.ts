/** True positives, false positives and false negatives, each page's made to sum to 1. */
export type Shares = readonly [number, number, number];

/**
 * Shingles of four words, as article-extraction-benchmark compares texts
 * (github.com/scrapinghub/article-extraction-benchmark, evaluate.py): every page weighs the same.
 */
export function compareShingles(found: string, expected: string): Shares {
  const a = countShingles(found);
  const b = countShingles(expected);
  let both = 0;
  let onlyFound = 0;
  let onlyExpected = 0;
  for (const key of new Set([...a.keys(), ...b.keys()])) {
    const inFound = a.get(key) ?? 0;
    const inExpected = b.get(key) ?? 0;
    both += Math.min(inFound, inExpected);
    onlyFound += Math.max(0, inFound - inExpected);
    onlyExpected += Math.max(0, inExpected - inFound);
  }
  const sum = both + onlyFound + onlyExpected || 1;
  return [both / sum, onlyFound / sum, onlyExpected / sum];
}

function countShingles(text: string): Map<string, number> {
  const words = text.match(/[\p{L}\p{M}\p{N}_]+/gu) ?? [];
  const counts = new Map<string, number>();
  if (words.length === 0) return counts;
  for (let at = 0; at < Math.max(1, words.length - 3); at += 1) {
    const key = words.slice(at, at + 4).join(' ');
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

export interface PrecisionRecall {
  precision: number;
  recall: number;
  f1: number;
}

/** The benchmark's own mean: F1 of the pages' mean precision and mean recall. */
export function meanOfShares(shares: readonly Shares[]): PrecisionRecall {
  const precisions = shares.map(([tp, fp, fn]) => (fp + fn === 0 ? 1 : tp + fp === 0 ? 0 : tp / (tp + fp)));
  const recalls = shares.map(([tp, fp, fn]) => (fp + fn === 0 ? 1 : tp + fn === 0 ? 0 : tp / (tp + fn)));
  return combine(average(precisions), average(recalls));
}

export function combine(precision: number, recall: number): PrecisionRecall {
  const sum = precision + recall;
  return { precision, recall, f1: sum === 0 ? 0 : (2 * precision * recall) / sum };
}

export function average(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

export interface Segments {
  truePositive: number;
  falseNegative: number;
  falsePositive: number;
  trueNegative: number;
}

/**
 * Segments that must and must not stand in the text. Spaces are run together on both sides, or left out: the Chinese set's
 * segments run from one paragraph into the next without any.
 */
export function countSegments(
  found: string,
  {
    wanted,
    unwanted,
    spaces,
  }: { wanted: readonly string[]; unwanted: readonly string[]; spaces: 'one' | 'none' },
): Segments {
  const fold = (text: string) => text.replace(/\s+/g, spaces === 'one' ? ' ' : '').trim();
  const text = fold(found);
  const holds = (segment: string) => text.includes(fold(segment));
  const truePositive = wanted.filter(holds).length;
  const falsePositive = unwanted.filter(holds).length;
  return {
    truePositive,
    falseNegative: wanted.length - truePositive,
    falsePositive,
    trueNegative: unwanted.length - falsePositive,
  };
}

/** F1 of the character 5-grams (as a bag) of two texts, spaces left out. */
export function fiveGramF1(found: string, expected: string): number {
  const a = countGrams(found.replace(/\s+/g, ''));
  const b = countGrams(expected.replace(/\s+/g, ''));
  const totals = sum(a) + sum(b);
  if (totals === 0) return 1;
  let common = 0;
  for (const [gram, count] of a) common += Math.min(count, b.get(gram) ?? 0);
  return (2 * common) / totals;
}

function countGrams(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  if (text === '') return counts;
  for (let at = 0; at < Math.max(1, text.length - 4); at += 1) {
    const gram = text.slice(at, at + 5);
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

function sum(counts: Map<string, number>): number {
  let total = 0;
  for (const count of counts.values()) total += count;
  return total;
}
