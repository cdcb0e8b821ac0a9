const DAMPING = 0.85;
const TOLERANCE = 1e-6;
const MOST_ROUNDS = 200;

/**
 * PageRank over a weighted graph by power iteration: `weights[from][to]`, not negative. A node without edges gives to all alike.
 * The ranks sum to 1.
 */
export function rankGraph(weights: readonly (readonly number[])[]): number[] {
  const size = weights.length;
  const sums = weights.map((row) => row.reduce((sum, weight) => sum + weight, 0));
  let ranks = new Array<number>(size).fill(1 / size);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = new Array<number>(size).fill((1 - DAMPING) / size);
    for (const [from, row] of weights.entries()) {
      const rank = ranks[from] ?? 0;
      const sum = sums[from] ?? 0;
      for (let to = 0; to < size; to++) {
        next[to] = (next[to] ?? 0) + DAMPING * rank * (sum === 0 ? 1 / size : (row[to] ?? 0) / sum);
      }
    }
    const change = next.reduce(
      (most, value, node) => Math.max(most, Math.abs(value - (ranks[node] ?? 0))),
      0,
    );
    ranks = next;
    if (change < TOLERANCE) break;
  }
  return ranks;
}
