import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ReaderLanguage } from '../../src/core/model/reader-language.ts';
import { splitSentences } from '../../src/core/text/sentences.ts';
import { type Half, halfOf } from './split-halves.ts';

const articleSchema = z.object({
  doc_id: z.string(),
  set: z.string(),
  title: z.string().nullable(),
  text: z.string(),
  lang: z.enum(['zh', 'zh-Hant', 'en']),
});
const questionSchema = z.object({
  question: z.string(),
  doc_id: z.string(),
  answers: z.array(z.object({ text: z.string(), start: z.number() })),
});
const summarySchema = z.object({
  id: z.string(),
  dataset: z.string(),
  text: z.string(),
  summary: z.string(),
  systems: z.record(
    z.string(),
    z.object({ summary: z.string(), human: z.object({ Factuality: z.number() }).optional() }),
  ),
});
export type SummaryCase = z.infer<typeof summarySchema>;

export type NameKind = 'who' | 'where' | 'capitals';

/** An article of the data as the bench uses it. */
export interface BenchText {
  id: string;
  half: Half;
  language: ReaderLanguage;
  title: string;
  sentences: string[];
  /** Names in it by kind: what a person marked as the answer to a question of who or where, or what is plain by its capitals. */
  names: Record<NameKind, string[]>;
  /** What people asked about it, in their own words. */
  questions: string[];
  /** The id of the article that is its translation. */
  translation: string | null;
}

async function readLines<Row>(path: string, schema: z.ZodType<Row>): Promise<Row[]> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => schema.parse(JSON.parse(line)));
}

const WHO = /谁|誰|何人|什么人|什麼人|哪(?:一|個|个)?(?:位|人|個人|个人)|\bwho(?:m)?\b/iu;
const WHERE =
  /哪(?:里|裡|儿|國|国|個國|个国|个城|個城|座城|一座城|個地|个地)|何处|何處|什么地方|什麼地方|\bwhere\b|\bwhich (?:city|country|town|region)\b/iu;

// 路易·勒沃; 在长春市, with what parts it from other words on both sides.
const DOTTED = /(?<!\p{Script=Han})\p{Script=Han}{1,5}[·•・]\p{Script=Han}{1,5}(?!\p{Script=Han}|[·•・])/gu;
const PLACE =
  /(?<=[在於于往至自、，。])(?!其|该|該|本|全|各|一|这|這)\p{Script=Han}{2,3}[市省縣县州](?=[、，。的])/gu;

/** The articles with questions (folder D_qa) and those with summaries (C_summ); throws where a line is not what the data README says. */
export async function readTexts(folder: string): Promise<{ texts: BenchText[]; summaries: SummaryCase[] }> {
  const articles = await readLines(join(folder, 'D_qa', 'articles.jsonl'), articleSchema);
  const questions = await readLines(join(folder, 'D_qa', 'questions.jsonl'), questionSchema);
  const summaries = await readLines(join(folder, 'C_summ', 'frank_cnndm_xsum.jsonl'), summarySchema);
  // Words that some article writes small are no names, whatever a headline does with them.
  const english = [...articles.filter(({ lang }) => lang === 'en'), ...summaries].map(({ text }) => text);
  const lower = new Set(english.flatMap((text) => text.match(/\b\p{Ll}{2,}\b/gu) ?? []));
  const byArticle = Map.groupBy(questions, ({ doc_id }) => doc_id);
  const texts = articles.map(({ doc_id: id, title, text, lang }): BenchText => {
    const asked = byArticle.get(id) ?? [];
    const answersTo = (pattern: RegExp) => {
      const answers = asked
        .filter(({ question }) => pattern.test(question))
        .flatMap((row) => row.answers.map((answer) => answer.text));
      return [...new Set(answers)].filter((name) => isName(name));
    };
    return {
      id,
      half: halfOf(bareId(id)),
      language: lang === 'zh' ? 'zh-Hans' : lang,
      title: (title ?? '').replaceAll('_', ' '),
      sentences: sentencesOf(text),
      names: {
        who: [...new Set([...answersTo(WHO), ...plainNames(text, DOTTED)])],
        where: [...new Set([...answersTo(WHERE), ...plainNames(text, PLACE)])],
        capitals: lang === 'en' ? capitalNames(text, lower) : [],
      },
      questions: asked.map(({ question }) => question),
      translation: id.startsWith('xquad:en')
        ? id.replace('en', 'zh')
        : id.startsWith('xquad:zh')
          ? id.replace('zh', 'en')
          : null,
    };
  });
  for (const { id, text } of summaries)
    texts.push({
      id,
      half: halfOf(id),
      language: 'en',
      title: '',
      sentences: sentencesOf(text),
      names: { who: [], where: [], capitals: capitalNames(text, lower) },
      questions: [],
      translation: null,
    });
  return { texts, summaries };
}

/** Translations of each other belong to one half. */
function bareId(id: string): string {
  return id.replace(/^xquad:(?:zh|en)/, 'xquad');
}

function sentencesOf(text: string): string[] {
  return splitSentences(text)
    .map(({ start, end }) => text.slice(start, end))
    .filter((sentence) => sentence.length >= 12 && sentence.length <= 600);
}

function isName(text: string): boolean {
  if (/\p{N}/u.test(text)) return false;
  if (/^[\p{Script=Han}·•]{2,8}$/u.test(text)) return !/[的和与與是在一个個们們]/u.test(text);
  return /^(?:\p{Lu}[\p{L}'’-]+)(?: \p{Lu}[\p{L}'’-]+){0,3}$/u.test(text);
}

function plainNames(text: string, pattern: RegExp): string[] {
  return text.match(pattern) ?? [];
}

function capitalNames(text: string, lower: ReadonlySet<string>): string[] {
  const found = text.matchAll(/(?<=[a-z,] )\p{Lu}\p{Ll}{2,}(?: \p{Lu}\p{Ll}{2,}){0,2}(?= [a-z])/gu);
  const plain =
    /^(?:The|Mr|Mrs|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December)\b/;
  return [...new Set([...found].map(([name]) => name))].filter(
    (name) => !plain.test(name) && !name.split(' ').some((word) => lower.has(word.toLowerCase())),
  );
}
