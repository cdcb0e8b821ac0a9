/** Text without spaces, widths made one (NFKC), lower case: how titles are compared. */
export function foldForScore(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
}

/** F1 of the character 3-grams (as a bag) of two texts, spaces left out. 1 where both are empty. */
export function trigramF1(found: string, expected: string): number {
  const a = countTrigrams(found.replace(/\s+/g, ''));
  const b = countTrigrams(expected.replace(/\s+/g, ''));
  if (a.total === 0 && b.total === 0) return 1;
  let common = 0;
  for (const [gram, count] of a.counts) common += Math.min(count, b.counts.get(gram) ?? 0);
  return (2 * common) / (a.total + b.total);
}

function countTrigrams(text: string): { counts: Map<string, number>; total: number } {
  const counts = new Map<string, number>();
  const total = Math.max(text === '' ? 0 : 1, text.length - 2);
  for (let at = 0; at < total; at += 1) {
    const gram = text.slice(at, at + 3);
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return { counts, total };
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const high = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? high : (high + (sorted[middle - 1] ?? 0)) / 2;
}

export function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
