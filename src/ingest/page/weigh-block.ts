import type { Block } from './list-blocks.ts';
import { measure } from './measure.ts';
import type { PageElement } from './page-tree.ts';

const LONGEST_LINE = 600;
const LONGEST_BLOCK = 1800;

const SENTENCE_MARK = /[。！？；，、]|[.!?;:,](?=[\s"”'’)]|$)/g;

export function countMarks(text: string): number {
  return text.slice(0, 5000).match(SENTENCE_MARK)?.length ?? 0;
}

export function linkDensity(block: Block): number {
  return block.text.length === 0 ? 0 : block.linkLength / block.text.length;
}

/**
 * How much a block speaks for (above 0) or against (below) the part of the page that it stands in being the article:
 * prose by its length, lists of links and scraps against.
 */
export function weighBlock(block: Block): number {
  const length = block.length;
  const density = linkDensity(block);
  const marks = countMarks(block.text);
  if (density > 0.6) return -0.4;
  if (block.kind === 'heading') return length < 200 ? 0 : 0.2;
  const isProse = marks > 0 && length >= 60;
  if (isProse) return weighProse(block.text) * (1 - density) * (marks > 1 ? 1 : 0.6);
  if (density > 0.3) return -0.3;
  if (
    block.kind === 'item' ||
    block.kind === 'cell' ||
    block.kind === 'quote' ||
    block.kind === 'preformatted' ||
    block.element.name === 'p'
  )
    return length > 30 ? 0.1 : 0;
  // A table of figures has hundreds of short ones.
  if (length <= 80 && isInCell(block.element)) return 0;
  return length > 80 ? 0.2 : -0.15;
}

/** Each line for itself: a whole article may be one element, its paragraphs parted by breaks. */
function weighProse(text: string): number {
  let length = 0;
  for (const line of text.split('\n')) length += Math.min(measure(line), LONGEST_LINE);
  return Math.min(length, LONGEST_BLOCK) / 100;
}

function isInCell(element: PageElement): boolean {
  for (let at: PageElement | null = element, steps = 0; at !== null && steps < 4; at = at.parent, steps += 1)
    if (at.name === 'td' || at.name === 'th') return true;
  return false;
}
