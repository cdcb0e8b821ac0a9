import { foldText } from '../text/fold.ts';
import { stemWord } from './stem-word.ts';

/** Longer runs are cut: no word of any language is longer, and a hostile text may not fill the index with one. */
const LONGEST_TERM = 64;

// The scripts have symbols too (⺀), which the index keeps no word for.
const IDEOGRAPHS = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー]&&[\\p{L}\\p{N}]';
const LETTER = `[[\\p{L}\\p{N}\\p{M}]--[${IDEOGRAPHS}]]`;
// The repetitions are bounded: V8 overflows its stack on a run of a million.
const CHUNK = new RegExp(
  `[${IDEOGRAPHS}]{1,512}|${LETTER}{1,512}(?:[\\-'’.,&·_]${LETTER}{1,64}){0,16}(?:\\+\\+|#)?`,
  'gv',
);
const IDEOGRAPH = new RegExp(`^[${IDEOGRAPHS}]`, 'v');

/**
 * The terms under which a text is found, in order, repeats kept (their number is the term frequency).
 * Every term matches `/^[\p{L}\p{N}\p{M}_]+$/u` and has at most 64 characters.
 * - Chinese and Japanese: each character and each pair of neighbours (docs/adr/0003-text-segmentation.md).
 * - Other words: folded, accents off, English endings off (see stemWord).
 * - Numbers whole: `2021年` gives `2021`, `34.6` gives `34_6`, `59,026` gives `59026`.
 * - Mixed words in parts and as one: `COVID-19` gives `covid`, `19` and `covid19`; `C++` gives `cplusplus`.
 */
export function toIndexTerms(text: string): string[] {
  const terms: string[] = [];
  let runEnd = 0;
  let before = '';
  for (const match of foldText(text).matchAll(CHUNK)) {
    const [found] = match;
    if (IDEOGRAPH.test(found)) before = pushIdeographs(found, match.index === runEnd ? before : '', terms);
    else {
      before = '';
      pushWords(found, terms);
    }
    runEnd = match.index + found.length;
  }
  return terms;
}

/** `before` is the character that the run goes on from, empty where it begins. Returns its last. */
function pushIdeographs(run: string, before: string, terms: string[]): string {
  let previous = before;
  for (const character of run) {
    if (previous !== '') terms.push(previous + character);
    terms.push(character);
    previous = character;
  }
  return previous;
}

function pushWords(found: string, terms: string[]): void {
  if (found.endsWith('++') || found.endsWith('#')) {
    const bare = found.replace(/[+#]+$/, '');
    terms.push(cut(`${strip(bare)}${found.endsWith('#') ? 'sharp' : 'plusplus'}`));
    if (bare.length > 1) pushWords(bare, terms);
    return;
  }
  if (/^\d+(?:,\d{3})*(?:\.\d+)?$/.test(found)) {
    terms.push(cut(found.replaceAll(',', '').replace('.', '_')));
    return;
  }
  const parts = found.replace(/['’]s$/, '').split(/[-'’.,&·_]/);
  for (const part of parts) terms.push(toTerm(part));
  if (parts.length > 1 && found.length <= LONGEST_TERM) terms.push(toTerm(parts.join('')));
}

function toTerm(part: string): string {
  const bare = strip(part);
  return cut(/^[a-z]+$/.test(bare) ? stemWord(bare) : bare);
}

/** Without accents: café is found by cafe. A mark that stands alone stays, for a term is never empty. */
function strip(part: string): string {
  if (/^[a-z0-9]*$/.test(part)) return part;
  const bare = part
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .normalize('NFC');
  return bare === '' ? part : bare;
}

function cut(term: string): string {
  return term.length <= LONGEST_TERM
    ? term
    : [...term.slice(0, LONGEST_TERM)].join('').replace(/[\ud800-\udfff]$/, '');
}
