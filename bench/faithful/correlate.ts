/** Pearson's correlation of two lists of the same length; 0 where one of them does not vary. */
export function pearson(xs: readonly number[], ys: readonly number[]): number {
  const [meanX, meanY] = [average(xs), average(ys)];
  let [product, squareX, squareY] = [0, 0, 0];
  for (const [index, x] of xs.entries()) {
    const [dx, dy] = [x - meanX, (ys[index] ?? 0) - meanY];
    product += dx * dy;
    squareX += dx * dx;
    squareY += dy * dy;
  }
  return squareX === 0 || squareY === 0 ? 0 : product / Math.sqrt(squareX * squareY);
}

/** Spearman's: Pearson's of the ranks, equal values sharing the mean of theirs. */
export function spearman(xs: readonly number[], ys: readonly number[]): number {
  return pearson(ranksOf(xs), ranksOf(ys));
}

function ranksOf(values: readonly number[]): number[] {
  const order = values
    .map((value, index) => ({ value, index }))
    .sort((one, other) => one.value - other.value);
  const ranks = new Array<number>(values.length).fill(0);
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end + 1 < order.length && order[end + 1]?.value === order[start]?.value) end += 1;
    for (let at = start; at <= end; at += 1) ranks[order[at]?.index ?? 0] = (start + end) / 2;
    start = end + 1;
  }
  return ranks;
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
