import { alignText } from '../text/align-text.ts';
import { readNumeral } from '../text/numerals.ts';

interface Temperature {
  text: string;
  value: number;
  below: boolean;
}

const TEMPERATURE =
  /(零下 ?|\bminus |(?<![\w.)\]]|[\d℃%] ?)[-−–])?(\d{1,4}(?:\.\d{1,2})?|[一二三四五六七八九十]{1,3}) ?(?:度(?![假过数日])|℃|°|摄氏度|华氏度|degrees?\b)((?: ?(?:celsius|centigrade|fahrenheit|[cf])\b)?(?: below(?: zero| freezing)?\b)?)/gu;

function readTemperatures(text: string): Temperature[] {
  const aligned = alignText(text);
  if (!/[度℃°]|degree/u.test(aligned)) return [];
  return [...aligned.matchAll(TEMPERATURE)].flatMap((match) => {
    const [whole, minus, number = '', after = ''] = match;
    const numeral = readNumeral(number, 0);
    if (!numeral || numeral.end !== number.length) return [];
    const below = minus !== undefined || after.includes('below');
    return { text: text.slice(match.index, match.index + whole.length), value: numeral.value, below };
  });
}

/** The first temperature of a text that its sources have only on the other side of zero (5℃, 零下5℃), as it stands there; null where none is. */
export function findChangedSign(text: string, quotes: readonly string[]): string | null {
  const claims = readTemperatures(text);
  if (claims.length === 0) return null;
  const sources = quotes.flatMap(readTemperatures);
  const changed = claims.find(({ value, below }) => {
    const same = sources.filter((source) => source.value === value);
    return same.length > 0 && same.every((source) => source.below !== below);
  });
  return changed?.text ?? null;
}
