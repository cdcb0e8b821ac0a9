import type { ReadFigure } from '../text/figure-meaning.ts';
import { readFigures } from '../text/read-figures.ts';
import { stemEnglish } from '../text/stem-english.ts';
import { readWords, type Word } from '../verify/read-words.ts';

/** What a sentence says, its figures apart from its words, so that two can be compared in either. */
export interface Statement {
  text: string;
  figures: ReadFigure[];
  clauses: Clause[];
  /** What counts in the words of the whole: all, and those that name something. */
  words: ReadonlySet<string>;
  nouns: ReadonlySet<string>;
  /** 去年, 昨天, Monday: times that are told by their distance from the day of writing. */
  times: ReadonlySet<string>;
  negations: number;
}

/** A piece between two marks, and the figures that stand in it. */
export interface Clause {
  figures: ReadFigure[];
  words: ReadonlySet<string>;
}

/** Of whom the sentence is from, and of when what it counts was counted. */
const ATTRIBUTION =
  /^(?:另?据.{0,30}|记者.{0,30}(?:获悉|了解到)|.{0,20}(?:日前|近日)?(?:消息|报道|通报|讯)|according to .{0,60}|.{0,40}\b(?:said|reported|told reporters)\b.{0,30})$/iu;
const AS_OF = /截[至止到](?:目前|当前|发稿时?|现在)?|as of (?:now|today)?|目前|当前|现已|so far|by now/giu;
const CLAUSE_END = /[，。；：！？,;:!?…—（）()\n]/u;
const NEGATION = /[不没沒未无無非]|\b(?:not?|never|none|neither|nor|cannot|without)\b|n['’]t\b/giu;
/** Parts of speech that say nothing of the matter: adverbs, particles, prepositions, pronouns, numerals, measures. */
const SERVING = /^(?:[dpcuyeorwmqhkf]|mq|ud|ug|uj|ul|uv|uz)/u;
/** Of English fewer than are passed over in searches, for men and women, new and old are two things. */
const SERVING_LATIN = new Set(
  'a an the of in on at to and or but for from by with as is are was were be been being has have had do does did will would can could it its this that these those there their his her our your which who whom so also just only now then about around nearly almost over under more than up down out into mr mrs ms'.split(
    ' ',
  ),
);
const NAMING = /^(?:n|b|j|x|l|i|s|z|eng)/u;
/** How a number is led up to, whatever it is of. */
const LEADING =
  /^(?:造成|导致|致使|致|达|达到|多达|高达|共有|共计|合计|总共|有|为|是|约|近|超|超过|突破|增至|升至|降至|已有|发生|出现|人|名|位|people|person|total|reach|includ|number|report|confirm|offici|said|least)$/u;

/** Reads a sentence; costs a segmentation. */
export function readStatement(text: string): Statement {
  const figures = readFigures(text);
  const bare = blankOut(text, figures);
  const clauses: Clause[] = [];
  const [words, nouns, times] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const { start, end } of splitClauses(bare)) {
    const own = figures.filter((figure) => figure.start >= start && figure.start < end);
    const piece = bare.slice(start, end).trim();
    if (own.length === 0 && ATTRIBUTION.test(piece)) continue;
    const said = new Set<string>();
    for (const word of readWords(piece.replace(AS_OF, ' '))) {
      const key = keyOf(word);
      if (isTime(word)) times.add(key);
      else if (counts(word, key)) {
        said.add(key);
        words.add(key);
        if (word.kind === 'latin' || NAMING.test(word.tag)) nouns.add(key);
      }
    }
    clauses.push({ figures: own, words: said });
  }
  return { text, figures, clauses, words, nouns, times, negations: text.match(NEGATION)?.length ?? 0 };
}

function blankOut(text: string, figures: readonly ReadFigure[]): string {
  let bare = '';
  let at = 0;
  for (const { start, end } of figures) {
    bare += text.slice(at, start) + ' '.repeat(end - start);
    at = end;
  }
  return bare + text.slice(at);
}

function splitClauses(bare: string): { start: number; end: number }[] {
  const clauses: { start: number; end: number }[] = [];
  let start = 0;
  for (let at = 0; at <= bare.length; at += 1) {
    if (at < bare.length && !CLAUSE_END.test(bare.charAt(at))) continue;
    if (at > start) clauses.push({ start, end: at });
    start = at + 1;
  }
  return clauses;
}

function keyOf({ kind, text }: Word): string {
  return kind === 'latin' ? stemEnglish(text) : text;
}

const LATIN_TIME =
  /^(?:yesterday|today|tomorrow|tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday)$/u;

function isTime({ kind, tag, text }: Word): boolean {
  return kind === 'latin' ? LATIN_TIME.test(text) : tag === 't';
}

function counts({ kind, tag, text }: Word, key: string): boolean {
  if (kind === 'number' || LEADING.test(key) || LEADING.test(text)) return false;
  if (kind === 'latin') return !SERVING_LATIN.has(text);
  return !SERVING.test(tag);
}

/** Of words without regard to how often each stands: 2 · common / all. */
export function shareOfWords(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let common = 0;
  for (const word of one) if (other.has(word)) common += 1;
  return (2 * common) / Math.max(1, one.size + other.size);
}
