import type { Hint } from './hints.ts';
import type { BlockTree } from './list-blocks.ts';
import type { PageElement } from './page-tree.ts';

/** What an element named for content is worth over one that is not. */
const CONTENT_BONUS = 1.5;

/**
 * The element whose blocks weigh most in sum: prose in it counts for, navigation and scraps against. (The maximum
 * subsequence of Pasternack and Roth, "Extracting Article Text from the Web with Maximum Subsequence Segmentation",
 * WWW 2009, over subtrees in place of token sequences.)
 */
export function findArticlePart(
  { ranges }: BlockTree,
  weights: readonly number[],
  hints: ReadonlyMap<PageElement, Hint>,
): PageElement | null {
  const sums = [0];
  for (const weight of weights) sums.push((sums.at(-1) ?? 0) + weight);
  let best: PageElement | null = null;
  let bestWeight = Number.NEGATIVE_INFINITY;
  for (const [element, { from, to }] of ranges) {
    const weight =
      ((sums[to] ?? 0) - (sums[from] ?? 0)) * (hints.get(element) === 'content' ? CONTENT_BONUS : 1);
    // Children come before their parents: the innermost of equals is taken.
    if (from < to && weight > bestWeight) {
      best = element;
      bestWeight = weight;
    }
  }
  return best;
}
