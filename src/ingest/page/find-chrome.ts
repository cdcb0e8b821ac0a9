import { findTeaserLists } from './find-teaser-lists.ts';
import { type Hint, isConsentNamed, isLayoutNamed } from './hints.ts';
import type { BlockTree } from './list-blocks.ts';
import { type PageElement, walkElements } from './page-tree.ts';
import { weighBlock } from './weigh-block.ts';

/** Of the page's prose: what holds more is looked at twice before it is taken for chrome. */
const MUCH = 0.1;
/** Of an element's prose: a text marked as content, inside an element that is named for its sidebar or share bar. */
const MOST_OF_IT = 0.6;
const MOST_LAYOUT = 0.45;
/** Weights, about a hundred letters of prose each. */
const SCRAP = 0.9;
const HEADLINED = 3;
const EMBEDDED = 4;
const FORM_SHARE = 0.2;
/** Never an article, whatever stands in them. */
const BARS = new Set(['nav', 'footer']);
/** An embedded post has its text and a line of who wrote it. */
const MOST_PARTS = 4;

/**
 * The elements of a page that are no part of any article: hidden ones, lists of teasers, forms, and what is named for chrome
 * without holding the article itself. One that has `mostChrome` of the page's prose (a share) is none; 1 lets none pass, 0 all but bars, forms and the asking for consent.
 */
export function findChrome(
  root: PageElement,
  tree: BlockTree,
  hints: ReadonlyMap<PageElement, Hint>,
  mostChrome: number,
): Set<PageElement> {
  const found = findTeaserLists(root, tree);
  const weightOf = createWeightOf(tree);
  const total = weightOf(root);
  const headlined = new Set<PageElement>();
  const quoting = new Set<PageElement>();
  for (const element of walkElements(root)) {
    if (element.name === 'main' || element.name === 'h1') addAncestors(headlined, element);
    if (element.name === 'blockquote') addAncestors(quoting, element);
  }

  function isChrome(element: PageElement): boolean {
    const hint = hints.get(element);
    if (hint === 'hidden') return true;
    const weight = weightOf(element);
    if (element.name === 'form') return weight < total * FORM_SHARE && weight < EMBEDDED;
    if (hint === 'scrap') return weight < SCRAP && tree.ranges.has(element);
    if (hint !== 'chrome' || (headlined.has(element) && weight > HEADLINED)) return false;
    if (isConsentNamed(element)) return true;
    if (weight >= total * MUCH && holdsContent(element, weight)) return false;
    if (weight >= total * MOST_LAYOUT && isLayoutNamed(element)) return false;
    // An embedded post: named for the network that it is shared from.
    if (quoting.has(element) && weight < EMBEDDED && countElements(element) < MOST_PARTS) return false;
    return mostChrome >= 1 || weight < total * mostChrome || BARS.has(element.name);
  }

  function holdsContent(outer: PageElement, weight: number): boolean {
    for (const element of walkElements(outer))
      if (element !== outer && hints.get(element) === 'content' && weightOf(element) > weight * MOST_OF_IT)
        return true;
    return false;
  }

  for (const element of walkElements(root)) if (isChrome(element)) found.add(element);
  return found;
}

/** The prose inside an element, what speaks against it left aside. */
function createWeightOf({ blocks, ranges }: BlockTree): (element: PageElement) => number {
  const sums = [0];
  for (const block of blocks) sums.push((sums.at(-1) ?? 0) + Math.max(0, weighBlock(block)));
  return (element) => {
    const range = ranges.get(element);
    return range === undefined ? 0 : (sums[range.to] ?? 0) - (sums[range.from] ?? 0);
  };
}

function countElements({ children }: PageElement): number {
  return children.filter((child) => typeof child !== 'string').length;
}

function addAncestors(set: Set<PageElement>, element: PageElement): void {
  for (let at: PageElement | null = element; at !== null && !set.has(at); at = at.parent) set.add(at);
}
