import { stripEmoticons } from '../text/emoticons.ts';
import { foldText } from '../text/fold.ts';
import { findWriting } from './writing.ts';

// What is quoted word for word, or named. A pair of marks that opens in one direction and never closes quotes the rest; ’ and '
// between letters are apostrophes, and ' opens only before and closes only after a word.
const QUOTATIONS = new RegExp(
  [
    '[“‟〝]([^“”„‟〝〞]*)(?:[”〞]|$)',
    '„([^“”„]*)(?:[“”]|$)',
    '”([^“”]{1,600})”',
    '[「﹁｢]([^「」﹁﹂｢｣]*)(?:[」﹂｣]|$)',
    '[『﹃]([^『』﹃﹄]*)(?:[』﹄]|$)',
    '《([^《》]*)(?:》|$)',
    '〈([^〈〉]*)(?:〉|$)',
    '«([^«»]*)(?:»|$)',
    '»([^«»]{1,600})«',
    '‹([^‹›]*)(?:›|$)',
    '"([^"]*)"',
    '＂([^＂]*)＂',
    '(?<![\\p{Script=Latin}\\p{N}])[‘‛]((?:[^‘’‛]|’(?=\\p{Script=Latin})){0,2000})’',
    "(?<![\\p{Script=Latin}\\p{N}'])'(?=\\S)((?:[^']|'(?=\\p{Script=Latin})){0,600}?)(?<=\\S)'(?![\\p{Script=Latin}\\p{N}])",
  ].join('|'),
  'gu',
);
const MARKS = /["'“”„‟〝〞＂「」『』﹁﹂﹃﹄｢｣《》〈〉«»‹›‘’‛，。；：！？、,;:!?]|\.(?!\.|(?<=\.\.)|\d)/gu;
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

/** What stands between the quotation marks of a text, of whatever kind, in order; what is quoted within a quotation is not parted from it. */
export function readQuotations(text: string): string[] {
  const quotations = [...text.matchAll(QUOTATIONS)].map(
    (match) => match.slice(1).find((group) => group !== undefined) ?? '',
  );
  // Where a straight mark has no partner it can't be told which of them open.
  const between = text.split('"');
  return between.length % 2 === 0 ? [...quotations, ...between.slice(1, -1)] : quotations;
}

/**
 * The first quoted string (two characters or more) of a text that stands in none of the quotes; null where all do.
 * What an ellipsis parts may stand apart, in order. Marks at its edges, and which marks they are, don't count.
 */
export function findUnheldQuotation(text: string, quotes: readonly string[]): string | null {
  const quotations = readQuotations(text);
  if (quotations.length === 0) return null;
  const sources = withJoined(quotes).map(normaliseWithoutMarks);
  return quotations.find((inside) => !isHeld(inside, sources)) ?? null;
}

// A name or title may be translated: a few characters, or a few words that begin with capitals. Longer words that are quoted are
// somebody's, and must be theirs.
const LONGEST_NAME: Record<'han' | 'latin', RegExp> = {
  han: /^.{1,8}$/u,
  latin:
    /^(?:\S+(?: \S+)?|\p{Lu}\S*(?: (?:\p{Lu}\S*|a|an|and|at|by|for|from|in|of|on|or|the|to|with)){0,7})$/u,
};

/**
 * As `findUnheldQuotation`, where the text may be in another language than the quotes: then a short quoted name passes where the
 * quotes have as many names in quotation marks, which it may be the translation of.
 */
export function findUnheldQuotationAcross(text: string, quotes: readonly string[]): string | null {
  const unheld = findUnheldQuotation(text, quotes);
  if (unheld === null) return null;
  const writing = findWriting(text);
  if (writing === null || quotes.some((quote) => findWriting(quote) === writing)) return unheld;
  const sources = withJoined(quotes).map(normaliseWithoutMarks);
  const foreign = readQuotations(text).filter((inside) => !isHeld(inside, sources));
  const available = quotes.flatMap(readQuotations).length;
  const long = foreign.find((inside) => !LONGEST_NAME[writing].test(inside.trim()) || isSaid(text, inside));
  const named = foreign.filter(
    (inside) => !text.includes(`《${inside}》`) && !text.includes(`〈${inside}〉`),
  );
  return long ?? (named.length > available ? unheld : null);
}

const SAYING =
  /(?:说|說|称|稱|道|表示|指出|认为|認為|强调|強調|：|:|\b(?:said|says|say|told|added|adding|saying|claimed|wrote|warned))[，,：:]?\s?[“「『"‘'«„]?$/u;

/** A verb of saying stands before the quotation: it is somebody's words, however short. */
function isSaid(text: string, inside: string): boolean {
  const at = text.indexOf(inside);
  return SAYING.test(text.slice(Math.max(0, at - 16), at));
}

/** Two sentences may be quoted in one quotation. */
function withJoined(quotes: readonly string[]): readonly string[] {
  return quotes.length > 1 ? [...quotes, quotes.join(' ')] : quotes;
}

/** Without quotation marks and the marks that part clauses: a quotation within another, or one that is joined to the next, has other ones. */
function normaliseWithoutMarks(text: string): string {
  return normaliseForQuoting(text.replace(MARKS, ' '));
}

function isHeld(inside: string, sources: readonly string[]): boolean {
  const parts = normaliseWithoutMarks(inside)
    .split(ELLIPSIS)
    .map((part) => part.replace(EDGES, ''))
    .filter((part) => [...part].length >= 2);
  return sources.some((source) => standInOrder(parts, source));
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
