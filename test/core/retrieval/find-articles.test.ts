import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findArticles } from '../../../src/core/retrieval/find-articles.ts';
import { buildArticle } from '../../build-article.ts';
import { createMemoryArticleIndex } from '../../fakes/memory-article-index.ts';
import { articles } from './articles-for-retrieval.ts';

const store = createMemoryArticleIndex(articles);
const first = async (query: string): Promise<string | undefined> =>
  (await findArticles({ store }, query, { limit: 5 }))[0]?.article.id;

describe('findArticles', () => {
  it('finds the article that a question is about among its neighbours', async () => {
    assert.equal(await first('青石大桥有多长？'), 'bridge');
    assert.equal(await first('青石隧道什么时候完工？'), 'tunnel');
    assert.equal(await first('How much did the repairs of the ferry cost?'), 'harbour');
  });

  it('finds Traditional text by a Simplified question and the other way round', async () => {
    assert.equal(await first('东湖图书馆的藏书有多少？'), 'library');
    assert.equal(await first('青石大橋由誰設計？'), 'bridge');
  });

  it('finds an English word in another form, and mixed words', async () => {
    assert.equal(await first('replacing an engine'), 'harbour');
    assert.equal(await first('c++'), 'robot');
  });

  it('prefers the passage that has the words together over one that has them far apart', async () => {
    const filler = '今天天气晴朗，大家都很高兴。'.repeat(12);
    const both = [
      buildArticle({
        id: 'apart',
        title: '甲',
        body: `南山植物园举行活动。${filler}市民看到了郁金香。${filler}`,
      }),
      buildArticle({
        id: 'together',
        title: '乙',
        body: `${filler}南山植物园的郁金香开了。${filler}${filler}`,
      }),
    ];
    const [best] = await findArticles({ store: createMemoryArticleIndex(both) }, '南山植物园的郁金香', {
      limit: 1,
    });
    assert.equal(best?.article.id, 'together');
  });

  it('gives nothing for a query without a word, and no more than asked for', async () => {
    for (const query of ['', '   ', '？！', '😀', '"\'`;--']) assert.equal(await first(query), undefined);
    assert.equal((await findArticles({ store }, '青石', { limit: 1 })).length, 1);
  });

  it('gives as many as are asked for where there are as many', async () => {
    const many = Array.from({ length: 90 }, (_, index) =>
      buildArticle({ title: `青石${index}`, body: '青石板路' }),
    );
    const found = await findArticles({ store: createMemoryArticleIndex(many) }, '青石', { limit: 70 });
    assert.equal(found.length, 70);
  });

  it('bounds what it asks of the store for a huge query', async () => {
    let asked = 0;
    let looked = 0;
    const counting: typeof store = {
      countTerms: (terms) => {
        asked = terms.length;
        return store.countTerms(terms);
      },
      findCandidates: (query) => {
        looked = query.terms.length;
        return store.findCandidates(query);
      },
    };
    await findArticles(
      { store: counting },
      articles
        .map(({ body }) => body)
        .join('')
        .repeat(30),
      { limit: 5 },
    );
    assert.ok(asked > 0 && asked <= 200);
    assert.ok(looked > 0 && looked <= 32);
  });
});
