import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { completeArticle } from '../src/core/articles/complete-article.ts';
import { buildEdition } from '../src/core/digest/build-edition.ts';
import { createEditionKeeper } from '../src/core/digest/keep-editions.ts';
import { dayOf } from '../src/core/digest/resolve-window.ts';
import type { Article } from '../src/core/model/article.ts';
import { readerLanguages } from '../src/core/model/reader-language.ts';
import { createNewsroom } from '../src/core/newsroom/create-newsroom.ts';
import { SECTIONS } from '../src/core/topics/sections.ts';
import { createEditor } from '../src/core/writing/create-editor.ts';
import { nameLanguage } from '../src/core/writing/name-language.ts';
import { loadPrompts } from '../src/llm/load-prompts.ts';
import { createSqliteStore } from '../src/store/sqlite/create-sqlite-store.ts';
import { type CountedCall, compareEstimate, createCountingModel } from './day-cost/count-model.ts';
import type { BenchReport } from './report.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MIDNIGHT = Date.UTC(2026, 10, 23);
/** Dollars for a million tokens of gpt-6-luna, as OpenAI's documentation lists them. */
const PRICES = { input: 0.1, output: 0.5 };

const ARTICLES_A_DAY = 500;
const QUESTIONS = 2000;
/** How chats are spread: languages, wishes (everything, or one of eight desks), and the hours of their digests, in shares. */
const LANGUAGES = { 'zh-Hans': 0.5, 'zh-Hant': 0.25, en: 0.25 } as const;
const EVERYTHING = 0.68;
const DESKS = SECTIONS.slice(0, 8).map(({ key }) => key);
const HOURS = { 7: 0.15, 8: 0.5, 9: 0.15, 12: 0.1, 18: 0.1 } as const;

const articleRow = z.object({
  ...{ doc_id: z.string(), title: z.string(), text: z.string(), lang: z.string() },
});
const questionRow = z.object({ question: z.string(), doc_id: z.string() });

/**
 * What the model of a day costs: 500 articles a day of D_qa from 50 sources, 1,000 chats in three languages with digests at their hours,
 * 2,000 questions. Everything is made by the real code; the model is one that only counts (see day-cost/count-model.ts), with an estimate
 * that is high. Beside it the same day where every chat has its own edition, and every edition its own summaries.
 */
export async function runDayCostBench(dataFolder: string, chats: number): Promise<BenchReport> {
  const report: BenchReport = { name: 'day-cost', rows: [], summary: {}, skipped: [] };
  const folder = [dataFolder, join(dataFolder, 'D_qa')].find((each) =>
    existsSync(join(each, 'articles.jsonl')),
  );
  if (folder === undefined) {
    report.skipped.push(`No D_qa in ${dataFolder}: its articles.jsonl is not there.`);
    return report;
  }
  const articles = readArticles(join(folder, 'articles.jsonl'));
  const { model, calls, costs } = createCountingModel(await loadPrompts());
  const now = () => MIDNIGHT;
  const store = await createSqliteStore({ path: ':memory:', now });
  await store.importArticles({ source: 'D_qa', articles });
  const editor = createEditor({ model, ledger: store.model, hourlyAnswers: QUESTIONS, now });
  const editions = createEditionKeeper({ store, onUnsaved: () => {} });

  const costOf = (key: string): CountedCall[] => costs.get(key) ?? [];
  const alone: CountedCall[][] = [];
  let built = 0;
  for (const language of readerLanguages)
    for (const [hour, share] of Object.entries(HOURS))
      for (const topic of [null, ...DESKS]) {
        const wish = topic === null ? EVERYTHING : (1 - EVERYTHING) / DESKS.length;
        const those = chats * LANGUAGES[language] * share * wish;
        const to = MIDNIGHT + Number(hour) * HOUR;
        const before = calls.length;
        const { sections } = await buildEdition(
          { store, editions, editor, now },
          {
            window: { from: to - DAY, to, fromDay: dayOf(to - DAY, 'UTC'), toDay: dayOf(to + DAY, 'UTC') },
            ...{ span: { from: to - DAY, to }, seen: { after: to - DAY, upTo: to }, muted: [] },
            ...{ topics: topic === null ? [] : [topic], language, length: 'standard', isPosted: true },
            createdAt: new Date(to).toISOString(),
          },
        );
        built += 1;
        const overview = calls.slice(before).filter(({ task }) => task === 'edition-overview');
        const stories = sections.flatMap((section) => section.stories);
        const each = stories.flatMap(({ articles: [article] }) =>
          costOf(`${nameLanguage(language)}\n${article?.title.replace(/\s+/gu, ' ').trim()}`),
        );
        alone.push([...each, ...overview].map((call) => scale(call, those)));
      }
  const digestCalls = calls.length;
  const newsroom = createNewsroom({ store, clock: { now }, onUnsaved: () => {}, editor });
  const questions = readQuestions(join(folder, 'questions.jsonl'), new Set(articles.map(({ id }) => id)));
  for (const question of questions)
    await newsroom.ask(question, {
      reader: { language: 'zh-Hans', zone: 'UTC', asker: { chat: null, person: null } },
    });
  await newsroom.settle();
  await store.close();

  const tasks = Map.groupBy(calls, ({ task }) => task);
  report.rows = [...tasks].map(([task, these]) => ({
    ...{ task, calls: these.length, ...sum(these) },
    ...describeOver(these.map(({ over }) => over)),
  }));
  const shared = sum(calls);
  const answers = calls.slice(digestCalls);
  const unshared = sum([...alone.flat(), ...answers]);
  report.summary = {
    ...{ chats, 'articles a day': ARTICLES_A_DAY, questions: questions.length, 'editions built': built },
    'tokens of the day': shared['input tokens'] + shared['output tokens'],
    'dollars of the day': shared.dollars,
    'tokens without sharing and caching': unshared['input tokens'] + unshared['output tokens'],
    'dollars without sharing and caching': unshared.dollars,
    'times as much without': unshared.dollars / shared.dollars,
    'dollars a question': sum(answers).dollars / Math.max(1, questions.length),
    'prompts under their estimate': calls.filter(({ over }) => over >= 1).length / calls.length,
    ...compareTexts(join(folder, 'articles.jsonl')),
  };
  return report;
}

function scale({ input, output, ...call }: CountedCall, times: number): CountedCall {
  return { ...call, input: input * times, output: output * times };
}

function describeOver(over: readonly number[]): Record<string, number> {
  const mean = over.reduce((total, each) => total + each, 0) / Math.max(1, over.length);
  return { 'estimate / o200k': mean, least: over.reduce((least, each) => Math.min(least, each), Infinity) };
}

/** The estimate over what o200k counts, of articles alone by their language. */
function compareTexts(file: string): Record<string, number> {
  const texts = Map.groupBy(readLines(file, articleRow), ({ lang }) => lang);
  return Object.fromEntries(
    [...texts].flatMap(([language, rows]) =>
      Object.entries(describeOver(rows.map(({ text }) => compareEstimate(text)))).map(([name, value]) => [
        `articles in ${language}: ${name}`,
        value,
      ]),
    ),
  );
}

function sum(calls: readonly CountedCall[]): {
  'input tokens': number;
  'output tokens': number;
  dollars: number;
} {
  const input = Math.round(calls.reduce((total, call) => total + call.input, 0));
  const output = Math.round(calls.reduce((total, call) => total + call.output, 0));
  const dollars = (input * PRICES.input + output * PRICES.output) / 1e6;
  return { 'input tokens': input, 'output tokens': output, dollars };
}

/** Two days of articles, from 50 sources, first seen evenly up to the last digest of the day. */
function readArticles(file: string): Article[] {
  const some = readLines(file, articleRow).slice(0, 2 * ARTICLES_A_DAY);
  const last = MIDNIGHT + 18 * HOUR;
  return some.map(({ doc_id, title, text }, index) => {
    const seenAt = new Date(last - ((index * 37) % some.length) * ((2 * DAY) / some.length)).toISOString();
    const draft = {
      ...{ givenId: doc_id, title, body: text, publisher: null, url: null, publishedAt: seenAt },
      ...{ paragraphs: [{ start: 0, end: text.length, kind: 'text' as const }], hashtags: [] },
      ...{ truncated: false, range: { start: 0, end: text.length } },
    };
    return completeArticle(draft, {
      ...{ source: `source ${index % 50}`, firstSeenAt: seenAt, extractTerms: () => [] },
    });
  });
}

function readQuestions(file: string, ids: ReadonlySet<string>): string[] {
  const asked = readLines(file, questionRow).filter(({ doc_id }) => ids.has(doc_id));
  const every = Math.max(1, Math.floor(asked.length / QUESTIONS));
  return asked
    .filter((_, index) => index % every === 0)
    .slice(0, QUESTIONS)
    .map(({ question }) => question);
}

function readLines<Row>(file: string, schema: z.ZodType<Row>): Row[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => schema.parse(JSON.parse(line)));
}
