import { foldText } from '../text/fold.ts';
import { getSegmenter } from '../text/jieba.ts';

/** A word of a text as the checks compare it. */
export interface Word {
  /** Folded; without a possessive. */
  text: string;
  kind: 'han' | 'latin' | 'number';
  /** jieba's part of speech; empty for what is not Chinese. */
  tag: string;
  /** Begins with a capital letter. */
  capital: boolean;
  /** Has two capital letters or more, and no small one: UN, G20. */
  acronym: boolean;
  /** Begins a sentence or a quotation, where a capital says nothing. */
  first: boolean;
  /** Counts the clauses of the text, from 0. */
  clause: number;
}

const PIECES =
  /\p{Script=Han}+|\p{N}+(?:[.,:]\p{N}+)*%?|[\p{L}--\p{Script=Han}][[\p{L}--\p{Script=Han}]\p{M}\p{N}]*(?:['’.\&\-][[\p{L}--\p{Script=Han}]\p{N}]+)*|[，。；：！？、,;:!?.…—–（）\(\)“”"「」『』\n]/gv;
const HAN = /^\p{Script=Han}/u;
const NUMBER = /^\p{N}/u;
const LETTER = /^\p{L}/u;
const CLAUSE_END = /[，。；：！？,;:!?…—–（）()\n]/u;
const SENTENCE_START = /[。：！？:!?.…“"「『\n]/u;
const ACRONYM = /^(?=.*\p{Lu}.*[\p{Lu}\p{N}])[^\p{Ll}]+$/u;
const POSSESSIVE = /['’]s$/u;

/** The words of a text in order: jieba's with their parts of speech for Chinese (folded to Simplified first), Unicode's elsewhere. */
export function readWords(text: string): Word[] {
  const words: Word[] = [];
  let clause = 0;
  let first = true;
  for (const [piece] of text.matchAll(PIECES)) {
    if (HAN.test(piece)) {
      for (const { word, tag } of getSegmenter().tag(foldText(piece), true))
        words.push({ text: word, kind: 'han', tag, capital: false, acronym: false, first, clause });
      first = false;
    } else if (NUMBER.test(piece)) {
      words.push({
        text: foldText(piece),
        kind: 'number',
        tag: '',
        capital: false,
        acronym: false,
        first,
        clause,
      });
      first = false;
    } else if (LETTER.test(piece)) {
      const word = piece.replace(POSSESSIVE, '');
      const capital = /^\p{Lu}/u.test(word);
      words.push({
        text: foldText(word),
        kind: 'latin',
        tag: '',
        capital,
        acronym: ACRONYM.test(word),
        first,
        clause,
      });
      first = false;
    } else {
      // A full stop within an English abbreviation ends nothing that matters here.
      if (CLAUSE_END.test(piece) || piece === '.') clause += 1;
      if (SENTENCE_START.test(piece)) first = true;
    }
  }
  return words;
}
