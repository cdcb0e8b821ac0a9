import { ENGLISH_STOP_WORDS } from './english-stop-words.ts';
import { foldText, foldWithOffsets, originalSpan } from './fold.ts';
import { getKeywordRanker, getSegmenter } from './jieba.ts';

// jieba's parts of speech that name something: nouns and names, verbal nouns, abbreviations, idioms, foreign words.
const NAMING = ['n', 'nr', 'nrt', 'nrfg', 'ns', 'nt', 'nz', 'nw', 'vn', 'an', 'eng', 'j', 'l', 'i', 'x'];
// A longer text is judged by its beginning, where news says what it is about.
const LONGEST = 20_000;
const HAN = /\p{Script=Han}/u;
const LETTER = /\p{L}/u;
const NAME =
  /(?:\p{Lu}[\p{L}\p{N}’'-]{1,30}|\p{Lu}{2,10})(?: (?:of |and |the )?\p{Lu}[\p{L}\p{N}’'-]{1,30}){0,3}/gu;
const WORD = /\p{L}[\p{L}\p{N}]{2,30}(?:-\p{L}{2,30})?/gu;

/**
 * The words that a text is about, most salient first, as they stand in it (their first appearance): by jieba's TF-IDF for
 * Chinese, by names and frequent content words for what is written in Latin letters.
 */
export function extractKeywords(text: string, limit: number): string[] {
  const beginning = text.slice(0, LONGEST);
  return HAN.test(beginning) ? extractChinese(beginning, limit) : extractLatin(beginning, limit);
}

function extractChinese(text: string, limit: number): string[] {
  const folded = foldWithOffsets(text);
  const ranked = getKeywordRanker().extractKeywords(getSegmenter(), folded.folded, limit * 2, NAMING);
  const words: string[] = [];
  for (const { keyword } of ranked) {
    if (words.length === limit) break;
    if (!LETTER.test(keyword) || (!HAN.test(keyword) && ENGLISH_STOP_WORDS.has(keyword))) continue;
    const position = folded.folded.indexOf(keyword);
    if (position < 0) continue;
    const { start, end } = originalSpan(folded, position, position + keyword.length);
    words.push(text.slice(start, end));
  }
  return words;
}

interface Scored {
  word: string;
  count: number;
  first: number;
}

function extractLatin(text: string, limit: number): string[] {
  const names = countPhrases(text, NAME, (phrase) => !isPlain(phrase));
  const inNames = new Set([...names.values()].flatMap(({ word }) => foldText(word).split(/[^\p{L}\p{N}]+/u)));
  const words = countPhrases(text, WORD, (word) => {
    const folded = foldText(word);
    return word === folded && !ENGLISH_STOP_WORDS.has(folded) && !inNames.has(folded);
  });
  // A name says more than a word, a name of several words more than one, an early one more than a late one.
  const score = ({ word, count, first }: Scored, weight: number) =>
    weight * count * (word.includes(' ') ? 1.5 : 1) * (1 + 1 / (1 + first / 200));
  return [
    ...[...names.values()].map((entry) => ({ word: entry.word, score: score(entry, 2) })),
    ...[...words.values()].map((entry) => ({ word: entry.word, score: score(entry, 1) })),
  ]
    .sort((one, other) => other.score - one.score)
    .slice(0, limit)
    .map(({ word }) => word);
}

/** Sentences begin with capitals too: The, But and Police are names only when more than that stands there. */
function isPlain(phrase: string): boolean {
  return ENGLISH_STOP_WORDS.has(foldText(phrase));
}

function countPhrases(
  text: string,
  pattern: RegExp,
  accept: (phrase: string) => boolean,
): Map<string, Scored> {
  const counted = new Map<string, Scored>();
  for (const match of text.matchAll(pattern)) {
    const word = trimPhrase(match[0]);
    if (!accept(word)) continue;
    const key = foldText(word);
    const entry = counted.get(key);
    if (entry) entry.count += 1;
    else counted.set(key, { word, count: 1, first: match.index });
  }
  return counted;
}

/** Without the stop words it begins with (The Times stays a name without The), and a possessive. */
function trimPhrase(phrase: string): string {
  const words = phrase.replace(/[’']s?$/u, '').split(' ');
  while (words.length > 1 && ENGLISH_STOP_WORDS.has(foldText(words[0] ?? ''))) words.shift();
  return words.join(' ');
}
