import { termsOf } from '../../src/core/summary/sentence-terms.ts';
import { splitSentences } from '../../src/core/text/sentences.ts';
import { checkWrittenSentence, type SentenceProblem } from '../../src/core/verify/check-written-sentence.ts';
import { measureSupport } from '../../src/core/verify/measure-support.ts';
import { pearson, spearman } from './correlate.ts';
import type { SummaryCase } from './read-texts.ts';
import { halfOf } from './split-halves.ts';

// Systems don't say what they rest on: the sentences that together have most of the words of theirs stand in, as many as a model is
// told to cite at most.
const CITED = 3;
// A refused sentence is worth so much of its support.
const REFUSED_WEIGHT = 0.5;

interface Judged {
  dataset: string;
  half: string;
  human: number;
  passed: number;
  overlap: number;
  support: number;
}

/** A sentence that a system wrote, checked. */
interface CheckedSentence {
  text: string;
  cited: string[];
  problem: SentenceProblem | null;
  /** The share of its terms that the cited sentences have. */
  overlap: number;
  /** Of its words in order, less where it is refused. */
  support: number;
}

interface Source {
  sentences: string[];
  terms: Set<string>[];
  words: Set<string>[];
  capitals: ReadonlyMap<string, string>;
}

/** A system's summary with what each of its sentences is checked against. */
export function checkSummary(summary: string, source: Source): CheckedSentence[] {
  return splitTokens(summary).map((tokens) => {
    const text = restoreText(tokens, source.capitals);
    const wanted = termsOf(text);
    const cited = coverWords(wordsOf(text), source.words);
    const quotes = cited.map((index) => source.sentences[index] ?? '');
    const held = cited.map((index) => source.terms[index] ?? new Set<string>());
    const context = { title: '', publishedAt: null };
    const problem = checkWrittenSentence(text, { cited: quotes, context, language: 'en' });
    const support = (measureSupport(text, quotes) ?? 0) * (problem === null ? 1 : REFUSED_WEIGHT);
    return { text, cited: quotes, problem, overlap: shareOf(wanted, held), support };
  });
}

/** The sentences that have the most of the words, each chosen for what the ones before it lack; never none. */
function coverWords(wanted: ReadonlySet<string>, sentences: readonly ReadonlySet<string>[]): number[] {
  const left = new Set(wanted);
  const chosen: number[] = [];
  while (chosen.length < CITED) {
    let [best, most] = [-1, chosen.length === 0 ? -1 : 0];
    for (const [index, held] of sentences.entries()) {
      const found = [...left].filter((term) => held.has(term)).length;
      if (found > most) [best, most] = [index, found];
    }
    if (best < 0) break;
    chosen.push(best);
    for (const term of sentences[best] ?? []) left.delete(term);
  }
  return chosen;
}

export function readSource(text: string): Source {
  const sentences = splitSentences(text).map(({ start, end }) => text.slice(start, end));
  const terms = sentences.map((sentence) => termsOf(sentence));
  return { sentences, terms, words: sentences.map(wordsOf), capitals: readCapitals(text) };
}

/** The terms, and what else a source must have: numbers, and days and other names that are no terms. */
function wordsOf(text: string): Set<string> {
  const names = text.match(/\p{N}+|(?<=\P{L})\p{Lu}\p{L}+/gu) ?? [];
  return new Set([...termsOf(text), ...names.map((name) => name.toLowerCase())]);
}

/** Every system's summary of an article with the share of its sentences that pass, their overlap with what they cite, and the people's score. */
function judgeSummaries({ id, dataset, text, systems }: SummaryCase): Judged[] {
  const source = readSource(text);
  return Object.values(systems).flatMap(({ summary, human }) => {
    const checked = human ? checkSummary(summary, source) : [];
    if (!human || checked.length === 0) return [];
    return {
      dataset,
      half: halfOf(id),
      human: human.Factuality,
      passed: checked.filter(({ problem }) => problem === null).length / checked.length,
      overlap: checked.reduce((sum, { overlap }) => sum + overlap, 0) / checked.length,
      support: checked.reduce((sum, { support }) => sum + support, 0) / checked.length,
    };
  });
}

/** The sentences of a tokenised summary, where a full stop stands by itself. */
function splitTokens(summary: string): string[] {
  return summary
    .split(/(?<= [.!?](?: ''| ")?) (?=\S)/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[a-z]{2}/i.test(sentence));
}

function shareOf(wanted: ReadonlySet<string>, held: readonly ReadonlySet<string>[]): number {
  if (wanted.size === 0) return 1;
  return [...wanted].filter((term) => held.some((terms) => terms.has(term))).length / wanted.size;
}

/** The words that an article only ever writes with a capital, by their lower-cased form. */
function readCapitals(text: string): Map<string, string> {
  const capitals = new Map<string, string>();
  const lower = new Set<string>();
  for (const [word] of text.matchAll(/\p{L}[\p{L}’'-]*/gu)) {
    if (/^\p{Lu}/u.test(word)) capitals.set(word.toLowerCase(), word);
    else lower.add(word);
  }
  for (const word of lower) capitals.delete(word);
  return capitals;
}

/** A summary that a system wrote in lower-cased tokens, as it would be written: `13 %`, `-lrb-`, names without their capitals. */
function restoreText(summary: string, capitals: ReadonlyMap<string, string>): string {
  return summary
    .replace(/-lrb- ?/g, '(')
    .replace(/ ?-rrb-/g, ')')
    .replace(/``\s?|\s?''/g, '"')
    .replace(/ (?=[,.;:!?%)]|n't\b|'s\b|'re\b|'ve\b|'ll\b|'d\b|'m\b)/g, '')
    .replace(/# (?=\d)/g, '£')
    .replace(/(?<=[£$€(]) (?=\d)/g, '')
    .replace(/(?<=\d,) (?=\d{3}\b)/g, '')
    .replace(/\p{L}[\p{L}’'-]*/gu, (word) => capitals.get(word) ?? word)
    .replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

function describeJudged(judged: readonly Judged[]): string {
  const human = judged.map((one) => one.human);
  const passed = judged.map((one) => one.passed);
  const overlap = judged.map((one) => one.overlap);
  const support = judged.map((one) => one.support);
  const both = (values: readonly number[]) =>
    `Pearson ${pearson(values, human).toFixed(3)}, Spearman ${spearman(values, human).toFixed(3)}`;
  const share = (score: number) => {
    const list = judged.filter((one) => one.human === score);
    const mean = list.reduce((sum, one) => sum + one.passed, 0) / Math.max(1, list.length);
    return `${mean.toFixed(3)} (n ${list.length})`;
  };
  return `n ${judged.length}; ${both(passed)}; support: ${both(support)}; word overlap: ${both(overlap)}; passed where people score 1: ${share(1)}, 0: ${share(0)}`;
}

/**
 * How far the share of passed sentences of a summary goes with people's Factuality, beside their support and the share of their words that
 * the cited sentences have, by set and half; one line each.
 */
export function scoreSystems(cases: readonly SummaryCase[]): Record<string, string> {
  const judged = cases.flatMap(judgeSummaries);
  const sets = [...new Set(judged.map(({ dataset }) => dataset)), 'both sets'];
  const lines = sets.flatMap((set) =>
    ['dev', 'test'].map((half): [string, string] => {
      const chosen = judged.filter(
        (one) => (set === 'both sets' || one.dataset === set) && one.half === half,
      );
      return [`system summaries, ${set}, ${half}`, describeJudged(chosen)];
    }),
  );
  return Object.fromEntries(lines);
}
