import { alignScripts } from './align-scripts.ts';
import { type Comparison, compareAll } from './align-words.ts';
import { readWords } from './read-words.ts';

/**
 * How far one of its sources backs a sentence by its words: the greatest share of them, stemmed, that a source has in the same order, from
 * 0 to 1. Null where they are too long to tell. It says nothing across languages.
 */
export function measureSupport(sentence: string, quotes: readonly string[]): number | null {
  const [said, ...held] = alignScripts(sentence, quotes);
  return greatestSupport(compareAll(readWords(said), held.map(readWords)));
}

/** Null where one of the sources is too long to tell. */
export function greatestSupport(compared: readonly Comparison[]): number | null {
  let greatest = 0;
  for (const { support } of compared) {
    if (support === null) return null;
    greatest = Math.max(greatest, support);
  }
  return greatest;
}
