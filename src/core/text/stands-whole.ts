/**
 * Whether words stand in a text, and not as a part of a longer figure: 3人 is not what 13人, 1.3人, 1,003人 or 十三人 says.
 * Both in one way of writing (see foldText).
 */
export function standsWhole(words: string, text: string): boolean {
  if (words === '') return true;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1))
    if (!partsFigure(text, at) && !partsFigure(text, at + words.length)) return true;
  return false;
}

// A place in a figure: what may stand before it, then what may stand after it.
const WITHIN_FIGURE: [before: RegExp, after: RegExp][] = [
  [/\p{Nd}$/u, /^(?:\p{Nd}|\.\p{Nd}|,\p{Nd}{3}(?!\p{Nd}))/u],
  [/\p{Nd}\.$/u, /^\p{Nd}/u],
  [/\p{Nd},$/u, /^\p{Nd}{3}(?!\p{Nd})/u],
  // Not 一三: 周一三人受伤 tells of three; and 20万两 is so much silver.
  [/[十百千万亿零〇]$/u, /^(?:[一二三四五六七八九]|两[百千万亿])/u],
  [/[一二两三四五六七八九十百千万亿]$/u, /^[十百千万亿]/u],
];

function partsFigure(text: string, place: number): boolean {
  const [before, after] = [text.slice(Math.max(0, place - 2), place), text.slice(place, place + 5)];
  return WITHIN_FIGURE.some(([first, second]) => first.test(before) && second.test(after));
}
