import { type BilingualWords, englishStems } from '../text/bilingual-words.ts';
import { FUNCTION_WORDS } from '../text/noun-words.ts';
import { segmentWords } from '../text/segment.ts';
import type { Writing } from './writing.ts';

// Fewer words than this are too few to tell.
const FEWEST_WORDS = 4;
const HAN = /\p{Script=Han}/u;

// Below this share a sentence says other things than what it cites: of sentences and their translations 1 in 100 share less.
const LEAST_SHARE = 0.13;

/** Whether a text says other things than its quotes, which are in the other language. Not where nothing tells. */
export function isOffSubjectAcross(
  text: string,
  source: { quotes: readonly string[]; writing: Writing | null; words: BilingualWords | null },
): boolean {
  const { quotes, writing, words } = source;
  if (writing === null || words === null) return false;
  const share = measureOverlapAcross(text, { quotes, writing, words });
  return share !== null && share < LEAST_SHARE;
}

/**
 * The share of a text's content words, from 0 to 1, that its quotes have in the other language, as far as a dictionary and the
 * words in Latin letters tell; null where it has too few. `writing` is the text's.
 */
export function measureOverlapAcross(
  text: string,
  { quotes, writing, words }: { quotes: readonly string[]; writing: Writing; words: BilingualWords },
): number | null {
  const source = quotes.join('\n');
  const told = writing === 'latin' ? tellEnglish(text, source, words) : tellChinese(text, source, words);
  if (told.length < FEWEST_WORDS) return null;
  return told.filter(Boolean).length / told.length;
}

/** Of each word of an English text, whether a Chinese source has it. */
function tellEnglish(text: string, source: string, words: BilingualWords): boolean[] {
  const explained = new Set(contentWords(source).flatMap((word) => words.explain(word)));
  const written = englishStems(source);
  return [...englishStems(text)].map((stem) => {
    const number = words.numberOf(stem);
    return written.has(stem) || (number !== undefined && explained.has(number));
  });
}

/** Of each word of a Chinese text that the dictionary knows, or that is in Latin letters, whether an English source has it. */
function tellChinese(text: string, source: string, words: BilingualWords): boolean[] {
  const written = englishStems(source);
  const numbers = new Set([...written].flatMap((stem) => words.numberOf(stem) ?? []));
  const explained = contentWords(text)
    .map((word) => words.explain(word))
    .filter(({ length }) => length > 0)
    .map((stems) => stems.some((number) => numbers.has(number)));
  return [...explained, ...[...englishStems(text)].map((stem) => written.has(stem))];
}

function contentWords(text: string): string[] {
  return [...new Set(segmentWords(text))].filter((word) => HAN.test(word) && !FUNCTION_WORDS.has(word));
}
