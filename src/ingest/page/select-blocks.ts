import { readChrome } from '../dump/chrome.ts';
import { isTellingCaption, isUnmarkedCaption } from './captions.ts';
import { dropEmptyHeadings } from './drop-empty-headings.ts';
import { foldLetters } from './fold-letters.ts';
import type { Block } from './list-blocks.ts';
import { isNotice } from './notices.ts';
import { findInside, type PageElement } from './page-tree.ts';
import { countMarks, linkDensity, measure } from './weigh-block.ts';

/** In Latin letters, as measure counts. */
const LEAST_PROSE = 60;
const LEAST_FIRST_LINE = 25;
/** A last line of a Chinese text (who helped with it, where it is to be read on) may have no mark. */
const LEAST_HAN = 8;
const LONGEST_CHROME = 240;

/**
 * Which of the blocks of an article's part are its text. Around the prose, from its first to its last block, only what is
 * shaped like it stays; headlines, bylines, share bars and "more on this" are before or behind. `titles` are folded.
 */
export function selectBlocks(blocks: readonly Block[], titles: ReadonlySet<string>): Block[] {
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
            : isFirstLine(block, first)
          : isTail(block, last) || headsTail(blocks, at, last);
    }
    dropEmptyHeadings(blocks, kept);
  }
  return blocks.filter((_, at) => kept[at]);
}

/** A short sentence right before the prose, in an element of the same kind. */
function isFirstLine(block: Block, first: Block): boolean {
  return (
    isBeside(block, first) &&
    measure(block.text) >= LEAST_FIRST_LINE &&
    /[.!?。！？…:：，”"]$/.test(block.text)
  );
}

/** What may end a text behind its last prose: a list, or a short line in an element of the same kind. */
function isTail(block: Block, last: Block): boolean {
  if (block.kind === 'heading' || !isText(block)) return false;
  if (block.kind === 'item') return isInside(block.element, last.element.parent);
  return isBeside(block, last) && (countMarks(block.text) > 0 || countHan(block.text) >= LEAST_HAN);
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
  if (block.kind === 'caption') return false;
  if (block.kind === 'preformatted') return true;
  if (block.kind === 'cell') return isInDataTable(block.element);
  if (block.kind === 'quote' && block.text.length > LEAST_FIRST_LINE) return true;
  return measure(block.text) >= LEAST_PROSE && countMarks(block.text) > 0 && linkDensity(block) < 0.5;
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
    measure(block.text) >= 100
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
