import { countUnits } from '../dump/lines.ts';
import { looksLikeSubheading, type Piece, settleSubheadings } from '../dump/paragraphs.ts';
import type { Block } from './list-blocks.ts';
import { measure } from './measure.ts';
import type { PageElement } from './page-tree.ts';

/** Lines of verse and addresses are shorter than a paragraph's. */
const SHORT_LINE = 60;

interface Group {
  of: PageElement;
  row: PageElement | null;
  lines: string[];
}

/**
 * The blocks of an article as pieces of its body. A list's items are the lines of one piece, a table's rows too, with ` | `
 * between the cells; lines that a page breaks within a block are pieces of their own where they are paragraphs.
 */
export function joinBlocks(blocks: readonly Block[]): Piece[] {
  const pieces: Piece[] = [];
  let group: Group | null = null;
  const endGroup = (ended: Group | null) => {
    if (ended !== null) pieces.push({ text: ended.lines.join('\n'), kind: 'text' });
    group = null;
  };
  for (const block of blocks) {
    const of = groupOf(block);
    if (of === null) {
      endGroup(group);
      pieces.push(...toPieces(block));
      continue;
    }
    const row = block.kind === 'cell' ? block.element.parent : null;
    const line = block.text.replace(/\s*\n\s*/g, ' ');
    const open = group as Group | null;
    if (open === null || open.of !== of) {
      endGroup(group);
      group = { of, row, lines: [line] };
    } else if (row !== null && open.row === row) open.lines.push(`${open.lines.pop() ?? ''} | ${line}`);
    else {
      open.row = row;
      open.lines.push(line);
    }
  }
  endGroup(group);
  return settleSubheadings(pieces.filter(({ text }) => text !== ''));
}

/** The list or table whose piece a block is part of; null where it stands for itself. */
function groupOf({ kind, element }: Block): PageElement | null {
  if (kind !== 'item' && kind !== 'cell') return null;
  const wanted = kind === 'cell' ? /^table$/ : /^(?:ul|ol|dl|menu)$/;
  let outermost: PageElement | null = null;
  for (
    let at: PageElement | null = element, steps = 0;
    at !== null && steps < 12;
    at = at.parent, steps += 1
  ) {
    if (wanted.test(at.name)) {
      outermost = at;
      if (kind === 'cell') break;
    } else if (at.name === 'body' || at.name === 'article' || at.name === 'div') {
      if (outermost !== null) break;
    }
  }
  return outermost;
}

function toPieces({ kind, text, boldLength }: Block): Piece[] {
  if (kind === 'heading') return [{ text: text.replace(/\s+/g, ' '), kind: 'subheading' }];
  if (kind === 'preformatted') return [{ text, kind: 'text' }];
  const isBold = boldLength >= text.replace(/\s+/g, '').length * 0.9;
  if (isBold && !text.includes('\n') && looksLikeSubheading(text, countUnits(text)))
    return [{ text, kind: 'subheading' }];
  return text
    .split(/\n{2,}/)
    .flatMap((part) => splitLines(part))
    .map((part) => ({ text: part.trim(), kind: 'text' }));
}

function splitLines(part: string): string[] {
  const lines = part.split('\n').filter((line) => line.trim() !== '');
  const areShort = lines.reduce((sum, line) => sum + measure(line), 0) < lines.length * SHORT_LINE;
  return areShort ? [lines.join('\n')] : lines;
}
