import type { BlockTree } from './list-blocks.ts';
import { findInside, type PageElement, walkElements } from './page-tree.ts';
import { linkDensity } from './weigh-block.ts';

const LEAST_TEASERS = 3;
const LONGEST_TEASER = 500;

/**
 * Lists of other articles: three or more children of an element, alike by name and class, each with a linked headline and at
 * most a few lines below it.
 */
export function findTeaserLists(root: PageElement, { blocks, ranges }: BlockTree): Set<PageElement> {
  const found = new Set<PageElement>();
  for (const parent of walkElements(root)) {
    const groups = new Map<string, PageElement[]>();
    if (parent.children.length < LEAST_TEASERS) continue;
    for (const child of parent.children) {
      if (typeof child === 'string' || !ranges.has(child)) continue;
      const key = `${child.name}.${(child.attributes.get('class') ?? '').split(/\s+/)[0] ?? ''}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [child]);
      else group.push(child);
    }
    for (const group of groups.values()) {
      if (group.length < LEAST_TEASERS) continue;
      const teasers = group.filter(isTeaser);
      if (teasers.length >= LEAST_TEASERS && teasers.length >= group.length * 0.7)
        for (const teaser of group) found.add(teaser);
    }
  }
  return found;

  function isTeaser(element: PageElement): boolean {
    const { from, to } = ranges.get(element) ?? { from: 0, to: 0 };
    if (to - from === 0 || to - from > 6) return false;
    let hasLink = false;
    let length = 0;
    for (let at = from; at < to; at += 1) {
      const block = blocks[at];
      if (block === undefined) continue;
      length += block.length;
      if (linkDensity(block) > 0.8 && block.text.length > 8) hasLink = true;
    }
    return hasLink && length < LONGEST_TEASER && linksElsewhere(element);
  }
}

function linksElsewhere(element: PageElement): boolean {
  return (
    findInside(element, ({ name, attributes }) => {
      const href = name === 'a' ? attributes.get('href')?.trim() : undefined;
      return href !== undefined && href !== '' && !href.startsWith('#') && !/^javascript:/i.test(href);
    }) !== null
  );
}
