import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { answerQuestion } from '../../../src/core/ask/answer-question.ts';
import { askOutputSchema } from '../../../src/core/model/output.ts';
import { createMemoryArticleIndex } from '../../fakes/memory-article-index.ts';
import { articles } from '../retrieval/articles-for-retrieval.ts';

const store = createMemoryArticleIndex(articles);
const length = { sentences: 3, characters: 600 };
const ask = (question: string, options = length) => answerQuestion({ store }, question, options);
const answer = async (question: string): Promise<string> =>
  (await ask(question)).sentences.map(({ text }) => text).join('');

describe('answerQuestion', () => {
  it('answers with sentences of the article that the question is about', async () => {
    assert.match(await answer('青石大桥全长多少米？'), /1268米/);
    assert.match(await answer('青石隧道总投资多少亿元？'), /12\.5亿元/);
    assert.match(await answer('How many passengers does the ferry carry?'), /300 passengers/);
  });

  it('answers across scripts, in the words of the article', async () => {
    assert.match(await answer('东湖图书馆新馆藏书多少册？'), /46萬冊/);
  });

  it('cites every sentence word for word', async () => {
    const { sentences, answered } = await ask('青石大桥是谁设计的？');
    assert.ok(answered && sentences.length > 0 && sentences.length <= 3);
    for (const { text, citations } of sentences)
      for (const { articleId, start, end, quote } of citations) {
        const body = articles.find(({ id }) => id === articleId)?.body;
        assert.equal(body?.slice(start, end), quote);
        assert.equal(text, quote);
      }
  });

  it('gives the sentences of one article in the order of its text', async () => {
    const { sentences } = await ask('青石大桥通车施工用了几年？');
    const starts = sentences.flatMap(({ citations }) =>
      citations.filter(({ articleId }) => articleId === 'bridge').map(({ start }) => start),
    );
    assert.deepEqual(
      starts,
      starts.toSorted((a, b) => a - b),
    );
  });

  it('keeps to the number of sentences and characters, but gives one sentence at least', async () => {
    const { sentences } = await ask('青石大桥全长多少米？', { sentences: 2, characters: 1 });
    assert.equal(sentences.length, 1);
    assert.equal((await ask('青石大桥全长多少米？', { sentences: 1, characters: 600 })).sentences.length, 1);
  });

  it('says that it has no answer, and offers topics, where no article bears on the question', async () => {
    const { answered, sentences } = await ask('火星探测器的着陆点在哪里？');
    assert.equal(answered, false);
    assert.deepEqual(sentences, []);
    const near = await ask('青石镇的小学明年招收多少名新生和教师？');
    assert.equal(near.answered, false);
    assert.ok(near.nearestTopics.length > 0);
  });

  it('does not answer what names nothing', async () => {
    const questions = ['', '？', '什么？', '为什么呢', 'what is it?', 'how many', '😀'];
    for (const question of [
      ...questions,
      '最近有什么新闻',
      '今天发生了什么事？',
      "what's new?",
      'any news today',
    ])
      assert.equal((await ask(question)).answered, false);
  });

  it('gives a valid output in bounded work for any question', async () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom('青石', '大桥', '多少', '"', 'the', 'ferry', '\0', ' OR ', '-'),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join('')),
        async (question) => {
          assert.deepEqual(askOutputSchema.safeParse(await ask(question)).error, undefined);
        },
      ),
    );
    assert.equal((await ask('青石大桥全长多少米'.repeat(2000))).question.length, 18_000);
  });

  it('answers nothing from an empty store', async () => {
    const empty = createMemoryArticleIndex([]);
    const output = await answerQuestion({ store: empty }, '青石大桥全长多少米？', length);
    assert.equal(output.answered, false);
    assert.deepEqual(output.articles, []);
  });

  it('goes no further when it is no longer wanted', async () => {
    const stopping = new AbortController();
    const reason = new Error('the reader left');
    let looked = 0;
    const leaving: typeof store = {
      countTerms: (terms) => {
        stopping.abort(reason);
        return store.countTerms(terms);
      },
      findCandidates: (query) => {
        looked += 1;
        return store.findCandidates(query);
      },
    };
    await assert.rejects(
      answerQuestion({ store: leaving }, '青石大桥是谁设计的？', { ...length, signal: stopping.signal }),
      (error) => error === reason,
    );
    assert.equal(looked, 0);
  });
});
