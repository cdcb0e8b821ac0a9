import type { Alignment, Replacement } from './align-words.ts';
import { findNewHanName } from './find-new-han-name.ts';
import { isHanName } from './han-names.ts';
import { isLatinName } from './latin-names.ts';
import { CAPITALISED_WORDS } from './name-words.ts';
import type { Word } from './read-words.ts';
import { findRegions, mentionsRegion } from './region-names.ts';

// Only where nearly all else is the same, a noun that is no known name can be told to stand for one.
const CLOSE = 0.6;
const FEWEST_COMMON = 4;
// What replaces a name word by word is about as long.
const LONGEST_REPLACEMENT = 8;
// Beside these, names stand in lists and change places freely.
const LIST_WORDS = /^(?:and|or|with|as|of|和|与|及|或|以及|同|跟|等|包括|有|、)$/;
// What may stand for a name without being another one.
const STANDS_FOR_NAME =
  /^(?:[他她它其该此这那双本哪谁何]|什么|多少|他们|她们|它们|自己|前者|后者|两者|对方|当地|这里|那里|公司|该国|我国|国家|he|she|it|they|his|her|its|their|him|them|this|that|these|those|who|which)/;

interface Text {
  words: readonly Word[];
  folded: string;
}

/**
 * A name that stands in a claim where the source it is aligned with, which says the same around it, has another one; folded.
 * Null where none does, or where another of the sources has it.
 * Names of a list may change places, and a pronoun may stand for a name. `isTransliterationTold` is false where the two ways of
 * writing Chinese meet, which write foreign names with other characters.
 */
export function findSubstitutedName(
  claim: Text,
  sources: readonly Text[],
  alignment: Alignment,
  isTransliterationTold: boolean,
): string | null {
  const isClose = alignment.matches.size >= Math.max(FEWEST_COMMON, claim.words.length * CLOSE);
  const swaps = alignment.replacements.flatMap((replacement) => swapOf(replacement, isClose) ?? []);
  for (const { to, from, isTight } of swaps) {
    if (!sources.some(({ folded }) => folded.includes(to))) return to;
    // Two names that change places while all the rest stays.
    const isExchanged =
      alignment.replacements.length === 2 && swaps.some((other) => other.to === from && other.from === to);
    if (isExchanged || (isTight && !claim.folded.includes(from))) return to;
  }
  if (!isClose) return null;
  const folded = sources.map((source) => source.folded);
  for (const replacement of alignment.replacements) {
    const name = findNewHanName(replacement, folded, isTransliterationTold);
    if (name !== null) return name;
  }
  return null;
}

interface Swap {
  to: string;
  from: string;
  /** Nothing else was changed here, and the words on both sides are not those of a list. */
  isTight: boolean;
}

function swapOf({ claimed, source, before, after }: Replacement, isClose: boolean): Swap | null {
  if (claimed.length > LONGEST_REPLACEMENT || source.length > LONGEST_REPLACEMENT) return null;
  const from = source.find(isName);
  const to = claimed.find(isName) ?? (isClose ? findNoun(claimed, source) : undefined);
  // In other letters it may be the same one, translated.
  if (!to || !from || to.text === from.text || to.kind !== from.kind) return null;
  if (to.text.includes(from.text) || from.text.includes(to.text)) return null;
  const code = [...findRegions([to]).keys()][0];
  if (code !== undefined && mentionsRegion(code, from.text, [from])) return null;
  if (isAbbreviation(to.text, from.text) || isAbbreviation(from.text, to.text)) return null;
  const isTight =
    [...claimed, ...source].every((word) => isName(word) || word === to) &&
    !isOfList(before) &&
    !isOfList(after);
  return { to: to.text, from: from.text, isTight };
}

/** All that replaces a name and nothing but it, where that is a noun of some kind. */
function findNoun(claimed: readonly Word[], source: readonly Word[]): Word | undefined {
  if (!source.every((word) => isName(word) || word.tag.startsWith('n') || word.tag === 'x')) return undefined;
  if (claimed.some(({ text }) => STANDS_FOR_NAME.test(text))) return undefined;
  return claimed.every(({ kind, tag }) => kind === 'han' && /^(?:n|x|eng|l|j)/.test(tag))
    ? claimed[0]
    : undefined;
}

function isOfList(word: Word | undefined): boolean {
  return word === undefined || LIST_WORDS.test(word.text) || isName(word);
}

/** Here also a capitalised word that begins the sentence counts: what it replaces is a name too. */
function isName(word: Word): boolean {
  if (word.kind === 'latin')
    return isLatinName({ ...word, first: false }, undefined) && !CAPITALISED_WORDS.has(word.text);
  return isHanName(word);
}

/** Two forms of a name: 北大 and 北京大学. */
function isAbbreviation(short: string, long: string): boolean {
  let from = 0;
  for (const character of short) {
    from = long.indexOf(character, from) + 1;
    if (from === 0) return false;
  }
  return true;
}
