import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { z } from 'zod';
import { answerQuestion } from '../../../src/core/ask/answer-question.ts';
import { findArticles } from '../../../src/core/retrieval/find-articles.ts';
import { buildArticle } from '../../build-article.ts';
import { createMemoryArticleIndex } from '../../fakes/memory-article-index.ts';

const folder = new URL('../../../../shared/data/D_qa/', import.meta.url);
const articleRow = z.object({ doc_id: z.string(), title: z.string(), text: z.string() });
const questionRow = z.object({
  question: z.string(),
  doc_id: z.string(),
  answers: z.array(z.object({ text: z.string() })),
});

function readLines<T>(file: string, schema: z.ZodType<T>): T[] {
  const lines = readFileSync(new URL(file, folder), 'utf8').trim().split('\n');
  return lines.map((line) => schema.parse(JSON.parse(line)));
}

describe('retrieval on real questions', () => {
  it('finds the article and the answer for a sample of D_qa', async (t) => {
    if (!existsSync(folder)) return t.skip('../shared/data/D_qa is not there');
    const rows = readLines('articles.jsonl', articleRow);
    const store = createMemoryArticleIndex(
      rows.map(({ doc_id, title, text }) =>
        buildArticle({ id: doc_id, title, body: text, contentHash: doc_id, language: 'other' }),
      ),
    );
    const sample = readLines('questions.jsonl', questionRow).filter((_, index) => index % 25 === 7);
    let first = 0;
    let inside = 0;
    for (const { question, doc_id, answers } of sample) {
      const [best] = await findArticles({ store }, question, { limit: 1 });
      if (best?.article.id === doc_id) first++;
      const { sentences } = await answerQuestion({ store }, question, { sentences: 3, characters: 600 });
      if (answers.some((answer) => sentences.some(({ text }) => text.includes(answer.text)))) inside++;
    }
    assert.ok(first / sample.length >= 0.93, `the right article first: ${first} of ${sample.length}`);
    assert.ok(inside / sample.length >= 0.88, `the answer inside: ${inside} of ${sample.length}`);
  });
});
