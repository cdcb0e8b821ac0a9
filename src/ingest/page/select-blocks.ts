import { readChrome } from '../dump/chrome.ts';
import { isTellingCaption, isUnmarkedCaption, isWholeText } from './captions.ts';
import { dropEmptyHeadings } from './drop-empty-headings.ts';
import { findTail } from './find-tail.ts';
import { foldLetters } from './fold-letters.ts';
import type { Block } from './list-blocks.ts';
import { isNotice } from './notices.ts';
import { findInside, type PageElement } from './page-tree.ts';
import { countMarks, linkDensity } from './weigh-block.ts';

/** In Latin letters, as measure counts. */
const LEAST_PROSE = 60;
const LEAST_FIRST_LINE = 25;
const LEAST_LEAD = 100;
const MOST_BELOW = 3;
/** A last line of a Chinese text (who helped with it, where it is to be read on) may have no mark. */
const LEAST_HAN = 8;
/** And its first one: who wrote it, from where. */
const LEAST_HAN_FIRST = 4;
const MOST_BEFORE_DATE = 2;
const LONGEST_DATE_LINE = 100;
const MOST_DATE_LETTERS = 45;
const LONGEST_CHROME = 240;

/**
 * Which of the blocks of an article's part are its text. Around the prose, from its first to its last block, only what is
 * shaped like it stays; headlines, bylines, share bars and "more on this" are before or behind. `titles` are folded.
 */
export function selectBlocks(all: readonly Block[], titles: ReadonlySet<string>): Block[] {
  const blocks = all.slice(0, findTail(all));
  const kept = blocks.map((block) => isText(block) && !titles.has(foldLetters(block.text)));
  const isSure = (block: Block, at: number) => kept[at] === true && isProse(block);
  const firstAt = blocks.findIndex(isSure);
  const lastAt = blocks.findLastIndex(isSure);
  const first = blocks[firstAt];
  const last = blocks[lastAt];
  if (first !== undefined && last !== undefined) {
    for (const [at, block] of blocks.entries()) {
      if (kept[at] === false || (at >= firstAt && at <= lastAt)) continue;
      kept[at] =
        at < firstAt
          ? block.kind === 'heading'
            ? at >= firstAt - 2
            : isFirstLine(block, first) || isUnmarkedLead(blocks, at)
          : isTail(block, last) || headsTail(blocks, at, last);
    }
    dropDateLines(blocks, kept);
    dropEmptyHeadings(blocks, kept);
  }
  return blocks.filter((_, at) => kept[at]);
}

/** Lines of the time, the author and the source among the first paragraphs. Changes `kept`. */
function dropDateLines(blocks: readonly Block[], kept: boolean[]): void {
  let prose = 0;
  for (const [at, block] of blocks.entries()) {
    if (kept[at] !== true) continue;
    if (isProse(block)) prose += 1;
    else if (block.kind !== 'heading' && isDateLine(block.text)) kept[at] = false;
    if (prose > MOST_BEFORE_DATE) return;
  }
}

function isDateLine(text: string): boolean {
  return (
    text.length <= LONGEST_DATE_LINE &&
    /(?<!\d)(?:(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}|\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d{2}|\d{1,2}:\d{2}|(?:\p{L}{3,10}\.? \d{1,2},?|\d{1,2}\.? (?:de )?\p{L}{3,10}\.?,?) (?:de )?(?:19|20)\d{2})(?!\d)/u.test(
      text,
    ) &&
    !/[.!?。！？…]["”』」)）]?$/.test(text) &&
    text.replace(/[^\p{L}]+/gu, '').length <= MOST_DATE_LETTERS
  );
}

/** A short sentence right before the prose, in an element of the same kind. */
function isFirstLine(block: Block, first: Block): boolean {
  return (
    isBeside(block, first) &&
    ((countHan(block.text) >= LEAST_HAN_FIRST && !/\d{4}\s?[-年/.]\s?\d{1,2}/.test(block.text)) ||
      (block.length >= LEAST_FIRST_LINE && /[.!?。！？…:：，”"]$/.test(block.text)))
  );
}

/** A long line below the headline, though it has no mark. */
function isUnmarkedLead(blocks: readonly Block[], at: number): boolean {
  const block = blocks[at];
  if (block === undefined || block.kind !== 'text' || block.length < LEAST_LEAD || linkDensity(block) > 0.1)
    return false;
  return blocks.slice(Math.max(0, at - MOST_BELOW), at).some(({ element }) => element.name === 'h1');
}

/** What may end a text behind its last prose: a list, or a short line in an element of the same kind. */
function isTail(block: Block, last: Block): boolean {
  if (block.kind === 'heading' || !isText(block)) return false;
  if (block.kind === 'item') return isInside(block.element, last.element.parent);
  return (
    isBeside(block, last) &&
    (countMarks(block.text) > 0 || countHan(block.text) >= LEAST_HAN || block.length >= LEAST_PROSE)
  );
}

function headsTail(blocks: readonly Block[], at: number, last: Block): boolean {
  const next = blocks[at + 1];
  return blocks[at]?.kind === 'heading' && next !== undefined && isTail(next, last);
}

function isBeside({ element }: Block, other: Block): boolean {
  return element.parent === other.element.parent && element.name === other.element.name;
}

function countHan(text: string): number {
  return text.slice(0, 200).match(/\p{Script=Han}/gu)?.length ?? 0;
}

function isInside(element: PageElement, outer: PageElement | null): boolean {
  for (let at: PageElement | null = element, steps = 0; at !== null && steps < 4; at = at.parent, steps += 1)
    if (at === outer) return true;
  return false;
}

function isProse(block: Block): boolean {
  if (block.kind === 'caption') return isWholeText(block.text);
  if (block.kind === 'preformatted') return true;
  if (block.kind === 'cell') return isInDataTable(block.element);
  if (block.kind === 'quote' && block.text.length > LEAST_FIRST_LINE) return true;
  return block.length >= LEAST_PROSE && countMarks(block.text) > 0 && linkDensity(block) < 0.5;
}

/** A table with headings in its first rows, not one that a page is laid out by. */
function isInDataTable(cell: PageElement): boolean {
  for (let at = cell.parent, steps = 0; at !== null && steps < 4; at = at.parent, steps += 1)
    if (at.name === 'table') return findInside(at, ({ name }) => name === 'th') !== null;
  return false;
}

/** Whether a block may be part of a text at all: no list of links, no credit, no button, no appeal to the reader. */
export function isText(block: Block): boolean {
  if (block.kind === 'caption') return isTellingCaption(block.text);
  if (isUnmarkedCaption(block)) return false;
  const density = linkDensity(block);
  const mostLinks =
    block.length >= 100
      ? 0.6
      : block.element.name === 'p' && /[.。!?！？]["”’']?$/.test(block.text)
        ? 0.75
        : 0.4;
  if (density > mostLinks && !isInQuote(block)) return false;
  if (block.kind === 'preformatted') return true;
  if (block.text.length <= LONGEST_CHROME && readChrome(block.text) !== null) return false;
  return !isNotice(block.text);
}

function isInQuote({ element }: Block): boolean {
  return element.name === 'blockquote' || element.parent?.name === 'blockquote';
}
