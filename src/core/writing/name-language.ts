import type { ReaderLanguage } from '../model/reader-language.ts';

/** As prompts name it. */
export function nameLanguage(language: ReaderLanguage): string {
  const names: Record<ReaderLanguage, string> = {
    'zh-Hans': 'Simplified Chinese (简体中文)',
    'zh-Hant': 'Traditional Chinese (繁體中文, as used in Taiwan)',
    en: 'English',
  };
  return names[language];
}
