import type { Language } from '../model/article.ts';
import { isEnglish } from './latin-languages.ts';
import { getScriptCharacters } from './script-characters.ts';

// A long text is judged by pieces from its beginning, middle and end.
const PIECE = 1500;

/** The language of a text. Traditional and Simplified are told apart by the characters that only one of them has. */
export function detectLanguage(text: string): Language {
  const sample = takeSample(text).normalize('NFC');
  const han = count(sample, /\p{Script=Han}/gu);
  const kana = count(sample, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  const hangul = count(sample, /\p{Script=Hangul}/gu);
  const latin = count(sample, /\p{Script=Latin}/gu);
  const letters = count(sample, /\p{L}/gu);
  const rest = letters - han - kana - hangul - latin;
  // A Han character says about as much as five Latin letters.
  const hanWeight = han * 5;
  if (hanWeight > 0 && hanWeight >= latin && han >= hangul && hanWeight >= rest) {
    if (kana > (han + kana) * 0.15) return 'other';
    return detectChineseScript(sample);
  }
  return latin > kana + hangul + rest && isEnglish(sample) ? 'en' : 'other';
}

function detectChineseScript(sample: string): Language {
  const { onlyTraditional, onlySimplified } = getScriptCharacters();
  let traditional = 0;
  let simplified = 0;
  for (const character of sample) {
    if (onlyTraditional.has(character)) traditional += 1;
    else if (onlySimplified.has(character)) simplified += 1;
  }
  if (traditional !== simplified) return traditional > simplified ? 'zh-Hant' : 'zh-Hans';
  return /[「『]/.test(sample) ? 'zh-Hant' : 'zh-Hans';
}

function takeSample(text: string): string {
  if (text.length <= PIECE * 3) return text;
  const middle = Math.floor((text.length - PIECE) / 2);
  return [text.slice(0, PIECE), text.slice(middle, middle + PIECE), text.slice(-PIECE)].join('\n');
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
