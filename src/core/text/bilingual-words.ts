import { ENGLISH_STOP_WORDS } from './english-stop-words.ts';
import { stemEnglish } from './stem-english.ts';

/** A word of a Chinese dictionary, Simplified, and what explains it in English. */
export interface DictionaryEntry {
  simplified: string;
  english: readonly string[];
}

/** Which English words a dictionary explains Chinese words with. */
export interface BilingualWords {
  /**
   * The numbers of the English stems that explain a Chinese word (folded); of one that the dictionary lacks those of the longest
   * words that it is made of. Empty where nothing is known.
   */
  explain(word: string): readonly number[];
  /** The number of an English stem; undefined where nothing is explained by it. */
  numberOf(stem: string): number | undefined;
}

export interface BilingualWordsBuilder {
  add(entry: DictionaryEntry): void;
  build(): BilingualWords;
}

const LATIN_WORDS = /[\p{Script=Latin}\p{N}][\p{Script=Latin}\p{M}\p{N}]*/gu;
const MARKS = /\p{M}/gu;
/** What stands in brackets tells of the word (pinyin, a year, its use), and other entries tell what a variant means. */
const ASIDES = /\[[^\]]*\]|\([^)]*\)/g;
const REFERENCE = /^(?:CL:|(?:old |erhua |Japanese )?variant of |see (?:also )?\p{Script=Han})/u;
/** Characters: nothing longer is looked for as a part of a word. */
const LONGEST_PART = 4;

/** The distinct English content words of a text, without accents, lightly stemmed; what begins with a digit is none. */
export function englishStems(text: string): Set<string> {
  const stems = new Set<string>();
  const plain = text.normalize('NFKD').replace(MARKS, '').toLowerCase();
  for (const [word] of plain.matchAll(LATIN_WORDS))
    if (word.length > 1 && !/^\d/.test(word) && !ENGLISH_STOP_WORDS.has(word)) stems.add(stemEnglish(word));
  return stems;
}

/** Takes the entries of a dictionary one after the other; what is kept of a hundred thousand of them is some 20 MB. */
export function createBilingualWordsBuilder(): BilingualWordsBuilder {
  const numbers = new Map<string, number>();
  /** The place of the last entry of a word, each with that of the one before. */
  const last = new Map<string, number>();
  const before: number[] = [];
  const ends: number[] = [];
  let stems = new Uint32Array(1 << 16);
  let size = 0;

  const keep = (number: number): void => {
    if (size === stems.length) {
      const larger = new Uint32Array(size * 2);
      larger.set(stems);
      stems = larger;
    }
    stems[size] = number;
    size += 1;
  };

  return {
    add({ simplified, english }) {
      const told = english.filter((gloss) => !REFERENCE.test(gloss)).join('; ');
      const found = englishStems(told.replace(ASIDES, ' '));
      if (found.size === 0) return;
      for (const stem of found) {
        const number = numbers.get(stem) ?? numbers.size;
        numbers.set(stem, number);
        keep(number);
      }
      before.push(last.get(simplified) ?? -1);
      ends.push(size);
      last.set(simplified, ends.length - 1);
    },
    build() {
      const kept = stems.slice(0, size);
      const lookUp = (word: string): number[] => {
        const found: number[] = [];
        for (let entry = last.get(word) ?? -1; entry >= 0; entry = before[entry] ?? -1)
          found.push(...kept.subarray(entry === 0 ? 0 : ends[entry - 1], ends[entry]));
        return found;
      };
      return {
        explain(word) {
          const own = lookUp(word);
          return own.length > 0 || word.length < 3 ? own : explainParts(word, lookUp);
        },
        numberOf: (stem) => numbers.get(stem),
      };
    },
  };
}

/** A single character of a longer word means too many things to tell anything. */
function explainParts(word: string, lookUp: (part: string) => number[]): number[] {
  const found: number[] = [];
  for (let start = 0; start < word.length - 1; ) {
    let length = Math.min(LONGEST_PART, word.length - start);
    for (; length > 1; length -= 1) {
      const part = lookUp(word.slice(start, start + length));
      found.push(...part);
      if (part.length > 0) break;
    }
    start += length;
  }
  return found;
}
