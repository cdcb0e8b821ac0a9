import { foldText } from '../text/fold.ts';

// 三四个月, 七八十人: two digits side by side, of which a figure keeps the first alone.
const PAIR =
  /(?<![〇零一二两三四五六七八九十百千万亿第年\d])[一二两三四五六七八九]{2}(?=[十百千万亿]{0,2}\p{Script=Han})(?![〇零一二两三四五六七八九])/gu;

/** The first pair of digits of a text (三九个月) that its sources, which have other pairs, do not have; null where none is or they have none. */
export function findChangedPair(text: string, quotes: readonly string[]): string | null {
  const said = foldText(text).match(PAIR);
  if (!said) return null;
  const held = new Set(quotes.flatMap((quote) => foldText(quote).match(PAIR) ?? []));
  return held.size === 0 ? null : (said.find((pair) => !held.has(pair)) ?? null);
}
