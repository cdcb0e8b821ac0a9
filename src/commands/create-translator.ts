import i18next from 'i18next';
import { type ReaderLanguage, readerLanguages } from '../core/model/reader-language.ts';
import en from './messages/en.json' with { type: 'json' };
import zhHans from './messages/zh-Hans.json' with { type: 'json' };
import zhHant from './messages/zh-Hant.json' with { type: 'json' };

export { type ReaderLanguage, readerLanguages };

type WithoutPluralForm<Key> = Key extends `${infer Base}_other` ? Base : Key;
export type MessageKey = WithoutPluralForm<keyof typeof zhHans>;

/** A message in the reader's language. `count` chooses the plural form; values are put in as they are (plain text). */
export type Translate = (key: MessageKey, values?: Record<string, string | number>) => string;

const resources = {
  'zh-Hans': { translation: zhHans },
  'zh-Hant': { translation: zhHant },
  en: { translation: en },
};

/** Made once each: a translator has no state, but making one takes a while. */
const translators = new Map<ReaderLanguage, Translate>();

export function createTranslator(language: ReaderLanguage): Translate {
  const known = translators.get(language) ?? loadTranslator(language);
  translators.set(language, known);
  return known;
}

/** A translator for each language: for words that are understood whatever the language of who types them. */
export function everyTranslator(): readonly Translate[] {
  return readerLanguages.map(createTranslator);
}

function loadTranslator(language: ReaderLanguage): Translate {
  const instance = i18next.createInstance();
  // Without a backend, init is done when it returns; its promise has nothing to wait for.
  void instance.init({
    lng: language,
    resources,
    initAsync: false,
    load: 'currentOnly',
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    // Plain text needs no escaping, and a value from an article must never be read as a message.
    interpolation: { escapeValue: false, skipOnVariables: true },
  });
  return (key, values = {}) => instance.t(key, values);
}
