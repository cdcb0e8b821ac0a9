import type { ReaderLanguage } from '../model/reader-language.ts';
import { detectLanguage } from '../text/language.ts';
import { getScriptCharacters } from '../text/script-characters.ts';
import { findWriting } from './writing.ts';

// A few characters of the other script are a name that keeps its own (a quoted 「臺灣」); so many are not.
const MOST_FOREIGN_SHARE = 0.25;
const LEAST_FOREIGN = 2;
// Fewer words than this are too few to tell English from its neighbours.
const FEWEST_WORDS = 6;
// In the Simplified standard's table, yet in use in names at most.
const UNUSED_IN_SIMPLIFIED = /[後於]/u;
const FEWEST_HAN = 4;
const FEWEST_FOREIGN = 3;
const LATIN_WORD = /\p{Script=Latin}+/gu;
const NAMES_WITHIN = /(?<=[\p{L}\p{N},;] )\p{Lu}[\p{L}\p{M}’'-]*/gu;
const LATIN_LETTER = /\p{Script=Latin}/u;
const OTHER_LETTER = /[\p{L}--\p{Script=Latin}--\p{Script=Han}]/gv;

/** What shows that a text is not in the language asked for: some of it, or null where it is, or cannot be told. */
export function findWrongLanguage(text: string, language: ReaderLanguage): string | null {
  const excerpt = [...text.trim()].slice(0, 40).join('');
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if ((text.match(OTHER_LETTER)?.length ?? 0) * 2 > letters) return excerpt;
  const writing = findWriting(text);
  if (writing === null) return null;
  if (language === 'en') {
    if (writing === 'han') return excerpt;
    // Names are of any language.
    const prose = text.replace(NAMES_WITHIN, '');
    const words = prose.match(LATIN_WORD)?.length ?? 0;
    return words >= FEWEST_WORDS && detectLanguage(prose) === 'other' ? excerpt : null;
  }
  // A name alone may be left in Latin letters; words may not.
  if (writing === 'latin') return isNameAlone(text) ? null : excerpt;
  return findOtherScript(text, language);
}

/**
 * A verbatim sentence has the language of its source: wrong only where it is plainly one of the other two, and no line of Latin letters in
 * what a Chinese title says is a Chinese article.
 */
export function isPlainlyAnother(text: string, language: ReaderLanguage, title: string): boolean {
  const detected = detectLanguage(text);
  if (detected === language || detected === 'other') return false;
  // A line of Chinese may be names in Latin letters for the most part, or a mark of the page.
  if (detected === 'en') {
    if (findWriting(title) === 'han') return false;
    const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
    return han < FEWEST_HAN && (text.match(LATIN_WORD)?.length ?? 0) >= FEWEST_FOREIGN;
  }
  if (language === 'en') return true;
  const { own, foreign } = countScripts(text, language);
  return foreign.length > own;
}

function isNameAlone(text: string): boolean {
  const words = text.match(LATIN_WORD) ?? [];
  return words.length <= 3 && words.every((word) => /^\p{Lu}/u.test(word) || !LATIN_LETTER.test(word));
}

/** The characters that only the other way of writing Chinese has, where they are more than a name's. */
function findOtherScript(text: string, language: 'zh-Hans' | 'zh-Hant'): string | null {
  const { own, foreign } = countScripts(text, language);
  if (foreign.length === 0)
    return own === 0 && language === 'zh-Hans' ? (UNUSED_IN_SIMPLIFIED.exec(text)?.[0] ?? null) : null;
  const share = foreign.length / (own + foreign.length);
  return share > 0.5 || (foreign.length >= LEAST_FOREIGN && share > MOST_FOREIGN_SHARE)
    ? [...new Set(foreign)].slice(0, 10).join('')
    : null;
}

function countScripts(text: string, language: 'zh-Hans' | 'zh-Hant'): { own: number; foreign: string[] } {
  const { onlyTraditional, onlySimplified } = getScriptCharacters();
  const [owned, other] =
    language === 'zh-Hant' ? [onlyTraditional, onlySimplified] : [onlySimplified, onlyTraditional];
  const characters = [...text];
  return {
    own: characters.filter((character) => owned.has(character)).length,
    foreign: characters.filter((character) => other.has(character)),
  };
}
