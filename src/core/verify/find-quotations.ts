import { stripEmoticons } from '../text/emoticons.ts';
import { foldText } from '../text/fold.ts';

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
const HAN = /\p{Script=Han}/u;
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
 * The first quoted string (two letters or one Han character at least) of a text that stands in none of the quotes; null where all do. Quoted
 * words are somebody's own: a translation of them stands in no quotation marks, in whatever language the quotes are. What an
 * ellipsis parts may stand apart, in order. Marks at its edges, and which marks they are, don't count.
 */
export function findUnheldQuotation(text: string, quotes: readonly string[]): string | null {
  const quotations = readQuotations(text);
  if (quotations.length === 0) return null;
  const sources = withJoined(quotes).map(normaliseWithoutMarks);
  const unheld = quotations.filter((inside) => !isHeld(inside, sources));
  if (unheld.length === 0) return null;
  const plain = sources.map(withoutAccents);
  return unheld.find((inside) => !isSameName(inside, plain)) ?? null;
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
    .filter((part) => part.length >= 2 || HAN.test(part));
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

// A name in Latin letters, which others may spell with other accents, hyphens and spaces: G-20, Café 21.
const SPELLED = /^[\p{Script=Latin}\p{M}\p{N}\s.&’'-]{3,40}$/u;
const NAMELIKE = /^\p{Lu}|\p{N}/u;

/** Whether what is quoted is a name or number in Latin letters that a source (without accents) has in another spelling. */
function isSameName(inside: string, sources: readonly string[]): boolean {
  const name = inside.replace(EDGES, '');
  if (!SPELLED.test(name) || !NAMELIKE.test(name)) return false;
  const pieces = withoutAccents(foldText(name)).match(/\p{N}+|\p{Script=Latin}+/gu) ?? [];
  const pattern = new RegExp(
    `(?<![\\p{Script=Latin}\\p{N}])${pieces.join("[ .&'-]{0,2}")}(?![\\p{Script=Latin}\\p{N}])`,
    'u',
  );
  return pieces.length > 0 && sources.some((source) => pattern.test(source));
}

function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}+/gu, '');
}
