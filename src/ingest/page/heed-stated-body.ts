import { foldLetters } from './fold-letters.ts';
import type { Block } from './list-blocks.ts';

/** Shares of letters: so much of the blocks stands in the stated body, which is about as long. */
const ALIKE = 0.82;
/** Blocks times letters: more is no article, and takes seconds to compare. */
const MOST_COMPARED = 100_000_000;
const PROBES = 5;
const PROBE_LENGTH = 16;
const LEAST_FOUND = 2;

/**
 * The blocks without what the publisher's own account of the text (JSON-LD's articleBody) does not hold, where the two are
 * the same text; an account that is cut short, or of something else, changes nothing. Headings, lists and the like are
 * often left out of it, and so is the lead: what stands before its first block stays.
 */
export function heedStatedBody(blocks: readonly Block[], statedBody: string): Block[] {
  const stated = foldLetters(statedBody);
  if (blocks.length * stated.length > MOST_COMPARED) return [...blocks];
  const folded = blocks.map((block) => foldLetters(block.text));
  const isStated = folded.map((text) => standsIn(stated, text));
  let all = 0;
  let both = 0;
  for (const [at, text] of folded.entries()) {
    all += text.length;
    if (isStated[at] === true) both += text.length;
  }
  if (all === 0 || both < all * ALIKE || both < stated.length * ALIKE) return [...blocks];
  const first = isStated.indexOf(true);
  return blocks.filter(
    ({ kind }, at) => at < first || isStated[at] === true || (kind !== 'text' && kind !== 'quote'),
  );
}

/** A block is in the account also where a word of it was changed: some pieces of it are. */
function standsIn(stated: string, text: string): boolean {
  if (text.length < PROBE_LENGTH * 2) return text !== '' && stated.includes(text);
  let found = 0;
  for (let probe = 0; probe < PROBES; probe += 1) {
    const start = Math.floor(((text.length - PROBE_LENGTH) * probe) / (PROBES - 1));
    if (stated.includes(text.slice(start, start + PROBE_LENGTH))) found += 1;
  }
  return found >= LEAST_FOUND;
}
