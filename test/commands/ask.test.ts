import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readerLanguages } from '../../src/commands/create-translator.ts';
import type { AnswerSentence } from '../../src/core/model/output.ts';
import { citeFirst, createFakeServices, fakeArticles } from '../fakes/fake-services.ts';
import { GROUP, talkIn } from './answer-in-chat.ts';

const [main, ...others] = fakeArticles.flatMap((article) => citeFirst(article).slice(0, 1));

describe('an answer of sources that differ', () => {
  it('says so before what the others say, and lists them all with publisher and time', async () => {
    assert.ok(main);
    for (const language of readerLanguages) {
      const sentences: AnswerSentence[] = [
        main,
        ...others.map((sentence, index) => ({
          ...sentence,
          differs: { from: 0, published: (['earlier', 'later'] as const)[index] ?? ('later' as const) },
        })),
      ];
      const services = {
        ...createFakeServices(fakeArticles),
        ask: async (question: string) => ({
          ...{ question, answered: true, sentences, articles: [], nearestTopics: [] },
          generator: 'extractive',
        }),
      };
      const { blocks } = await talkIn(GROUP, { services, language }).say('/ask 多少人？');
      assert.deepEqual(
        blocks.map(({ kind }) => kind),
        ['sentences', 'paragraph', 'sentences', 'paragraph', 'sentences', 'sources'],
      );
      const intros = blocks.flatMap((block) => (block.kind === 'paragraph' ? block.text : []));
      assert.equal(new Set(intros).size, 2);
      for (const intro of intros) assert.match(intro, /differ|说法不一|說法不一/u);
      const sources = blocks.flatMap((block) => (block.kind === 'sources' ? block.sources : []));
      assert.deepEqual(
        sources.map(({ articleId }) => articleId),
        fakeArticles.map(({ id }) => id),
      );
    }
  });
});
