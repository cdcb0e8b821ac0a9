import { getKeywordRanker, getSegmenter } from '../text/jieba.ts';
import { COMMON_HAN, FAMILY_NAMES, FREQUENT_PLACES, NAME_TAGS } from './name-words.ts';
import type { Word } from './read-words.ts';

// Numerals and interrogatives.
const NO_NAME = /^[零一二两三四五六七八九十百千万亿哪什]/u;

/** Whether a Chinese word may be the name of a person, place, organisation or work; jieba takes many common words for one. */
export function isHanName({ text, kind, tag }: Word): boolean {
  if (kind !== 'han' || text.length < 2 || COMMON_HAN.has(text) || NO_NAME.test(text)) return false;
  // What the dictionary lacks and begins with a family name is most often a person's.
  if (tag === 'x') return text.length <= 3 && FAMILY_NAMES.has(text.charAt(0));
  return NAME_TAGS.has(tag);
}

// jieba's inverse document frequencies, from 4 for the most common words to 13: below this a word is common.
const RARE = 9;

/** Whether a word is a name even where nothing beside it tells: a well-known place, or a name that few texts have. */
export function isPlainHanName(word: Word): boolean {
  if (FREQUENT_PLACES.has(word.text)) return true;
  if (word.tag === 'x' || !isHanName(word)) return false;
  const [keyword] = getKeywordRanker().extractKeywords(getSegmenter(), word.text, 1);
  return keyword?.keyword === word.text && keyword.weight >= RARE;
}

/** Whether a Chinese name, or another form of it, stands in the quotes (folded, without white space): 北大 for 北京大学, 近平 for 习近平. */
export function isHanNameHeld(name: string, folded: readonly string[]): boolean {
  return folded.some((quote) => quote.includes(name) || hasOtherForm(name, quote));
}

function hasOtherForm(name: string, quote: string): boolean {
  if (name.length >= 3 && (quote.includes(name.slice(0, 2)) || quote.includes(name.slice(-2)))) return true;
  if (name.length > 4) return false;
  // An abbreviation takes characters of the whole name, in order and not far apart.
  const longest = name.length * 3 + 1;
  for (let at = quote.indexOf(name.charAt(0)); at >= 0; at = quote.indexOf(name.charAt(0), at + 1)) {
    const run = /^\p{Script=Han}+/u.exec(quote.slice(at, at + longest))?.[0] ?? '';
    let from = 0;
    for (const character of name) {
      from = run.indexOf(character, from) + 1;
      if (from === 0) break;
    }
    if (from > 0) return true;
  }
  return false;
}
