import { type Figure, figuresAgree, findFigures } from '../text/figures.ts';
import { foldText } from '../text/fold.ts';

// May be said of workers, patients and voters alike.
const ANYBODY =
  /^(?:people|persons|individuals|others|things|items|times|[\p{Script=Han}]{0,2}人(?:员|士|口)?)$/iu;

/**
 * The first figure of a text that counts something (52 women) of which the quotes have the number with another noun only (52 men)
 * and the noun with another number only (48 women); with its noun as it stands in the text. Null where none does.
 */
export function findSwappedCount(text: string, quotes: readonly string[]): string | null {
  const claims = findFigures(text).filter(({ counts }) => counts !== '' && !ANYBODY.test(counts));
  if (claims.length === 0) return null;
  const sources = quotes.flatMap((quote) => findFigures(quote)).filter(({ counts }) => counts !== '');
  for (const claim of claims) {
    const sameNumber = sources.filter((source) => figuresAgree(claim, source));
    const sameNoun = sources.filter((source) => countsAlike(claim, source));
    if (sameNumber.length === 0 || sameNoun.length === 0) continue;
    if (!sameNoun.some((source) => sameNumber.includes(source)) && isUsedOnce(claim, quotes))
      return text.slice(claim.start, text.indexOf(claim.counts, claim.end) + claim.counts.length);
  }
  return null;
}

/** One noun ends in the other: 志愿者 and 社区志愿者, children and school children. */
function countsAlike(one: Figure, other: Figure): boolean {
  const [first, second] = [foldText(one.counts), foldText(other.counts)];
  return isEndOf(first, second) || isEndOf(second, first);
}

/** Women end in no men. */
function isEndOf(whole: string, end: string): boolean {
  const before = whole.charAt(whole.length - end.length - 1);
  return whole.endsWith(end) && !(/[a-z]/.test(before) && /^[a-z]/.test(end));
}

/** The number stands only once in the quotes, so that it can't be another 52 whose noun could not be read. */
function isUsedOnce(claim: Figure, quotes: readonly string[]): boolean {
  let times = 0;
  for (const quote of quotes)
    for (const figure of findFigures(quote)) if (figuresAgree(claim, figure)) times += 1;
  return times === 1;
}
