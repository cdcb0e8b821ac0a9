import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { ArticleDraft } from '../src/core/model/article.ts';
import { decodeText } from '../src/ingest/decode-text.ts';
import { parseDump } from '../src/ingest/dump/parse-dump.ts';
import type { BenchReport } from './report.ts';
import { foldForScore, mean, median, round, trigramF1 } from './score-text.ts';

const seedLikeSchema = z.object({
  file: z.string(),
  expect: z.object({
    articles: z.array(
      z.object({ title: z.string(), source: z.string().nullable(), paragraphs: z.array(z.string()) }),
    ),
    teasers: z.array(z.string()),
    chrome: z.array(z.string()),
  }),
});

const pageSchema = z.object({
  file: z.string(),
  html_title: z.string(),
  expect: z.object({
    title: z.string().optional(),
    text: z.string().optional(),
    with: z.array(z.string()).optional(),
    without: z.array(z.string()).optional(),
  }),
});

const WHOLE_BODY_F1 = 0.99;

/**
 * The dump parser against F_raw, scored as that folder's README says, and the seed beside it.
 * `dataFolder` is F_raw itself or the folder that holds it.
 */
export async function runParseBench(dataFolder: string): Promise<BenchReport> {
  const folder = existsSync(join(dataFolder, 'F_raw')) ? join(dataFolder, 'F_raw') : dataFolder;
  const report: BenchReport = { name: 'parse', rows: [], summary: {}, skipped: [] };
  const parts: [string, string, (rows: unknown[]) => void][] = [
    ['seed-like dumps', 'seedlike_ccbysa.jsonl', (rows) => scoreSeedLike(folder, rows, report)],
    ['real pages', 'page_dumps.jsonl', (rows) => scorePages(folder, rows, report)],
  ];
  for (const [name, file, score] of parts) {
    const path = join(folder, file);
    if (!existsSync(path)) report.skipped.push(`${name}: ${path} is not there.`);
    else score(readJsonLines(path));
  }
  scoreSeed(join(dirname(dirname(folder)), 'seed'), report);
  return report;
}

function scoreSeedLike(folder: string, rows: unknown[], report: BenchReport): void {
  const sum = {
    titles: 0,
    found: 0,
    expected: 0,
    named: 0,
    namedRight: 0,
    invented: 0,
    whole: 0,
    intruders: 0,
    teasers: 0,
    teasersFound: 0,
  };
  const bodies: number[] = [];
  let length = 0;
  let elapsed = 0;
  for (const row of rows) {
    const { file, expect } = seedLikeSchema.parse(row);
    const text = readText(join(folder, file));
    const started = performance.now();
    const { articles, skipped } = parseDump(text);
    elapsed += performance.now() - started;
    length += text.length;
    const byTitle = takeByTitle(articles);
    let isWhole = articles.length === expect.articles.length;
    for (const wanted of expect.articles) {
      const article = byTitle(wanted.title);
      const f1 = article === undefined ? 0 : trigramF1(article.body, wanted.paragraphs.join('\n'));
      bodies.push(f1);
      if (article !== undefined) sum.titles += 1;
      const publisher = article?.publisher ?? null;
      if (wanted.source !== null) sum.named += 1;
      if (wanted.source !== null && publisher === wanted.source) sum.namedRight += 1;
      if (wanted.source === null && publisher !== null) sum.invented += 1;
      isWhole &&= article !== undefined && publisher === wanted.source && f1 >= WHOLE_BODY_F1;
    }
    const ownText = expect.articles.map((wanted) => foldForScore(wanted.paragraphs.join('')));
    const intruders = countIntruders(articles, ownText, [...expect.teasers, ...expect.chrome]);
    const teasers = skipped.filter((entry) => entry.reason === 'teaser').length;
    isWhole &&= intruders === 0;
    sum.found += articles.length;
    sum.expected += expect.articles.length;
    sum.intruders += intruders;
    sum.teasers += expect.teasers.length;
    sum.teasersFound += Math.min(teasers, expect.teasers.length);
    if (isWhole) sum.whole += 1;
    else
      report.rows.push({
        part: 'seed-like',
        file,
        articles: `${articles.length}/${expect.articles.length}`,
        intruders,
        teasers: `${teasers}/${expect.teasers.length}`,
      });
  }
  Object.assign(report.summary, {
    dumps: rows.length,
    dumpsWhollyRight: sum.whole,
    titlePrecision: round(sum.titles / Math.max(1, sum.found)),
    titleRecall: round(sum.titles / Math.max(1, sum.expected)),
    bodyF1: round(mean(bodies)),
    publishersRight: `${sum.namedRight}/${sum.named}`,
    publishersInvented: sum.invented,
    teasersOrChromeInside: sum.intruders,
    teasersSkipped: `${sum.teasersFound}/${sum.teasers}`,
    megabytesPerSecond: round((length * 3) / 1e6 / (elapsed / 1000)),
  });
}

/** Articles by folded title; each is given out once, so that a repeated title counts once. */
function takeByTitle(articles: readonly ArticleDraft[]): (title: string) => ArticleDraft | undefined {
  const left = [...articles];
  return (title) => {
    const at = left.findIndex((article) => foldForScore(article.title) === foldForScore(title));
    return at === -1 ? undefined : left.splice(at, 1)[0];
  };
}

/** Pieces of teasers and chrome that stand in a body; a few teasers quote an article of the same dump, those are no intruders. */
function countIntruders(
  articles: readonly ArticleDraft[],
  ownText: readonly string[],
  pieces: readonly string[],
): number {
  const bodies = articles.map((article) => foldForScore(article.body)).join('\n');
  const heads = pieces.map((piece) => foldForScore(piece).slice(0, 60)).filter((head) => head.length >= 4);
  return heads.filter((head) => bodies.includes(head) && !ownText.some((text) => text.includes(head))).length;
}

function scorePages(folder: string, rows: unknown[], report: BenchReport): void {
  const bodies: number[] = [];
  let titles = 0;
  let segments = 0;
  let segmentsRight = 0;
  for (const row of rows) {
    const { file, html_title, expect } = pageSchema.parse(row);
    const { articles } = parseDump(readText(join(folder, file)));
    const longest = [...articles].sort((a, b) => b.body.length - a.body.length)[0];
    const isTitle = longest !== undefined && isTitleOf(longest.title, expect.title ?? html_title, html_title);
    if (isTitle) titles += 1;
    const f1 = expect.text === undefined ? null : trigramF1(longest?.body ?? '', expect.text);
    if (f1 !== null) bodies.push(f1);
    const body = foldForScore(longest?.body ?? '');
    const present = (expect.with ?? []).filter((part) => body.includes(foldForScore(part))).length;
    const absent = (expect.without ?? []).filter((part) => !body.includes(foldForScore(part))).length;
    const asked = (expect.with ?? []).length + (expect.without ?? []).length;
    segments += asked;
    segmentsRight += present + absent;
    report.rows.push({
      part: 'page',
      file,
      title: isTitle ? 'right' : `${longest?.title ?? ''}`.slice(0, 40),
      articles: articles.length,
      segments: `${present + absent}/${asked}`,
      bodyF1: f1 === null ? '' : round(f1),
    });
  }
  Object.assign(report.summary, {
    pages: rows.length,
    pageTitlesFound: titles,
    pageBodyF1Mean: round(mean(bodies)),
    pageBodyF1Median: round(median(bodies)),
    pageBodiesWithText: bodies.length,
    pageSegmentsRight: `${segmentsRight}/${segments}`,
  });
}

/**
 * Equal after folding, or one of the parts of the HTML title that the site's name and sections (parted by _ | - or –,
 * before it also by a colon) leave.
 */
function isTitleOf(found: string, expected: string, htmlTitle: string): boolean {
  const title = foldForScore(found).replace(/[.…]+$/, '');
  if (title.length < 4) return false;
  return [expected, htmlTitle].some((wanted) => {
    const whole = foldForScore(wanted);
    if (title === whole.replace(/[.…]+$/, '')) return true;
    const parts = whole.split(/(?:--+|[_|–—]|\s-\s|-(?=[^-]*$))/).map((part) => part.replace(/[.…]+$/, ''));
    return (
      parts.includes(title) ||
      (whole.startsWith(title) && /^[.…]*[_|–—-]/.test(whole.slice(title.length))) ||
      (whole.endsWith(title) && /[:_|–—-]$/.test(whole.slice(0, -title.length)))
    );
  });
}

function scoreSeed(folder: string, report: BenchReport): void {
  if (!existsSync(folder)) {
    report.skipped.push(`The seed: ${folder} is not there.`);
    return;
  }
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.txt'))) {
    const { articles, skipped } = parseDump(readText(join(folder, file)));
    report.summary.seedArticles = articles.length;
    report.summary.seedTeasersSkipped = skipped.filter((entry) => entry.reason === 'teaser').length;
    report.summary.seedPublishers = articles.map((article) => article.publisher ?? 'null').join(', ');
    report.summary.seedTruncated = articles.map((article) => String(article.truncated)).join(', ');
    report.summary.seedSubheadings = articles
      .flatMap((article) => article.paragraphs)
      .filter((paragraph) => paragraph.kind === 'subheading').length;
  }
}

function readText(path: string): string {
  const decoded = decodeText(readFileSync(path));
  if (decoded.kind !== 'text') throw new Error(`${path}: ${decoded.detail}`);
  return decoded.text;
}

function readJsonLines(path: string): unknown[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): unknown => JSON.parse(line));
}
