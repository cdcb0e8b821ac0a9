import { readNumeral } from '../text/numerals.ts';
import type { Alignment } from './align-words.ts';
import type { Word } from './read-words.ts';

/**
 * A Chinese numeral that stands in a claim where the source, which says the same around it, has another one (三部分, 八部分): also where no
 * unit makes a figure of it. Null where none does, or where another of the sources has it.
 */
export function findSubstitutedNumeral(
  { replacements }: Alignment,
  sources: readonly { folded: string }[],
): string | null {
  for (const { claimed, source } of replacements) {
    if (claimed.length !== 1 || source.length !== 1) continue;
    const [to, from] = [numberOf(claimed[0]), numberOf(source[0])];
    const text = claimed[0]?.text ?? '';
    if (to !== null && from !== null && to !== from && !sources.some(({ folded }) => folded.includes(text)))
      return text;
  }
  return null;
}

function numberOf(word: Word | undefined): number | null {
  if (word?.kind !== 'han') return null;
  // 三, 三家 and 这三家 are all words of jieba's.
  const text = word.text.replace(/^[这那]/u, '');
  const numeral = readNumeral(text, 0);
  return numeral && !numeral.rough && text.length - numeral.end <= 1 ? numeral.value : null;
}
