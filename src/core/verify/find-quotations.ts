import { stripEmoticons } from '../text/emoticons.ts';
import { foldText } from '../text/fold.ts';

// What is quoted word for word, or named: “…”, 「…」, 『…』, "…", 《…》, 〈…〉.
const QUOTATIONS =
  /“([^“”]*)”|「([^「」]*)」|『([^『』]*)』|《([^《》]*)》|〈([^〈〉]*)〉|"([^"]*)"|＂([^＂]*)＂/gu;
const ELLIPSIS = /\.{3,}/;
const EDGES = /^[\p{P}\p{S}\s]+|[\p{P}\p{S}\s]+$/gu;
const WORD = /[\p{L}\p{N}]/u;
const UNSPACED = /[\p{Script=Han}\p{P}]/u;

/** A text as quotations are compared: folded, without emoticons, with spaces only between words that need them. */
export function normaliseForQuoting(text: string): string {
  return foldText(stripEmoticons(text))
    .replace(/[“”„＂]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/\s+/gu, (space, offset: number, whole: string) => {
      const before = whole.charAt(offset - 1);
      const after = whole.charAt(offset + space.length);
      return UNSPACED.test(before) || UNSPACED.test(after) || before === '' || after === '' ? '' : ' ';
    });
}

/**
 * The first quoted string (two characters or more) of a text that stands in none of the quotes; null where all do.
 * What an ellipsis parts may stand apart, in order. Marks at its edges don't count.
 */
export function findUnheldQuotation(text: string, quotes: readonly string[]): string | null {
  const sources = quotes.map(normaliseForQuoting);
  for (const match of text.matchAll(QUOTATIONS)) {
    const inside = match.slice(1).find((group) => group !== undefined) ?? '';
    const parts = normaliseForQuoting(inside)
      .split(ELLIPSIS)
      .map((part) => part.replace(EDGES, ''))
      .filter((part) => [...part].length >= 2);
    if (!sources.some((source) => standInOrder(parts, source))) return inside;
  }
  return null;
}

function standInOrder(parts: readonly string[], source: string): boolean {
  let from = 0;
  for (const part of parts) {
    const at = findWords(source, part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return true;
}

/** Where `part` stands in `source` without cutting a word of letters in two. */
function findWords(source: string, part: string, from: number): number {
  for (let at = source.indexOf(part, from); at >= 0; at = source.indexOf(part, at + 1)) {
    const end = at + part.length;
    if (!isInsideWord(source, at) && !isInsideWord(source, end)) return at;
  }
  return -1;
}

function isInsideWord(text: string, position: number): boolean {
  const before = text.charAt(position - 1);
  const after = text.charAt(position);
  return WORD.test(before) && WORD.test(after) && !UNSPACED.test(before) && !UNSPACED.test(after);
}
