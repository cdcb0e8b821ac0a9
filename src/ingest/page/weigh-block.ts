import type { Block } from './list-blocks.ts';

/** Length as a reader meets it: a Han or kana character says about as much as three Latin letters. */
export function measure(text: string): number {
  let length = text.length;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x2e7f) length += 2;
  return length;
}

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
  const length = measure(block.text);
  const density = linkDensity(block);
  const marks = countMarks(block.text);
  if (density > 0.6) return -0.4;
  if (block.kind === 'heading') return length < 200 ? 0 : 0.2;
  const isProse = marks > 0 && length >= 60;
  if (isProse) return (Math.min(length, 600) / 100) * (1 - density) * (marks > 1 ? 1 : 0.6);
  if (density > 0.3) return -0.3;
  if (
    block.kind === 'item' ||
    block.kind === 'cell' ||
    block.kind === 'quote' ||
    block.kind === 'preformatted' ||
    block.element.name === 'p'
  )
    return length > 30 ? 0.1 : 0;
  return length > 80 ? 0.2 : -0.15;
}
