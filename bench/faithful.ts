import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { openBilingualWords } from '../src/app/open-bilingual-words.ts';
import { type Measured, type MeasuredKind, measureChecks } from './faithful/measure-checks.ts';
import { readTexts } from './faithful/read-texts.ts';
import { scoreSystems } from './faithful/score-systems.ts';
import { shipDigests } from './faithful/ship-digests.ts';
import type { BenchReport } from './report.ts';

/**
 * The check of written sentences: the share of corrupted sentences that are caught by kind and language, the share of true ones that are
 * not let through, and how far its verdicts on system summaries go with people's. `dataFolder` holds D_qa and C_summ; the same seed corrupts the same
 * words. Rules were tuned on the half `dev` alone.
 */
export async function runFaithfulBench(dataFolder: string, seed: number): Promise<BenchReport> {
  const report: BenchReport = { name: 'faithful', rows: [], summary: {}, skipped: [] };
  for (const folder of ['D_qa', 'C_summ'])
    if (!(await isThere(join(dataFolder, folder)))) report.skipped.push(`${folder} is not in ${dataFolder}.`);
  if (report.skipped.length > 0) return report;
  const { texts, summaries } = await readTexts(dataFolder);
  const words = await openBilingualWords();
  const measured = [...measureChecks(texts, { seed, words })];
  report.rows = tabulate(measured);
  const digests = await shipDigests(texts, seed);
  report.summary = {
    ...{ seed, ...summarise(measured), ...scoreSystems(summaries) },
    'digests asked for': digests.asked,
    'digests shipped': digests.shipped,
    'sentences in them': digests.sentences,
    'sentences that the model corrupted': digests.corrupted,
    'of these in a digest': digests.shownCorrupted,
  };
  return report;
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

function tabulate(measured: readonly Measured[]): BenchReport['rows'] {
  const groups = Map.groupBy(measured, ({ kind, name, language }) => `${kind}\n${name}\n${language}`);
  const sorted = [...groups].sort(([one], [other]) => (one < other ? -1 : 1));
  return sorted.map(([, group]) => {
    const { name, kind, language } = group[0] as Measured;
    const row: BenchReport['rows'][number] = { case: kind, name, language };
    for (const half of ['dev', 'test']) {
      const part = group.filter((one) => one.half === half);
      row[`${half} n`] = part.length;
      row[half] = shareFound(part);
    }
    return row;
  });
}

const SAID: Record<MeasuredKind, string> = {
  true: 'false alarms',
  corrupted: 'caught',
  'by rule': 'refused by rule',
};

function summarise(measured: readonly Measured[]): BenchReport['summary'] {
  const test = measured.filter(({ half }) => half === 'test');
  const figures = Map.groupBy(test, ({ name, kind }) => `${SAID[kind]}, test half: ${name}`);
  return Object.fromEntries([...figures].map(([name, group]) => [name, shareFound(group)]));
}

function shareFound(measured: readonly Measured[]): number {
  const found = measured.filter(({ problem }) => problem !== null).length;
  return measured.length === 0 ? 0 : found / measured.length;
}
