import { type ReaderLanguage, readerLanguages } from '../commands/create-translator.ts';
import { guessTerminalLanguage, languageOfLocale } from '../commands/guess-language.ts';

/**
 * The language of everything that is said, also of what is said about wrong arguments: so it is looked for before they
 * are read. A value that is none of the project's languages is reported when they are.
 */
export function findReadingLanguage(
  argv: readonly string[],
  environment: Record<string, string | undefined>,
): ReaderLanguage {
  const end = argv.indexOf('--');
  const read = end < 0 ? argv : argv.slice(0, end);
  const index = read.findLastIndex((word) => word === '--language' || word.startsWith('--language='));
  if (index < 0) return guessTerminalLanguage(environment);
  const word = read[index] ?? '';
  const value = word.includes('=') ? word.slice(word.indexOf('=') + 1) : (read[index + 1] ?? '');
  return toReaderLanguage(value) ?? guessTerminalLanguage(environment);
}

/** A language by its tag (`zh-Hant`, `ZH_TW`, `en`); null for one that the project does not speak. */
export function toReaderLanguage(tag: string): ReaderLanguage | null {
  const exact = readerLanguages.find((language) => language.toLowerCase() === tag.toLowerCase());
  if (exact !== undefined) return exact;
  return /^(?:zh|en|yue)(?:[-_]|$)/i.test(tag) ? languageOfLocale(tag) : null;
}
