import { detectLanguage } from '../core/text/language.ts';
import type { ReaderLanguage } from './create-translator.ts';

/**
 * The language that a locale (`zh_TW.UTF-8`, `zh-Hant-HK`, `en_GB`) asks for: Traditional for Taiwan, Hong Kong and
 * Macau, English for every language that the project does not speak. No locale, C and POSIX: Simplified, for the project
 * is Chinese first.
 */
export function languageOfLocale(locale: string | undefined): ReaderLanguage {
  const tag = (locale ?? '').split(/[.@]/, 1)[0]?.replaceAll('_', '-').toLowerCase() ?? '';
  if (tag === '' || tag === 'c' || tag === 'posix') return 'zh-Hans';
  const [language, ...rest] = tag.split('-');
  if (language !== 'zh' && language !== 'yue') return 'en';
  if (rest.includes('hans')) return 'zh-Hans';
  const traditional = language === 'yue' || rest.some((part) => ['hant', 'tw', 'hk', 'mo'].includes(part));
  return traditional ? 'zh-Hant' : 'zh-Hans';
}

/** The language of a terminal's environment; the first of LC_ALL, LC_MESSAGES and LANG that is set counts, as in POSIX. */
export function guessTerminalLanguage(environment: Record<string, string | undefined>): ReaderLanguage {
  const locale = [environment.LC_ALL, environment.LC_MESSAGES, environment.LANG].find(Boolean);
  return languageOfLocale(locale);
}

/** The language in which somebody writes, where their client names none; English for every language that the project does not speak. */
export function guessLanguageOfText(text: string): ReaderLanguage {
  const language = detectLanguage(text);
  return language === 'other' ? 'en' : language;
}
