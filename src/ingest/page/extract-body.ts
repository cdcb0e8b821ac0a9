import { findArticlePart } from './find-article-part.ts';
import { findChrome } from './find-chrome.ts';
import { findLead } from './find-lead.ts';
import { foldLetters } from './fold-letters.ts';
import { heedStatedBody } from './heed-stated-body.ts';
import { readHints } from './hints.ts';
import { type Block, type BlockTree, listBlocks } from './list-blocks.ts';
import { type PageElement, readText, walkElements } from './page-tree.ts';
import { selectBlocks } from './select-blocks.ts';
import { linkDensity, measure, weighBlock } from './weigh-block.ts';

/** In Latin letters: with less, what is named for chrome is looked at too, where it holds MOST_CHROME of the page's prose. */
const LEAST_BODY = 140;
const MOST_CHROME = 0.4;
/** It must bring so many times more: comments below a short text do not replace it. */
const WORTH_CHROME = 4;
const CHROME_WEIGHT = -0.1;
const MOST_LINES_BEFORE = 30;

export interface ExtractedBody {
  blocks: Block[];
  /** The page's lines from its headline (or the 30 before the text) to the text: byline, time, source. */
  linesBefore: string[];
  /** Lengths (a Han character is three) of all the page's text, and of what of it is in links. */
  pageLength: number;
  pageLinkLength: number;
}

export interface KnownOfBody {
  /** The text as the page's JSON-LD states it. */
  statedBody: string | null;
  title: string | null;
}

/** The blocks of a page that are its article's text. */
export function extractBody(root: PageElement, { statedBody, title }: KnownOfBody): ExtractedBody {
  const hints = readHints(root);
  const all = listBlocks(root, (element) => hints.get(element) === 'hidden');
  const titles = listTitles(root, title);

  function extractBeside(chrome: ReadonlySet<PageElement>): { blocks: Block[]; from: number } {
    const { weights, inChrome } = weighBesideChrome(all, chrome);
    const part = findArticlePart(all, weights, hints);
    if (part === null) return { blocks: [], from: 0 };
    const selected = selectBlocks(listBlocks(part, (element) => chrome.has(element)).blocks, titles);
    const from = all.ranges.get(part)?.from ?? 0;
    const lead = findLead(all.blocks.slice(0, from), (at) => inChrome.has(at)).filter(
      ({ text }) => !titles.has(foldLetters(text)) && !selected.some((block) => block.text === text),
    );
    return { blocks: [...lead, ...selected], from };
  }

  let chosen = extractBeside(findChrome(root, all, hints, 1));
  if (lengthOf(chosen.blocks) < LEAST_BODY) {
    const lenient = extractBeside(findChrome(root, all, hints, MOST_CHROME));
    if (lengthOf(lenient.blocks) > lengthOf(chosen.blocks) * WORTH_CHROME) chosen = lenient;
  }
  return {
    blocks: statedBody === null ? chosen.blocks : heedStatedBody(chosen.blocks, statedBody),
    linesBefore: listLinesBefore(all.blocks, chosen.from, chosen.blocks[0]?.text ?? ''),
    pageLength: lengthOf(all.blocks),
    pageLinkLength: all.blocks.reduce((sum, block) => sum + linkDensity(block) * measure(block.text), 0),
  };
}

/** The page's headings of the first level and titles, folded: a body does not begin with them. */
function listTitles(root: PageElement, title: string | null): Set<string> {
  const titles = new Set<string>();
  for (const element of walkElements(root))
    if (element.name === 'h1' || element.name === 'title') titles.add(foldLetters(readText(element, 500)));
  if (title !== null) titles.add(foldLetters(title));
  return titles;
}

function listLinesBefore(blocks: readonly Block[], from: number, firstText: string): string[] {
  const start = blocks.findIndex((block, at) => at >= from && block.text === firstText);
  const end = start === -1 ? from : start;
  const head = blocks.slice(Math.max(0, end - MOST_LINES_BEFORE), end);
  const headline = head.findLastIndex((block) => block.element.name === 'h1');
  // A line of the time may stand right above the headline.
  return head.slice(Math.max(0, headline - 2)).flatMap((block) => block.text.split('\n'));
}

/** The weight of each block; chrome speaks a little against whatever holds it, and its prose for nothing. */
function weighBesideChrome({ blocks, ranges }: BlockTree, chrome: ReadonlySet<PageElement>) {
  const weights = blocks.map(weighBlock);
  const inChrome = new Set<number>();
  for (const element of chrome) {
    const { from, to } = ranges.get(element) ?? { from: 0, to: 0 };
    // Chrome inside chrome was there before.
    if (from === to || (inChrome.has(from) && inChrome.has(to - 1))) continue;
    for (let at = from; at < to; at += 1) {
      weights[at] = at === from ? CHROME_WEIGHT : 0;
      inChrome.add(at);
    }
  }
  return { weights, inChrome };
}

function lengthOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + measure(block.text), 0);
}
