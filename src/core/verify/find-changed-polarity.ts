import type { Alignment, Replacement } from './align-words.ts';
import { comparedForm, type Denials, findDenials, findHead, isDenial, isRefusal } from './find-denials.ts';
import { OPPOSITES } from './negation-words.ts';
import type { Word } from './read-words.ts';

/**
 * The first word of a text that is denied there and asserted in all its quotes (in the same language), or the reverse, or that says the
 * opposite of what its quotes say beside the same word; as it stands, folded. Null where nothing tells.
 */
export function findChangedPolarity(
  claim: readonly Word[],
  quotes: readonly (readonly Word[])[],
  alignments: readonly (Alignment | null)[],
): string | null {
  const said = findDenials(claim);
  const held = quotes.map(findDenials);
  for (const [index, quote] of quotes.entries()) {
    const alignment = alignments[index];
    if (!alignment) continue;
    const others = held.filter((_, other) => other !== index);
    const back = new Map([...alignment.matches].map(([row, column]) => [column, row]));
    const denied = findDeniedHere(claim, quote, alignment.matches);
    if (denied && !others.some(({ reached }) => reached.has(comparedForm(denied)))) return denied.text;
    const parted = others.length === 0 ? findPartedDenial(alignment.replacements) : null;
    if (parted !== null) return parted;
    const asserted = findDeniedHere(quote, claim, back);
    if (asserted && !others.some(({ plain }) => plain.has(comparedForm(asserted)))) return asserted.text;
  }
  for (const [form, text] of said.denied) if (isAsserted(form, held)) return text;
  for (const { denied } of held)
    for (const [form, text] of denied)
      if (said.plain.has(form) && !said.reached.has(form) && !held.some(({ beside }) => beside.has(form)))
        return text;
  return findOpposite(claim, quotes.flat());
}

/** A word that `one` denies and `other`, where it has the same word, denies less often in that clause and does not refuse. */
function findDeniedHere(
  one: readonly Word[],
  other: readonly Word[],
  matches: ReadonlyMap<number, number>,
): Word | null {
  const matched = new Set(matches.values());
  for (const [index, word] of one.entries()) {
    if (!isDenial(word, one[index + 1]) || matches.has(index)) continue;
    const head = findHead(one, index + 1);
    const place = matches.get(head);
    if (place === undefined) continue;
    const here = clauseBefore(one, head);
    const there = clauseBefore(other, place);
    if (countDenials(one, here) <= countDenials(other, there)) continue;
    // Where clauses have changed places, a word may be matched with another that is the same.
    if (countDenied(one, one[head]) <= countDenied(other, one[head])) continue;
    if (there.some((at) => !matched.has(at) && isRefusal(other[at] as Word))) continue;
    return one[head] ?? null;
  }
  return null;
}

const DENIAL_CHARACTERS = /[不没未无]/gu;

/** 会令 for 并不会令: jieba parts what a denial is about otherwise without it, so that no word of it is matched. */
function findPartedDenial(replacements: readonly Replacement[]): string | null {
  for (const { claimed, source } of replacements) {
    const sides = [claimed, source].map((words) => ({
      text: words.every(({ kind }) => kind === 'han') ? words.map(({ text }) => text).join('') : '',
      denials: words.filter((word, index) => isDenial(word, words[index + 1])).length,
      refuses: words.some(isRefusal),
    }));
    const [said, held] = sides;
    if (!said?.text || !held?.text || said.denials === held.denials) continue;
    const [denied, plain] = said.denials > held.denials ? [said, held] : [held, said];
    if (plain.refuses || plain.text.length < 2) continue;
    if (denied.text.replace(DENIAL_CHARACTERS, '').endsWith(plain.text)) return plain.text;
  }
  return null;
}

/** How often a word is what a denial of the text is about. */
function countDenied(words: readonly Word[], denied: Word | undefined): number {
  return words.filter(
    (word, index) =>
      isDenial(word, words[index + 1]) && words[findHead(words, index + 1)]?.text === denied?.text,
  ).length;
}

/** The indices of the words from the beginning of its clause up to a word. */
function clauseBefore(words: readonly Word[], index: number): number[] {
  const clause = words[index]?.clause;
  const indices: number[] = [];
  for (let at = index - 1; at >= 0 && words[at]?.clause === clause; at -= 1) indices.push(at);
  return indices;
}

function countDenials(words: readonly Word[], indices: readonly number[]): number {
  return indices.filter((at) => isDenial(words[at] as Word, words[at + 1])).length;
}

function isAsserted(form: string, held: readonly Denials[]): boolean {
  return held.some(({ plain }) => plain.has(form)) && !held.some(({ reached }) => reached.has(form));
}

/** 增长 where the quotes have only 下降, both beside the same word or figure; not 没有同意 for 拒绝. */
function findOpposite(claim: readonly Word[], source: readonly Word[]): string | null {
  const [said, held] = [new Set(claim.map(({ text }) => text)), new Set(source.map(({ text }) => text))];
  for (const pair of OPPOSITES)
    for (const [one, other] of [pair, [pair[1], pair[0]] as const]) {
      if (hasAny(held, one) || hasAny(said, other) || !hasAny(said, one) || !hasAny(held, other)) continue;
      if (isDenied(claim, one) !== isDenied(source, other)) continue;
      const beside = new Set(neighboursOf(source, other));
      if (neighboursOf(claim, one).some((form) => beside.has(form)))
        return claim.find(({ text }) => one.has(text))?.text ?? null;
    }
  return null;
}

/** Whether a denial stands just before one of the words. */
function isDenied(words: readonly Word[], wanted: ReadonlySet<string>): boolean {
  return words.some(
    ({ text, clause }, index) =>
      wanted.has(text) &&
      [index - 2, index - 1].some((at) => {
        const before = words[at];
        return before !== undefined && before.clause === clause && isDenial(before, words[at + 1]);
      }),
  );
}

function hasAny(texts: ReadonlySet<string>, wanted: ReadonlySet<string>): boolean {
  return [...wanted].some((word) => texts.has(word));
}

// Words that stand beside anything.
const EVERYWHERE =
  /^(?:的|了|在|是|和|为|到|the|a|an|of|to|in|and|by|was|were|is|are|that|at|on|for|with|he|she|it|they|his|her|had|has)$/;

function neighboursOf(words: readonly Word[], wanted: ReadonlySet<string>): string[] {
  return words.flatMap((word, index) => {
    if (!wanted.has(word.text)) return [];
    return [words[index - 1], words[index + 1], words[index + 2]].flatMap((neighbour) =>
      neighbour && neighbour.clause === word.clause && !EVERYWHERE.test(neighbour.text)
        ? [comparedForm(neighbour)]
        : [],
    );
  });
}
