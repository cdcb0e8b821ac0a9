import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { completeArticle } from '../src/core/articles/complete-article.ts';
import { answerQuestion } from '../src/core/ask/answer-question.ts';
import { findDifferingFigure } from '../src/core/ask/find-differing-figure.ts';
import { readStatement } from '../src/core/ask/read-statement.ts';
import type { Article } from '../src/core/model/article.ts';
import type { AskOutput } from '../src/core/model/output.ts';
import { splitSentences } from '../src/core/text/sentences.ts';
import { createSqliteStore } from '../src/store/sqlite/create-sqlite-store.ts';
import { changeDate, changeFigure } from './faithful/corrupt-figures.ts';
import { createRandom } from './faithful/random.ts';
import type { BenchReport } from './report.ts';

/** Each so many questions: with a copy of its article for each, a store has only one copy of an article. */
const EVERY = 5;
const answerLength = { sentences: 3, characters: 1000 };
/** Of what differs in D_qa, to be looked at. */
const SHOWN = 10;

const articleRow = z.object({ doc_id: z.string(), title: z.string().nullable(), text: z.string() });
const questionRow = z.object({ question: z.string(), doc_id: z.string() });
const blurbRow = z.object({
  id: z.string(),
  cluster: z.union([z.string(), z.number()]),
  lang: z.string(),
  text: z.string(),
});

type Row = z.infer<typeof articleRow>;
type Planted = Map<string, { title: string; text: string }>;

/**
 * How often an answer says that sources differ where they don't (D_qa, every article with a publisher of its own; copies of articles
 * word for word; news blurbs of different events), and where they do: a copy of the article, or a short report with the sentence alone,
 * under another publisher and with one figure or date of the cited sentence changed.
 */
export async function runDifferencesBench(dataFolder: string, seed: number): Promise<BenchReport> {
  const report: BenchReport = { name: 'differences', rows: [], summary: { seed }, skipped: [] };
  const folder = join(dataFolder, 'D_qa');
  if (!existsSync(join(folder, 'articles.jsonl'))) {
    report.skipped.push(`No D_qa in ${dataFolder}: its articles.jsonl is not there.`);
    return report;
  }
  const rows = readLines(join(folder, 'articles.jsonl'), articleRow);
  const questions = readLines(join(folder, 'questions.jsonl'), questionRow);
  const plain = await askAll(rows, questions, new Map());
  report.rows.push({ case: 'D_qa as it is', ...countMarked(plain) });
  for (const { question, answer } of plain.filter(isMarked).slice(0, SHOWN))
    for (const { text, differs } of answer.sentences)
      if (differs !== undefined)
        report.summary[question] = `${answer.sentences[differs.from]?.text} / ${text}`;
  const sampled = plain.filter((_, index) => index % EVERY === 0);
  const texts = new Map(rows.map((row) => [row.doc_id, row]));
  const random = createRandom(seed);
  const copies: Planted = new Map(
    rows.map(({ doc_id, title, text }) => [doc_id, { title: title ?? '', text }]),
  );
  report.rows.push({
    case: 'copies word for word',
    ...countMarked(await askAll(rows, sampled, copies)),
  });
  for (const [kind, corrupt] of [
    ['figure', changeFigure],
    ['date', changeDate],
  ] as const)
    for (const form of ['copy', 'short report'] as const) {
      const planted: Planted = new Map();
      const asked: { question: string; doc_id: string }[] = [];
      for (const { question, answer } of sampled) {
        const [first] = answer.sentences.flatMap(({ citations }) => citations);
        const row = first && texts.get(first.articleId);
        if (first === undefined || row === undefined || planted.has(row.doc_id)) continue;
        const subject = { sentence: first.quote, cited: [first.quote], alsoCited: [], random };
        const changed = corrupt(subject)?.sentence;
        if (changed === undefined) continue;
        const whole = row.text.slice(0, first.start) + changed + row.text.slice(first.end);
        planted.set(row.doc_id, { title: row.title ?? '', text: form === 'copy' ? whole : changed });
        asked.push({ question, doc_id: row.doc_id });
      }
      const answers = await askAll(rows, asked, planted);
      report.rows.push({ case: `a ${form} with another ${kind}`, ...countMarked(answers) });
    }
  report.rows.push(...compareBlurbs(join(dataFolder, 'E_cluster', 'itn_blurbs.jsonl'), report));
  return report;
}

interface Asked {
  question: string;
  doc_id: string;
  answer: AskOutput;
}

async function askAll(
  rows: readonly Row[],
  questions: readonly { question: string; doc_id: string }[],
  planted: Planted,
): Promise<Asked[]> {
  const store = await createSqliteStore({ path: ':memory:', now: () => 0 });
  const own = rows.map(({ doc_id, title, text }) => toArticle(doc_id, title ?? '', text));
  const others = [...planted].map(([id, { title, text }]) => toArticle(`${id}, copied`, title, text));
  await store.importArticles({ source: 'D_qa', articles: [...own, ...others] });
  const answers: Asked[] = [];
  for (const { question, doc_id } of questions)
    answers.push({ question, doc_id, answer: await answerQuestion({ store }, question, answerLength) });
  await store.close();
  return answers;
}

function toArticle(id: string, title: string, text: string): Article {
  const draft = {
    ...{ givenId: id, title, body: text, publisher: `publisher of ${id}`, url: null, publishedAt: null },
    ...{ paragraphs: [{ start: 0, end: text.length, kind: 'text' as const }], hashtags: [] },
    ...{ truncated: false, range: { start: 0, end: text.length } },
  };
  return completeArticle(draft, {
    ...{ source: 'D_qa', firstSeenAt: '2026-11-23T00:00:00.000Z', extractTerms: () => [] },
  });
}

function isMarked({ answer }: Asked): boolean {
  return answer.sentences.some(({ differs }) => differs !== undefined);
}

function countMarked(asked: readonly Asked[]): Record<string, number> {
  const answered = asked.filter(({ answer }) => answer.answered);
  const marked = answered.filter(isMarked);
  return {
    answers: answered.length,
    'sources differ': marked.length,
    share: Math.round((marked.length / Math.max(1, answered.length)) * 10_000) / 10_000,
  };
}

/** Sentences of news blurbs against those of other events, and of the same. */
function compareBlurbs(file: string, report: BenchReport): Record<string, string | number>[] {
  if (!existsSync(file)) {
    report.skipped.push(`No ${file}.`);
    return [];
  }
  const blurbs = readLines(file, blurbRow).filter(({ lang }) => lang === 'zh' || lang === 'en');
  const said = blurbs.flatMap(({ cluster, text }) =>
    splitSentences(text).map(({ start, end }) => ({
      cluster,
      statement: readStatement(text.slice(start, end)),
    })),
  );
  const counts = { other: 0, same: 0, differOther: 0, differSame: 0 };
  for (const [index, one] of said.entries())
    for (const other of said.slice(index + 1)) {
      const isSame = one.cluster === other.cluster;
      counts[isSame ? 'same' : 'other'] += 1;
      if (findDifferingFigure(one.statement, other.statement) === null) continue;
      counts[isSame ? 'differSame' : 'differOther'] += 1;
    }
  return [
    {
      case: 'pairs of sentences on other events',
      answers: counts.other,
      'sources differ': counts.differOther,
      share: counts.differOther / counts.other,
    },
    {
      case: 'pairs of sentences on the same event',
      answers: counts.same,
      'sources differ': counts.differSame,
      share: counts.differSame / counts.same,
    },
  ];
}

function readLines<T>(file: string, schema: z.ZodType<T>): T[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => schema.parse(JSON.parse(line)));
}
