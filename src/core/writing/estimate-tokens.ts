import { getFoldTable, PLAIN } from '../text/fold-table.ts';

/**
 * What a text costs in tokens, taken high: a budget that is passed is worse than one that is not quite used, and what was set
 * aside too much is given back once the service has counted. Vocabularies of today's models (o200k, Qwen, Llama 3) have a token
 * for most English words, one to three digits and most common Chinese characters, and less for what is rarer. `bench day-cost`
 * holds it against o200k.
 */
const WORD = 0.85;
const WORD_LETTER = 0.1;
/** Of letters beyond: long words are rarer, and more so in languages other than English. */
const COMMON_LENGTH = 6;
const RARE_LETTER = 0.15;
/** What goes on for longer, or stands right after a digit or a letter of the other case, is no word: an address, a key. */
const LONGEST_WORD = 14;
const LOOSE_LETTER = 0.75;
/** Up to three digits, a sign of ASCII, a letter with an accent. */
const SIGN = 1;
const HAN = 1.1;
/** A character that Simplified writes another way: rarer in what vocabularies are made of. */
const TRADITIONAL_HAN = 1.4;
const RARE_HAN = 3;
/** Kana, Hangul, the punctuation of Chinese. */
const WIDE = 1.1;
/** Greek, Cyrillic, Hebrew, Arabic, the scripts of India, Thai. */
const ALPHABET = 0.65;
/** Marks, signs and scripts of which vocabularies have little: nearly all of their bytes. */
const OTHER = 2.5;
const ASTRAL = 4;

/** Blanks go with the word after them. */
const SPACE = 0x20;
/** Words part where a capital follows a small letter, as tokenizers part them. */
const PIECES = /[A-Z]*[a-z]+|[A-Z]+|[0-9]{1,3}| +|[\s\S]/gu;

/**
 * An upper estimate of the tokens of a text: under it are texts of nothing but rare Chinese characters, which no range tells from
 * the others, and short ones in Latin languages other than English. Linear in its length.
 */
export function estimateTokens(text: string): number {
  let tokens = 0;
  let isWithin = false;
  for (const [piece] of text.matchAll(PIECES)) {
    const code = piece.codePointAt(0) ?? 0;
    if (isLetter(code)) tokens += estimateLetters(piece.length, isWithin);
    else if (code !== SPACE) tokens += estimateCharacter(code);
    isWithin = isLetter(code) || isDigit(code);
  }
  return Math.ceil(tokens);
}

function estimateLetters(length: number, isWithin: boolean): number {
  if (isWithin || length > LONGEST_WORD) return Math.max(1, LOOSE_LETTER * length);
  return WORD + WORD_LETTER * length + RARE_LETTER * Math.max(0, length - COMMON_LENGTH);
}

function estimateCharacter(code: number): number {
  if (code < 0x250) return SIGN;
  if (code > 0xffff) return ASTRAL;
  if (code >= 0x4e00 && code <= 0x9fff) return isTraditional(code) ? TRADITIONAL_HAN : HAN;
  if (code >= 0x3400 && code < 0x4e00) return RARE_HAN;
  if (code >= 0x3000 && code <= 0x30ff) return WIDE;
  if ((code >= 0xac00 && code <= 0xd7a3) || isWidePunctuation(code)) return WIDE;
  if ((code >= 0x370 && code <= 0x52f) || (code >= 0x590 && code <= 0xe7f)) return ALPHABET;
  // Dashes, quotation marks and dots that every language has.
  return code >= 0x2010 && code <= 0x2027 ? SIGN : OTHER;
}

function isLetter(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** ！ to ～ without the digits and letters of full width, which are rare. */
function isWidePunctuation(code: number): boolean {
  return (
    code >= 0xff01 &&
    code <= 0xff5e &&
    !/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/u.test(String.fromCharCode(code))
  );
}

function isTraditional(code: number): boolean {
  const { kinds, units } = getFoldTable();
  return kinds[code] !== PLAIN || units[code] !== code;
}
