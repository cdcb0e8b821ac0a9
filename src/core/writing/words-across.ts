import type { ReaderLanguage } from '../model/reader-language.ts';
import type { BilingualWords } from '../text/bilingual-words.ts';
import { findWriting } from '../verify/writing.ts';

/** The dictionary by which texts in a language are held against sources in another; null where there is no other, or no dictionary. */
export type WordsAcross = (
  language: ReaderLanguage,
  sources: readonly string[],
) => Promise<BilingualWords | null>;

/** `open` loads the dictionary: it is called once, when it is first needed. */
export function createWordsAcross(open: () => Promise<BilingualWords | null>): WordsAcross {
  let opened: Promise<BilingualWords | null> | null = null;
  return async (language, sources) => {
    const writing = language === 'en' ? 'latin' : 'han';
    if (sources.every((source) => (findWriting(source) ?? writing) === writing)) return null;
    // What can't be opened is missing, and stays so until the program is started anew.
    opened ??= open().catch(() => null);
    return opened;
  };
}
