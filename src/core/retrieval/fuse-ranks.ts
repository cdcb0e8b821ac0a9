/** Cormack, Clarke and Büttcher (2009), Reciprocal Rank Fusion: 1 / (60 + rank), summed over the rankings. */
const DAMPING = 60;

/** One ranking of what several rank, each best first, told apart by `key`; what two rank alike keeps the first ranking's order. */
export function fuseRanks<T>(rankings: readonly (readonly T[])[], key: (each: T) => string): T[] {
  const sums = new Map<string, { each: T; sum: number }>();
  for (const ranking of rankings)
    ranking.forEach((each, rank) => {
      const known = sums.get(key(each));
      const share = 1 / (DAMPING + rank + 1);
      sums.set(key(each), { each: known?.each ?? each, sum: (known?.sum ?? 0) + share });
    });
  return [...sums.values()].sort((one, other) => other.sum - one.sum).map(({ each }) => each);
}
