import { htmlToParagraphs } from '../html/html-to-paragraphs.ts';
import { findArticlePart } from './find-article-part.ts';
import { findChrome } from './find-chrome.ts';
import { findLead } from './find-lead.ts';
import { foldLetters } from './fold-letters.ts';
import { heedStatedBody } from './heed-stated-body.ts';
import { type Hint, readHints } from './hints.ts';
import { type Block, type BlockTree, listBlocks } from './list-blocks.ts';
import { measure } from './measure.ts';
import { createInsideTest, type PageElement, readText, walkElements } from './page-tree.ts';
import { isText, selectBlocks } from './select-blocks.ts';
import { linkDensity, weighBlock } from './weigh-block.ts';

/** In Latin letters: with less, what is named for chrome is looked at too, where it holds MOST_CHROME of the page's prose. */
const LEAST_BODY = 250;
const MOST_CHROME = 0.4;
/** It must bring so many times more: comments below a short text do not replace it. */
const WORTH_CHROME = 4;
const WORTH_LINES = 2;
const MOST_LINKS = 0.3;
/** Letters that a line of links or chrome takes away from what stands around it. */
const NOT_A_LINE = 15;
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

/**
 * The blocks of a page that are its article's text. Where they are few, the page is read again with less left out: what is
 * named for chrome, then what is hidden, and at last the text that the page's JSON-LD states is taken.
 */
export function extractBody(root: PageElement, { statedBody, title }: KnownOfBody): ExtractedBody {
  const hints = readHints(root);
  const titles = listTitles(root, title);
  const all = listBlocks(root, (element) => hints.get(element) === 'hidden');
  let chosen = extractBeside(all, findChrome(root, all, hints, 1), hints, titles);
  const isFew = () => lengthOf(chosen.blocks) < LEAST_BODY;
  const takeLonger = (other: Extracted): void => {
    if (lengthOf(other.blocks) > lengthOf(chosen.blocks) * WORTH_CHROME) chosen = other;
  };
  for (const share of [MOST_CHROME, 0])
    if (isFew()) takeLonger(extractBeside(all, findChrome(root, all, hints, share), hints, titles));
  if (isFew()) takeLonger(extractHidden(root, hints, titles));
  if (isFew()) {
    const named = extractNamed(all, findChrome(root, all, hints, 1), hints, titles);
    if (lengthOf(named.blocks) > lengthOf(chosen.blocks) * WORTH_LINES) chosen = named;
  }
  const stated = statedBody !== null && isFew() ? listStatedBlocks(root, statedBody) : [];
  const isStated = lengthOf(stated) > Math.max(LEAST_BODY, lengthOf(chosen.blocks) * WORTH_CHROME);
  if (isStated) chosen = { blocks: stated, from: 0 };
  const blocks = statedBody === null || isStated ? chosen.blocks : heedStatedBody(chosen.blocks, statedBody);
  return {
    blocks,
    linesBefore: listLinesBefore(all.blocks, chosen.from, chosen.blocks[0]?.text ?? ''),
    pageLength: lengthOf(all.blocks),
    pageLinkLength: all.blocks.reduce((sum, block) => sum + linkDensity(block) * block.length, 0),
  };
}

interface Extracted {
  blocks: Block[];
  /** Where the article's part begins among the page's blocks. */
  from: number;
}

type Hints = ReadonlyMap<PageElement, Hint>;

function extractBeside(
  all: BlockTree,
  chrome: ReadonlySet<PageElement>,
  hints: Hints,
  titles: ReadonlySet<string>,
): Extracted {
  const { weights, inChrome } = weighBesideChrome(all, chrome);
  const part = findArticlePart(all, weights, hints);
  if (part === null) return { blocks: [], from: 0 };
  const selected = selectBlocks(
    listBlocks(part, (element) => chrome.has(element), all.withUnseen).blocks,
    titles,
  );
  const from = all.ranges.get(part)?.from ?? 0;
  const lead = findLead(all.blocks.slice(0, from), (at) => inChrome.has(at)).filter(
    ({ text }) => !titles.has(foldLetters(text)) && !selected.some((block) => block.text === text),
  );
  return { blocks: [...lead, ...selected], from };
}

/** All lines of text in the element that is named for content and has most of it: short ones, lists, verse. */
function extractNamed(
  { blocks, ranges }: BlockTree,
  chrome: ReadonlySet<PageElement>,
  hints: Hints,
  titles: ReadonlySet<string>,
): Extracted {
  const isLeftOut = createInsideTest((element) => chrome.has(element));
  const isLine = blocks.map(
    (block) =>
      isText(block) &&
      linkDensity(block) < MOST_LINKS &&
      !isLeftOut(block.element) &&
      !titles.has(foldLetters(block.text)),
  );
  const sums = [0];
  for (const [at, block] of blocks.entries())
    sums.push((sums.at(-1) ?? 0) + (isLine[at] === true ? block.length : -NOT_A_LINE));
  let best: Extracted = { blocks: [], from: 0 };
  let most = 0;
  for (const [element, { from, to }] of ranges) {
    const sum = (sums[to] ?? 0) - (sums[from] ?? 0);
    if (hints.get(element) !== 'content' || sum <= most) continue;
    most = sum;
    best = { blocks: blocks.slice(from, to).filter((_, at) => isLine[from + at] === true), from };
  }
  return best;
}

/** As if nothing was hidden: scripts show what a saved page hides. */
function extractHidden(root: PageElement, hints: Hints, titles: ReadonlySet<string>): Extracted {
  const seen = new Map<PageElement, Hint>();
  for (const [element, hint] of hints) if (hint !== 'hidden') seen.set(element, hint);
  const all = listBlocks(root, () => false, true);
  const { blocks } = extractBeside(all, findChrome(root, all, seen, 1), seen, titles);
  return { blocks, from: 0 };
}

function listStatedBlocks(root: PageElement, statedBody: string): Block[] {
  const pieces = htmlToParagraphs(statedBody.replace(/\n+/g, '<p>'));
  return pieces.map(({ text }) => ({
    text,
    length: measure(text),
    linkLength: 0,
    boldLength: 0,
    element: root,
    kind: 'text',
  }));
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
  return blocks.reduce((sum, block) => sum + block.length, 0);
}
