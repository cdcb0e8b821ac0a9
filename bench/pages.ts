import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { decodeText } from '../src/ingest/decode-text.ts';
import { type Extracted, extractors } from './pages/extractors.ts';
import { measureHostilePages } from './pages/measure-hostile-pages.ts';
import { readPages } from './pages/read-pages.ts';
import { createTally, type Tally } from './pages/tally.ts';
import type { BenchReport } from './report.ts';
import { round } from './score-text.ts';

const NOTHING: Extracted = { text: '', title: '', author: '', published: '' };

/**
 * The article-page reader against B_extract, beside @mozilla/readability and defuddle, scored as that folder's README says:
 * each suite whole and by half (rules were made with `dev` in view), Chinese pages apart; then hostile pages by kind.
 * `dataFolder` is B_extract itself or the folder that holds it.
 */
export async function runPagesBench(dataFolder: string): Promise<BenchReport> {
  const folder = existsSync(join(dataFolder, 'B_extract')) ? join(dataFolder, 'B_extract') : dataFolder;
  const report: BenchReport = { name: 'pages', rows: [], summary: {}, skipped: [] };
  // Before the peers fill the process.
  const hostile = await measureHostilePages();
  report.summary.hostileCrashes = hostile.filter(({ outcome }) => String(outcome).startsWith('CRASH')).length;
  report.summary.hostileLongestMilliseconds = Math.max(
    ...hostile.map(({ milliseconds }) => Number(milliseconds)),
  );
  report.summary.hostilePeakMegabytes = Math.max(
    ...hostile.map(({ peakMegabytes }) => Number(peakMegabytes)),
  );
  if (existsSync(join(folder, 'pages.jsonl'))) await scoreSuites(folder, report);
  else report.skipped.push(`The pages: ${folder} is not there.`);
  report.rows.push(...hostile.map((row) => ({ part: 'hostile', ...row })));
  return report;
}

async function scoreSuites(folder: string, report: BenchReport): Promise<void> {
  const tallies = new Map<string, Tally>();
  const times = new Map<string, number[]>();
  const failures = new Map<string, number>();
  for (const page of readPages(folder)) {
    const decoded = decodeText(page.bytes);
    for (const [system, extract] of Object.entries(extractors)) {
      const started = performance.now();
      let found = NOTHING;
      try {
        if (decoded.kind === 'text') found = await extract(decoded.text, page.row.url ?? null);
      } catch {
        failures.set(system, (failures.get(system) ?? 0) + 1);
      }
      times.set(system, [...(times.get(system) ?? []), performance.now() - started]);
      const { suite } = page.row;
      for (const group of [
        `${suite} all`,
        `${suite} ${page.half}`,
        ...(page.isChinese ? ['chinese all'] : []),
      ]) {
        // The Chinese pages of suites that are scored otherwise count in theirs alone.
        if (group === 'chinese all' && page.row.expect.with === undefined) continue;
        const key = `${group} ${system}`;
        const tally = tallies.get(key) ?? createTally();
        tallies.set(key, tally);
        tally.add(page, found);
      }
    }
  }
  for (const [key, tally] of [...tallies].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [suite = '', half = '', system = ''] = key.split(' ');
    report.rows.push({ part: suite, half, system, ...rounded(tally.toRow()) });
  }
  for (const [system, all] of times) {
    const sorted = all.toSorted((a, b) => a - b);
    report.summary[`${system}MillisecondsMedian`] = round(sorted[Math.floor(sorted.length / 2)] ?? 0);
    report.summary[`${system}MillisecondsP95`] = round(sorted[Math.floor(sorted.length * 0.95)] ?? 0);
    report.summary[`${system}Failures`] = failures.get(system) ?? 0;
  }
}

function rounded(row: Record<string, string | number>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, typeof value === 'number' ? round(value) : value]),
  );
}
