import type { ReaderLanguage } from './create-translator.ts';

/** Whole sentences one after the other: Chinese ones need no space between. */
export function joinSentences(sentences: readonly string[], language: ReaderLanguage): string {
  return sentences.filter((sentence) => sentence !== '').join(language === 'en' ? ' ' : '');
}
