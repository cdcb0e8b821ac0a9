import {
  createTranslator,
  type ReaderLanguage,
  readerLanguages,
  type Translate,
} from '../../commands/create-translator.ts';
import { languageOfLocale } from '../../commands/guess-language.ts';
import type { ChatKey, ChatStore } from '../../core/ports/platform-store.ts';

export interface Reader {
  language: ReaderLanguage;
  translate: Translate;
}

const translators = new Map<ReaderLanguage, Translate>();

/** Reading a language's messages takes a while; each is read once. */
export function readerOf(language: ReaderLanguage): Reader {
  const translate = translators.get(language) ?? createTranslator(language);
  translators.set(language, translate);
  return { language, translate };
}

/**
 * The language that is kept for a chat; at first that of whoever speaks there first and whose client says which it is
 * (`locale`, BCP 47).
 */
export async function findReader(
  key: ChatKey,
  locale: string | undefined,
  chats: Pick<ChatStore, 'find' | 'change'>,
): Promise<Reader> {
  const kept = (await chats.find(key))?.language;
  const known = readerLanguages.find((language) => language === kept);
  if (known !== undefined) return readerOf(known);
  const guessed = languageOfLocale(locale);
  if (locale !== undefined) await chats.change(key, { language: guessed });
  return readerOf(guessed);
}
