import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { summariseArticle } from '../src/core/summary/summarise-article.ts';
import { splitArticle } from '../src/core/text/sentences.ts';
import type { BenchReport } from './report.ts';
import { countInverseFrequencies, rankByLexRank, rankByTextRank } from './summary/rank-sentences.ts';
import { type ReferenceCase, readReferences } from './summary/read-references.ts';
import { rougeL, rougeN, rougeTokens } from './summary/rouge.ts';

const FILE = 'frank_cnndm_xsum.jsonl';

/**
 * Two rules of length, the same for every system of a row: so many sentences however long they are; and so many UTF-16 units, where
 * each system takes its sentences from the best on, passes over one that no longer fits, and takes at least one.
 */
interface Allowance {
  rule: string;
  sentences: number;
  characters: number;
}
const ALLOWANCES: Record<string, Allowance[]> = {
  cnndm: [
    { rule: '3 sentences', sentences: 3, characters: Number.POSITIVE_INFINITY },
    { rule: '400 characters', sentences: 20, characters: 400 },
  ],
  xsum: [
    { rule: '1 sentence', sentences: 1, characters: Number.POSITIVE_INFINITY },
    { rule: '200 characters', sentences: 20, characters: 200 },
  ],
};

type Summarise = (item: ReferenceCase, allowance: Allowance) => string[];

/** Takes sentences in the order of their ranks, gives them back in the order of the text. */
function takeRanked(sentences: readonly string[], ranks: readonly number[], allowance: Allowance): string[] {
  const order = sentences.map((_, index) => index).sort((a, b) => (ranks[b] ?? 0) - (ranks[a] ?? 0) || a - b);
  const taken: number[] = [];
  let left = allowance.characters;
  for (const index of order) {
    const size = sentences[index]?.length ?? 0;
    if (taken.length >= allowance.sentences) break;
    if (size > left && taken.length > 0) continue;
    taken.push(index);
    left -= size;
  }
  return taken.sort((a, b) => a - b).map((index) => sentences[index] ?? '');
}

function createSystems(cases: readonly ReferenceCase[]): Record<string, Summarise> {
  const inverse = countInverseFrequencies(cases.map(({ article }) => article.body));
  const split = new Map(cases.map((item) => [item, splitArticle(item.article).map(({ text }) => text)]));
  const ranked = (rank: (sentences: readonly string[]) => number[]): Summarise => {
    const ranks = new Map(cases.map((item) => [item, rank(split.get(item) ?? [])]));
    return (item, allowance) => takeRanked(split.get(item) ?? [], ranks.get(item) ?? [], allowance);
  };
  return {
    jianbao: ({ article }, { sentences, characters }) =>
      summariseArticle(article, { sentences, characters }).map(({ text }) => text),
    lead: ranked((sentences) => sentences.map((_, index) => -index)),
    TextRank: ranked(rankByTextRank),
    LexRank: ranked((sentences) => rankByLexRank(sentences, inverse)),
  };
}

interface Scores {
  R1: number;
  R2: number;
  RL: number;
  words: number;
}

function scoreSystem(cases: readonly ReferenceCase[], summarise: (item: ReferenceCase) => string[]): Scores {
  const sums: Scores = { R1: 0, R2: 0, RL: 0, words: 0 };
  for (const item of cases) {
    const candidate = rougeTokens(summarise(item).join(' '));
    const reference = rougeTokens(item.reference);
    sums.R1 += 100 * rougeN(candidate, reference, 1).f;
    sums.R2 += 100 * rougeN(candidate, reference, 2).f;
    sums.RL += 100 * rougeL(candidate, reference).f;
    sums.words += candidate.length;
  }
  const mean = (sum: number): number => Math.round((10 * sum) / Math.max(1, cases.length)) / 10;
  return { R1: mean(sums.R1), R2: mean(sums.R2), RL: mean(sums.RL), words: mean(sums.words) };
}

const HALVES: Record<string, (item: ReferenceCase) => boolean> = {
  all: () => true,
  even: ({ even }) => even,
  odd: ({ even }) => !even,
};

function scoreDataset(dataset: string, cases: readonly ReferenceCase[]): BenchReport['rows'] {
  const systems = Object.entries(createSystems(cases));
  return (ALLOWANCES[dataset] ?? []).flatMap((allowance) =>
    Object.entries(HALVES).flatMap(([half, belongs]) =>
      systems.map(([system, summarise]) => ({
        dataset,
        length: allowance.rule,
        half,
        system,
        ...scoreSystem(cases.filter(belongs), (item) => summarise(item, allowance)),
      })),
    ),
  );
}

function summarise(rows: BenchReport['rows']): BenchReport['summary'] {
  const figures = rows
    .filter(({ length, half }) => half === 'all' && String(length).includes('sentence'))
    .map(({ dataset, system, R1, R2, RL }) => [`${dataset} ${system}`, `${R1}/${R2}/${RL}`]);
  return Object.fromEntries(figures);
}

/**
 * The extractive summary against references: ROUGE-1, -2 and -L, F in per cent, on lower-cased words without stemming, beside the
 * lead, TextRank and LexRank over the same sentences at the same length. `dataFolder` holds frank_cnndm_xsum.jsonl, or a folder C_summ that does.
 * The summariser's weights were set on these very articles; the two halves of the rows show how far a gain depends on which.
 */
export async function runSummaryBench(dataFolder: string): Promise<BenchReport> {
  const report: BenchReport = { name: 'summary', rows: [], summary: {}, skipped: [] };
  for (const path of [join(dataFolder, FILE), join(dataFolder, 'C_summ', FILE)]) {
    const there = await access(path).then(
      () => true,
      () => false,
    );
    if (!there) continue;
    const cases = await readReferences(path);
    report.rows = Object.keys(ALLOWANCES).flatMap((dataset) =>
      scoreDataset(
        dataset,
        cases.filter((item) => item.dataset === dataset),
      ),
    );
    report.summary = summarise(report.rows);
    return report;
  }
  report.skipped.push(`${FILE} is not in ${dataFolder}.`);
  return report;
}
