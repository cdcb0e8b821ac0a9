import { FUNCTION_WORDS, MODIFIERS, NOMINALISING, NOUN_PREFIX, NOUN_SUFFIX, VERBS } from './noun-words.ts';

/** What is read beside a figure, in UTF-16 units, and the longest phrase found there. */
const WINDOW = 24;
const LONGEST_AFTER = 10;
const LONGEST_BEFORE = 14;
const HAN_WORD = /^\p{Script=Han}+$/u;
// A verb is told by what follows it: 身着, 完成了, 看到.
const ASPECT = /^[着了过]/u;
const LED_BY_ADVERB =
  /^(?:[已将曾并仍](?!军|来|行)|均(?!可支|价|值|线|衡)|被(?!子|褥|告)|[在于](?![孵建校职读编岗册营产押线野逃田])|有(?![机限色轨线害氧毒效源关])|是(?!非))/u;

let segmenter: Intl.Segmenter | undefined;

interface Word {
  text: string;
  start: number;
}

/** The words of a text; neighbours that make a known verb or modifier are one. */
function wordsOf(text: string): Word[] {
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' });
  const words: Word[] = [];
  for (const { segment, index } of segmenter.segment(text)) {
    const previous = words.at(-1);
    const pair = `${previous?.text}${segment}`;
    if (previous && pair.length <= 4 && (VERBS.has(pair) || FUNCTION_WORDS.has(pair) || MODIFIERS.has(pair)))
      previous.text = pair;
    else words.push({ text: segment, start: index });
  }
  return words;
}

function endsNoun(word: string, following: string): boolean {
  if (FUNCTION_WORDS.has(word)) return true;
  if (word.length > 1 && LED_BY_ADVERB.test(word)) return true;
  return VERBS.has(word) && !NOMINALISING.has(following);
}

/**
 * The length of the Chinese noun phrase that begins at `from` of an aligned text; 0 where none does or its end can't be told. O(1).
 */
export function measureNounAfter(aligned: string, from: number): number {
  const window = aligned.slice(from, from + WINDOW);
  if (!HAN_WORD.test(window.charAt(0))) return 0;
  const words = wordsOf(window);
  const taken: string[] = [];
  for (const [index, { text, start }] of words.entries()) {
    // The last word of a full window may be cut.
    if (start + text.length >= WINDOW) return 0;
    if (!HAN_WORD.test(text)) break;
    if (ASPECT.test(text)) {
      taken.pop();
      break;
    }
    // What is said to be 的 something is not what is counted.
    if (text === '的' || text === '之') return 0;
    const following = words[index + 1]?.text ?? '';
    if (endsNoun(text, following)) break;
    // A character that makes no known word with its neighbours: where the phrase ends can't be told.
    if (text.length === 1 && !fitsAfter(text, taken.at(-1) ?? '', following)) return 0;
    taken.push(text);
  }
  const [first = ''] = taken;
  if (taken.length === 1 && first.length === 1 && !NOUN_SUFFIX.has(first)) return 0;
  const length = taken.join('').length;
  // 2艘长26米: a measure, not a noun.
  if (length === 1 && /\d/.test(window.charAt(1))) return 0;
  return length > LONGEST_AFTER ? 0 : length;
}

function fitsAfter(character: string, previous: string, following: string): boolean {
  if (previous.length === 1) return NOUN_SUFFIX.has(character);
  // 专项, 岗亭 and the like, which the dictionary lacks.
  if (following.length === 1 && NOUN_SUFFIX.has(following) && following !== '者') return true;
  if (previous === '') return NOUN_PREFIX.has(character) || NOUN_SUFFIX.has(character);
  return NOUN_SUFFIX.has(character) || (NOUN_PREFIX.has(character) && following.length > 1);
}

/**
 * Where the Chinese noun phrase that ends at `end` of an aligned text begins, or `end` where none can be told. A long compound is cut
 * between two words of it: in Chinese what is left still names the thing. O(1).
 */
export function findNounBefore(aligned: string, end: number): number {
  const from = Math.max(0, end - WINDOW);
  const words = wordsOf(aligned.slice(from, end));
  // The first word of a window within a text may be cut.
  if (from > 0) words.shift();
  let start = end;
  let following = '';
  for (const { text, start: at } of words.toReversed()) {
    if (!HAN_WORD.test(text) || endsNoun(text, following)) break;
    if (end - from - at > LONGEST_BEFORE)
      return following.length > 1 || NOUN_PREFIX.has(following) ? start : end;
    const fits = following.length <= 1 || NOUN_PREFIX.has(text) || NOUN_SUFFIX.has(text);
    if (text.length === 1 && !fits) return end;
    start = from + at;
    following = text;
  }
  return /\d/.test(aligned.charAt(start - 1)) ? end : start;
}
