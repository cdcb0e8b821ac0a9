import { stemEnglish } from '../text/stem-english.ts';
import {
  HAN_LIGHT,
  HAN_NEGATIONS,
  HAN_REFUSALS,
  LATIN_FAILINGS,
  LATIN_LIGHT,
  LATIN_NEGATIONS,
  LATIN_NOT_DENIED,
  LATIN_REFUSALS,
  NOT_NEGATIONS,
} from './negation-words.ts';
import type { Word } from './read-words.ts';

/** What a text denies and what it does not, by the forms that words are compared in. */
export interface Denials {
  /** The first word of content after each denial, as it stands (folded), by its compared form. */
  denied: Map<string, string>;
  /** Every word of content in the reach of a denial or of a word that refuses: the rest of the clause, and what stands before it there. */
  reached: Set<string>;
  /** Words of content outside of that reach. */
  plain: Set<string>;
  /** Words of content anywhere that are not themselves what a denial is about. */
  beside: Set<string>;
}

const IRREGULAR = new Map(
  `won:win won't:will went:go gone:go made:make took:take taken:take came:come saw:see seen:see gave:give given:give found:find said:say told:tell
  left:leave began:begin begun:begin became:become kept:keep held:hold wrote:write written:write led:lead fell:fall fallen:fall rose:rise risen:rise
  ran:run met:meet paid:pay lost:lose sent:send spent:spend built:build bought:buy brought:bring thought:think taught:teach caught:catch fought:fight
  sold:sell felt:feel knew:know known:know grew:grow grown:grow flew:fly spoke:speak spoken:speak broke:break broken:break chose:choose chosen:choose
  drove:drive driven:drive stood:stand understood:understand sat:sit read:read heard:hear meant:mean died:die dying:die lay:lie lain:lie
  used:use using:use does:do did:do done:do has:have had:have wore:wear worn:wear`
    .split(/\s+/u)
    .map((pair): [string, string] => [pair.split(':')[0] ?? '', pair.split(':')[1] ?? '']),
);

/** The form in which words of two texts are compared. */
export function comparedForm({ text, kind }: Word): string {
  if (kind !== 'latin') return text;
  return stemEnglish(IRREGULAR.get(text) ?? text).replace(/(?<=[a-z]{3})e$/, '');
}

/** What the words of a text deny: by 不, 未, 没有, not, never, no; 不仅, not only and the like deny nothing. */
export function findDenials(words: readonly Word[]): Denials {
  const denials: Denials = { denied: new Map(), reached: new Set(), plain: new Set(), beside: new Set() };
  for (let start = 0; start < words.length; ) {
    const clause = words[start]?.clause;
    let end = start;
    while (end < words.length && words[end]?.clause === clause) end += 1;
    readClause(words.slice(start, end), denials);
    start = end;
  }
  return denials;
}

function readClause(words: readonly Word[], denials: Denials): void {
  const opened = words.findIndex((word, index) => isDenial(word, words[index + 1]) || isRefusal(word));
  const heads = new Set<Word>();
  for (const [index, word] of words.entries()) {
    const attached = attachedTo(word);
    if (isDenial(word, words[index + 1])) {
      if (attached !== null) deny(attached, attached, denials);
      else {
        const head = words[findHead(words, index + 1)];
        if (head && isVerbal(head)) {
          deny(comparedForm(head), head.text, denials);
          heads.add(head);
        }
      }
      continue;
    }
    if (isLight(word) || word.kind === 'number') continue;
    const form = comparedForm(word);
    if (!heads.has(word)) denials.beside.add(form);
    if (opened >= 0) denials.reached.add(form);
    else denials.plain.add(form);
  }
}

function deny(form: string, text: string, denials: Denials): void {
  denials.denied.set(form, text);
  denials.reached.add(form);
}

/** The index of the first word of content from `from` on, in the same clause and within a few words; -1 where there is none. */
export function findHead(words: readonly Word[], from: number): number {
  const clause = words[from - 1]?.clause;
  for (let index = from; index < Math.min(words.length, from + 6); index += 1) {
    const word = words[index];
    if (!word || word.kind === 'number' || word.clause !== clause) return -1;
    if (!isLight(word)) return index;
    // 没有分别: what ends the clause is denied, though most texts have it as an adverb.
    if (
      word.kind === 'han' &&
      word.text.length > 1 &&
      words[index + 1]?.clause !== clause &&
      index > from - 1
    )
      return HAN_LIGHT.has(word.text) ? -1 : index;
  }
  return -1;
}

// Of nouns it can't be told by words alone whether they are denied: 没有人 and 人.
function isVerbal({ kind, tag }: Word): boolean {
  return kind === 'latin' || /^(?:v|a|z|i|l)/.test(tag);
}

function isLight({ kind, text, tag }: Word): boolean {
  if (kind === 'latin') return LATIN_LIGHT.has(text) || text.endsWith('ly');
  return HAN_LIGHT.has(text) || /^(?:u|p|c|r|y|e|d$|m|q)/.test(tag);
}

/** Whether a word denies what follows it; `next` tells not only from not. */
export function isDenial(word: Word, next: Word | undefined): boolean {
  if (word.kind === 'latin') {
    const text = word.text.replace('’', "'");
    // Failed to raise it: did not.
    if (next?.text === 'to' && LATIN_FAILINGS.has(text)) return true;
    return LATIN_NEGATIONS.has(text) && !(next && LATIN_NOT_DENIED.has(next.text));
  }
  return HAN_NEGATIONS.has(word.text) || attachedTo(word) !== null;
}

/** 同意 in 不同意, where the dictionary has both as one word. */
function attachedTo({ kind, text }: Word): string | null {
  // 未满, 未果: of two characters only those are a denial and a word.
  if (kind === 'han' && /^未.$/u.test(text) && !NOT_NEGATIONS.has(text) && !HAN_NEGATIONS.has(text))
    return text.slice(1);
  if (kind !== 'han' || text.length < 3 || NOT_NEGATIONS.has(text) || HAN_NEGATIONS.has(text)) return null;
  if (NOT_NEGATIONS.has(text.slice(0, 2))) return null;
  return /^[不未没]/u.test(text) ? text.slice(1) : null;
}

/** Whether a word denies something by its own meaning: refused, 拒绝, 难以. */
export function isRefusal({ kind, text }: Word): boolean {
  if (kind === 'han') return HAN_REFUSALS.has(text) || /^[不未无非没]/u.test(text);
  return LATIN_REFUSALS.has(text) || /^(?:un|im|in|non|dis)[a-z]{5,}/.test(text) || /n['’]t$/.test(text);
}
