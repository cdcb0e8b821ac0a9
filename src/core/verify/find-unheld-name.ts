import { isHanNameHeld, isPlainHanName } from './han-names.ts';
import { collectNames, findLatinNames, isLatinNameHeld } from './latin-names.ts';
import type { Word } from './read-words.ts';
import { findRegions, mentionsRegion, namesOfRegion, regionsOfWord } from './region-names.ts';
import type { Writing } from './writing.ts';

/** A text with its words and how it is written. */
export interface ReadQuote {
  text: string;
  folded: string;
  words: readonly Word[];
  writing: Writing | null;
}

/**
 * The first person, place, organisation or work of a text that neither its quotes nor the title name, as it stands there (folded); null
 * where all are named or nothing tells. Across languages only countries and names in Latin letters are told.
 */
export function findUnheldName(
  claim: ReadQuote,
  quotes: readonly ReadQuote[],
  title: ReadQuote,
  isTransliterationTold: boolean,
): string | null {
  const kin = quotes.filter(({ writing }) => writing === claim.writing);
  const sources = [...quotes, title];
  for (const [code, name] of findRegions(claim.words))
    if (
      !sources.some(({ folded, words }) => mentionsRegion(code, folded, words)) &&
      !(kin.length === 0 && isOfAcronym(code, name, claim.folded, sources))
    )
      return name;
  if (kin.length === 0) return findUnheldLatin(claim, sources);
  return (
    findUnheldLatin(claim, sources) ??
    findUnheldHan(claim, sources) ??
    (isTransliterationTold ? findUnheldDotted(claim.folded, sources) : null)
  );
}

// 路易·勒沃: a name of another language, with a dot between its parts.
const DOTTED = /\p{Script=Han}{1,6}(?: ?[·•・‧] ?\p{Script=Han}{1,6}){1,3}/gu;
const DOT = / ?[·•・‧] ?/u;

/** A name with a dot of which the sources have no part: the words around it may run into its first and its last part. */
function findUnheldDotted(folded: string, sources: readonly ReadQuote[]): string | null {
  for (const [name] of folded.matchAll(DOTTED)) {
    const parts = name.split(DOT);
    const isHeld = parts.some((part, index) => {
      const near = index === 0 ? part.slice(-2) : part.slice(0, 2);
      return near.length === 2 && sources.some((source) => source.folded.includes(near));
    });
    if (!isHeld && parts.some(({ length }) => length >= 2)) return name;
  }
  return null;
}

// What a country's name is part of: 哥伦比亚广播公司.
const ORGANISATION =
  /^[\p{Script=Han}]{0,4}(?:公司|广播|电视|大学|学院|银行|协会|联盟|委员会|航空|航天|总局|研究所|基金会|组织)/u;

/** Whether a country stands in the name of an organisation for which the source has letters (CBS, of Columbia). */
function isOfAcronym(code: string, name: string, folded: string, sources: readonly ReadQuote[]): boolean {
  const after = folded.slice(folded.indexOf(name) + name.length);
  if (!ORGANISATION.test(after)) return false;
  const initials = new Set(namesOfRegion(code).map((each) => each.charAt(0)));
  return sources.some(({ words }) =>
    words.some(({ acronym, text }) => acronym && text.length > 2 && initials.has(text.charAt(0))),
  );
}

function findUnheldLatin(claim: ReadQuote, sources: readonly ReadQuote[]): string | null {
  // Names of a Chinese source have no Latin letters that could be compared.
  if (claim.writing === 'latin' && sources.slice(0, -1).every(({ writing }) => writing !== 'latin'))
    return null;
  const held = collectNames(sources.map(({ words }) => words));
  const regions = new Set([...findRegions(claim.words).values()].flatMap((name) => name.split(' ')));
  const isHeldRegion = (code: string) =>
    sources.some(({ folded, words }) => mentionsRegion(code, folded, words));
  const quoted = sources.flatMap(({ words }) => words).some(({ acronym }) => acronym);
  const unheld = findLatinNames(claim.words).find(
    (word) =>
      // CPI, where the source says it in Chinese.
      !(word.acronym && claim.writing === 'han' && !quoted) &&
      !regions.has(word.text) &&
      !isLatinNameHeld(word, held) &&
      !regionsOfWord(word.text).some((code) => isHeldRegion(code)),
  );
  return unheld?.text ?? null;
}

function findUnheldHan(claim: ReadQuote, sources: readonly ReadQuote[]): string | null {
  if (claim.writing !== 'han') return null;
  const folded = sources.map((source) => source.folded.replace(/\s+/gu, ''));
  const regions = new Set(findRegions(claim.words).values());
  return (
    claim.words.find(
      (word) => !regions.has(word.text) && !isHanNameHeld(word.text, folded) && isPlainHanName(word),
    )?.text ?? null
  );
}
