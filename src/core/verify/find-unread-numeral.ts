import { foldText } from '../text/fold.ts';

/**
 * Numbers in writings from which no figure is read: longer than any that is reckoned with, ½ and Ⅷ, the digits of other scripts.
 */
const UNREAD = /\d{16,}|\d\.\d{11,}|[[\p{Nd}\p{Nl}\p{No}]--[\d〇①-⑳²³¹⁰-⁹₀-₉]]+/gv;

/** The first number of a text that is written so and that none of the quotes has in the same writing; null where all do. */
export function findUnreadNumeral(text: string, quotes: readonly string[]): string | null {
  const unread = numeralsOf(text);
  if (unread.length === 0) return null;
  const held = new Set(quotes.flatMap(numeralsOf));
  return unread.find((numeral) => !held.has(numeral)) ?? null;
}

/** As written, and as folding leaves it: a full-width digit is a digit. */
function numeralsOf(text: string): string[] {
  return [text, foldText(text)].flatMap((each) => each.match(UNREAD) ?? []);
}
