import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { readHeaderCharset } from '../src/ingest/declared-charset.ts';
import { decodeText } from '../src/ingest/decode-text.ts';
import { toInstant } from '../src/ingest/feed/time/feed-time.ts';
import { readTime } from '../src/ingest/feed/time/read-time.ts';
import { breakages, countEntries } from './feeds/broken-feeds.ts';
import { compareFeed, type Expected, expectSchema, type FieldScore, sameText } from './feeds/compare-feed.ts';
import { feedReaders, readWith } from './feeds/feed-readers.ts';
import { hostileFeeds } from './feeds/hostile-feeds.ts';
import type { FeedReader } from './feeds/plain-feed.ts';
import type { BenchReport } from './report.ts';
import { round } from './score-text.ts';

const rowSchema = z.object({
  id: z.string(),
  file: z.string(),
  format: z.string(),
  suite: z.string(),
  tags: z.array(z.string()).default([]),
  headers: z.record(z.string(), z.string()).default({}),
  expect: z.unknown().optional(),
});

interface Case {
  id: string;
  suite: string;
  format: string;
  half: (typeof HALVES)[number];
  text: string;
  /** As a client decodes it that believes what is declared. */
  believed: string;
  expected: Expected;
}

/** By a hash of the id; both were looked at while the readers were written. */
const HALVES = ['one half', 'other half'] as const;

/** The suites' conventions on what of HTML is safe, and on bases, are none of a feed reader's fields. */
const LEFT_OUT = ['sanitize', 'xml-base'];

/** Reading feeds, beside other programs that do. `dataFolder` is A_feeds itself or the folder that holds it. */
export async function runFeedsBench(dataFolder: string): Promise<BenchReport> {
  const folder = existsSync(join(dataFolder, 'A_feeds')) ? join(dataFolder, 'A_feeds') : dataFolder;
  const report: BenchReport = { name: 'feeds', rows: [], summary: {}, skipped: [] };
  const suites = readCases(folder, 'feeds.jsonl', report);
  for (const reader of feedReaders) await scoreSuites(reader, suites, report);
  const encodings = readCases(folder, 'derived_ccbysa.jsonl', report);
  for (const reader of feedReaders) await scoreEncodings(reader, encodings, report);
  for (const reader of feedReaders) await scoreBroken(reader, encodings, report);
  scoreDates(folder, report);
  await tryHostileFeeds(report);
  return report;
}

function readCases(folder: string, file: string, report: BenchReport): Case[] {
  const path = join(folder, file);
  if (!existsSync(path)) {
    report.skipped.push(`${file}: ${path} is not there.`);
    return [];
  }
  return readJsonLines(path).flatMap((line) => {
    const row = rowSchema.parse(line);
    if (row.expect === undefined || row.tags.some((tag) => LEFT_OUT.includes(tag))) return [];
    const expected = expectSchema.parse(row.expect);
    // The suites that were read with the wrong encoding expect what nobody wrote.
    if (compareFeed(expected, null).length === 0 || JSON.stringify(expected).includes('\ufffd')) return [];
    const bytes = readFileSync(join(folder, row.file));
    const charset = readHeaderCharset(row.headers['content-type'] ?? '');
    const decoded = decodeText(bytes, { charset });
    const half = HALVES[createHash('sha256').update(row.id).digest().readUInt8(0) % 2 === 1 ? 1 : 0];
    const text = decoded.kind === 'text' ? decoded.text : '';
    return [
      {
        id: row.id,
        suite: row.suite,
        format: row.format,
        half,
        text,
        believed: believe(bytes, charset),
        expected,
      },
    ];
  });
}

/** By byte order mark, header, XML declaration, else UTF-8: what is declared is not looked into. */
function believe(bytes: Uint8Array, charset: string | null): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 300));
  const declared = /^\s*<\?xml[^>]*encoding=["']([\w.:-]+)/.exec(head)?.[1];
  const marked = head.startsWith('\u00ff\u00fe')
    ? 'utf-16le'
    : head.startsWith('\u00fe\u00ff')
      ? 'utf-16be'
      : head.startsWith('\u0000<')
        ? 'utf-16be'
        : head.startsWith('<\u0000')
          ? 'utf-16le'
          : null;
  try {
    return new TextDecoder(marked ?? charset ?? declared ?? 'utf-8').decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

async function scoreSuites(reader: FeedReader, cases: readonly Case[], report: BenchReport): Promise<void> {
  const scored: { one: Case; scores: FieldScore[] }[] = [];
  for (const one of cases)
    scored.push({ one, scores: compareFeed(one.expected, await readWith(reader, one.text)) });
  if (scored.length === 0) return;
  const isWhole = ({ scores }: { scores: FieldScore[] }) => scores.every(({ right }) => right);
  const isCore = ({ scores }: { scores: FieldScore[] }) =>
    scores.every(({ right, field }) => right || !CORE.includes(field));
  const addRow = (part: string, some: typeof scored) =>
    report.rows.push({
      part,
      reader: reader.name,
      feeds: some.length,
      whole: round(some.filter(isWhole).length / some.length),
      core: round(some.filter(isCore).length / some.length),
      ...fieldShares(some.flatMap(({ scores }) => scores)),
    });
  addRow('all', scored);
  for (const half of HALVES)
    addRow(
      half,
      scored.filter(({ one }) => one.half === half),
    );
  for (const [kind, some] of Map.groupBy(scored, ({ one }) => `${one.suite} ${one.format}`))
    addRow(kind, some);
  report.summary[`wholeFeed ${reader.name}`] = round(scored.filter(isWhole).length / scored.length);
  report.summary[`titles, links, times and numbers ${reader.name}`] = round(
    scored.filter(isCore).length / scored.length,
  );
  if (reader !== feedReaders[0]) return;
  for (const { one, scores } of scored.filter((each) => !isWhole(each))) {
    const wrong = new Set(scores.filter(({ right }) => !right).map(({ field }) => field));
    report.rows.push({ part: `not whole: ${one.id}`, reader: [...wrong].join(', ') });
  }
}

/** What every suite states alike: of texts they disagree on which field holds them, and how clean they are. */
const CORE = ['feed.title', 'entries', 'title', 'link', 'published'];

const FIELDS = [
  'feed.title',
  'feed.link',
  'entries',
  'title',
  'link',
  'id',
  'author',
  'published',
  'content',
  'summary',
];

function fieldShares(scores: readonly FieldScore[]): Record<string, number | string> {
  return Object.fromEntries(
    FIELDS.map((field) => {
      const some = scores.filter((score) => score.field === field);
      return [field, some.length === 0 ? '' : round(some.filter(({ right }) => right).length / some.length)];
    }),
  );
}

async function scoreEncodings(
  reader: FeedReader,
  cases: readonly Case[],
  report: BenchReport,
): Promise<void> {
  if (cases.length === 0) return;
  const count = { ours: 0, believed: 0 };
  for (const one of cases) {
    const isRight = async (text: string) =>
      compareFeed(one.expected, await readWith(reader, text)).every(({ right }) => right);
    if (await isRight(one.text)) count.ours += 1;
    else if (reader === feedReaders[0]) report.skipped.push(`not whole: ${one.id}`);
    if (await isRight(one.believed)) count.believed += 1;
  }
  report.rows.push({
    part: 'encodings, decoded by jianbao',
    reader: reader.name,
    feeds: cases.length,
    whole: round(count.ours / cases.length),
  });
  report.rows.push({
    part: 'encodings, decoded as declared',
    reader: reader.name,
    feeds: cases.length,
    whole: round(count.believed / cases.length),
  });
}

/** Of the entries that are whole in a broken feed, the share that is read with its title. */
async function scoreBroken(reader: FeedReader, cases: readonly Case[], report: BenchReport): Promise<void> {
  const all = { found: 0, wanted: 0 };
  for (const { kind, damage } of breakages) {
    const sum = { found: 0, wanted: 0 };
    for (const { text, expected } of cases.filter(({ format }) => format !== 'json')) {
      const broken = damage(text);
      const titles = Object.values(expected.entries)
        .map(({ title }) => title ?? '')
        .slice(0, countEntries(broken));
      const entries = (await readWith(reader, broken))?.entries ?? [];
      sum.wanted += titles.length;
      sum.found += titles.filter((title, at) => sameText(title, entries[at]?.title ?? '')).length;
    }
    if (sum.wanted === 0) continue;
    report.rows.push({
      part: `broken: ${kind}`,
      reader: reader.name,
      feeds: cases.length,
      entries: round(sum.found / sum.wanted),
    });
    all.found += sum.found;
    all.wanted += sum.wanted;
  }
  if (all.wanted > 0)
    report.summary[`entries of broken feeds ${reader.name}`] = round(all.found / all.wanted);
}

const dateSchema = z.object({ input: z.string(), expected: z.string().nullable() });

function scoreDates(folder: string, report: BenchReport): void {
  const path = join(folder, 'dates.jsonl');
  if (!existsSync(path)) {
    report.skipped.push(`dates.jsonl: ${path} is not there.`);
    return;
  }
  const rows = readJsonLines(path).map((row) => dateSchema.parse(row));
  const right = rows.filter(({ input, expected }) => {
    const time = readTime(input);
    if (expected === 'any-valid' || expected === null || time === null)
      return (time === null) === (expected === null);
    return toInstant(time) === Date.parse(expected);
  });
  report.summary.dates = `${right.length}/${rows.length}`;
}

const HOSTILE_SIZE = 64 * 1024 * 1024 - 1000;
const costSchema = z.object({ outcome: z.string(), milliseconds: z.number(), megabytes: z.number() });

/** Feeds of the largest size that is taken, each parsed as the program parses it: in a worker, a process for each. */
async function tryHostileFeeds(report: BenchReport): Promise<void> {
  const script = fileURLToPath(new URL('./feeds/run-hostile-feed.ts', import.meta.url));
  let slowest = 0;
  let largest = 0;
  for (const { kind } of hostileFeeds) {
    // Some characters take three bytes.
    const size = Math.floor(HOSTILE_SIZE / (kind === 'one text' ? 3 : 1));
    const { stdout } = await promisify(execFile)(process.execPath, [script, kind, String(size)]);
    const cost = costSchema.parse(JSON.parse(stdout));
    report.rows.push({ part: `hostile: ${kind}`, reader: 'jianbao', ...cost });
    slowest = Math.max(slowest, cost.milliseconds);
    largest = Math.max(largest, cost.megabytes);
  }
  Object.assign(report.summary, {
    hostileKinds: hostileFeeds.length,
    hostileSlowestMilliseconds: slowest,
    hostileMostMegabytes: largest,
  });
}

function readJsonLines(path: string): unknown[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): unknown => JSON.parse(line));
}
