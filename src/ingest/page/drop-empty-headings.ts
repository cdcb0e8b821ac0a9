import type { Block } from './list-blocks.ts';
import { measure } from './measure.ts';

const LOWEST_LEVEL = 6;
const BELOW_ALL = 9;
const LONGEST_HEADING = 80;

/**
 * A heading stands for what follows it: with nothing kept between it and the next of its level, or the end, it headed a list
 * of links, and goes too. Changes `kept`.
 */
export function dropEmptyHeadings(blocks: readonly Block[], kept: boolean[]): void {
  let hasText = false;
  let level = BELOW_ALL;
  for (let at = blocks.length - 1; at >= 0; at -= 1) {
    const block = blocks[at];
    if (block === undefined) continue;
    if (block.kind !== 'heading' || isSentence(block.text)) {
      if (kept[at] === true) hasText = true;
      continue;
    }
    const own = levelOf(block);
    if (!hasText && (own >= level || level === BELOW_ALL)) kept[at] = false;
    hasText = false;
    if (kept[at] === true) level = own;
  }
}

/** Pages of pictures write their text in headings. */
function isSentence(text: string): boolean {
  return measure(text) > LONGEST_HEADING && /[.!?。！？…]["”’』」)）]?$/.test(text);
}

function levelOf({ element }: Block): number {
  let at = element;
  for (let steps = 0; steps < 4; steps += 1) {
    if (/^h[1-6]$/.test(at.name)) return Number(at.name.charAt(1));
    if (at.parent === null) break;
    at = at.parent;
  }
  return LOWEST_LEVEL;
}
