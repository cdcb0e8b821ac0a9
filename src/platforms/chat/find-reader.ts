import {
  createTranslator,
  type ReaderLanguage,
  readerLanguages,
  type Translate,
} from '../../commands/create-translator.ts';
import { languageOfLocale } from '../../commands/guess-language.ts';
import type { ChatKey, ChatStore } from '../../core/ports/platform-store.ts';
import { type ChatSettings, DEFAULT_SETTINGS } from '../../core/subscriptions/chat-settings.ts';

export interface Reader {
  language: ReaderLanguage;
  translate: Translate;
}

/** Who reads in a chat, and what is set there. */
export interface ChatReader extends Reader {
  settings: ChatSettings;
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
): Promise<ChatReader> {
  const chat = await chats.find(key);
  const settings = chat?.settings ?? DEFAULT_SETTINGS;
  const kept = chat?.language;
  const known = readerLanguages.find((language) => language === kept);
  if (known !== undefined) return { ...readerOf(known), settings };
  const guessed = languageOfLocale(locale);
  if (locale !== undefined) await chats.change(key, { language: guessed });
  return { ...readerOf(guessed), settings };
}
