import { isPictureNamed, readHintWords } from './hints.ts';
import type { Block } from './list-blocks.ts';
import { isText } from './select-blocks.ts';
import { countMarks, linkDensity } from './weigh-block.ts';

const MOST_BLOCKS_BEFORE = 30;
const LEAST_LEAD = 60;
const MOST_LEADS = 3;
const LEAD_WORDS = new Set(
  'lead lede intro introduction standfirst dek deck subtitle subheadline subhead subline summary abstract excerpt sommario chapo teaser kicker hook bajada copete description zhaiyao daodu'.split(
    ' ',
  ),
);

/**
 * The lead that stands between a page's headline and the box that holds its text. `before` are the blocks before that box, in
 * order. Without a headline, or one too far up, only what is named a lead is one.
 */
export function findLead(before: readonly Block[], isInChrome: (at: number) => boolean): Block[] {
  const from = Math.max(0, before.length - MOST_BLOCKS_BEFORE);
  const headline = before.findLastIndex((block, at) => at >= from && isHeadline(block));
  const leads: Block[] = [];
  for (let at = headline === -1 ? from : headline + 1; at < before.length; at += 1) {
    const block = before[at];
    if (block === undefined || isInChrome(at) || !isText(block)) continue;
    if (block.length < LEAST_LEAD || countMarks(block.text) === 0 || linkDensity(block) > 0.2) continue;
    if (headline === -1 && !isNamedLead(block)) continue;
    leads.push(block);
  }
  return leads.length <= MOST_LEADS ? leads : leads.filter(isNamedLead).slice(0, MOST_LEADS);
}

function isHeadline(block: Block): boolean {
  return block.element.name === 'h1' || block.element.parent?.name === 'h1';
}

function isNamedLead({ element }: Block): boolean {
  const { parent } = element;
  return [element, ...(parent === null ? [] : [parent])].some(
    (at) => !isPictureNamed(at) && readHintWords(at).some((word) => LEAD_WORDS.has(word)),
  );
}
