import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { expectAnswer } from '../../../src/core/ask/expected-answer.ts';
import { pickSentences } from '../../../src/core/ask/pick-sentences.ts';
import { scoreSentences } from '../../../src/core/ask/score-sentences.ts';
import { analyseQuery } from '../../../src/core/retrieval/analyse-query.ts';
import { rankArticles } from '../../../src/core/retrieval/rank-articles.ts';
import { buildArticle } from '../../build-article.ts';
import { createMemoryArticleIndex } from '../../fakes/memory-article-index.ts';

async function score(body: string, question: string, scores: readonly number[]) {
  const store = createMemoryArticleIndex([
    buildArticle({ id: 'only', body }),
    buildArticle({ id: 'other', body: '无关。' }),
  ]);
  const query = await analyseQuery(store, question);
  const [ranked] = await rankArticles(store, query);
  assert.ok(ranked);
  const scored = scoreSentences(query, ranked, { place: 0, behind: 0, expected: expectAnswer(query.folded) });
  return scored.map((sentence, index) => ({ ...sentence, score: scores[index] ?? 0 }));
}
const texts = (picked: Awaited<ReturnType<typeof score>>): string[] =>
  picked.map(({ sentence }) => sentence.text);

describe('pickSentences', () => {
  it('brings the sentence before one that begins with a pronoun', async () => {
    const scored = await score('林望是工程师。他设计了大桥。天气很好。风也不大。', '大桥', [0, 9, 2, 1]);
    assert.deepEqual(texts(pickSentences(scored, { sentences: 2, characters: 100 })), [
      '林望是工程师。',
      '他设计了大桥。',
    ]);
  });

  it('leaves the antecedent out where there is no room', async () => {
    const scored = await score('林望是工程师。他设计了大桥。天气很好。', '大桥', [0, 9, 2]);
    assert.deepEqual(texts(pickSentences(scored, { sentences: 1, characters: 100 })), ['他设计了大桥。']);
    assert.deepEqual(texts(pickSentences(scored, { sentences: 2, characters: 7 })), ['他设计了大桥。']);
  });

  it('does not say the same sentence twice', async () => {
    const scored = await score('大桥通车。大桥通车。大桥很长。', '大桥', [3, 3, 1]);
    assert.deepEqual(texts(pickSentences(scored, { sentences: 2, characters: 100 })), [
      '大桥通车。',
      '大桥很长。',
    ]);
  });
});
