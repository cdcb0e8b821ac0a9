import { foldText } from './fold.ts';
import { getSegmenter } from './jieba.ts';

const HAN = /\p{Script=Han}/u;
const WORD_LIKE = /[\p{L}\p{N}]/u;
// Numbers keep their decimals and thousands; words keep their apostrophes and hyphens.
const WORDS =
  /\p{N}+(?:[.,]\p{N}+)*%?|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’-][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu;
// Bounds what one call of jieba holds in memory.
const PIECE = 65_536;
const LONGEST_WORD = 1024;

/**
 * Words of a text in order, folded, without white space and punctuation: jieba for Chinese (Traditional is folded first),
 * Unicode words elsewhere.
 */
export function segmentWords(text: string): string[] {
  const folded = foldText(text);
  if (!HAN.test(folded)) return folded.match(WORDS) ?? [];
  const jieba = getSegmenter();
  const words: string[] = [];
  for (let start = 0; start < folded.length; ) {
    const end = findPieceEnd(folded, start);
    for (const word of jieba.cut(folded.slice(start, end), true)) if (WORD_LIKE.test(word)) words.push(word);
    start = end;
  }
  return words;
}

/** The end of a piece of bounded length: a line's end, or else where no word goes on. */
function findPieceEnd(text: string, start: number): number {
  if (text.length - start <= PIECE) return text.length;
  const lineBreak = text.lastIndexOf('\n', start + PIECE);
  if (lineBreak > start) return lineBreak;
  const last = start + PIECE;
  for (let end = last; end > last - LONGEST_WORD; end -= 1)
    if (!WORD_LIKE.test(text.charAt(end - 1))) return end;
  return last;
}
