import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { pickKeyFigures } from '../../../src/core/summary/pick-key-figures.ts';
import { summariseArticle } from '../../../src/core/summary/summarise-article.ts';
import { buildArticle } from '../../build-article.ts';

const pick = (body: string, limit = 5): string[] => pickKeyFigures(buildArticle({ body }), [], limit);

describe('pickKeyFigures', () => {
  it('names what is counted, after the figure or before it', () => {
    assert.deepEqual(pick('全市组建了6018个服务小组，在孵企业608家，总面积34.6万平方米。'), [
      '6018个服务小组',
      '在孵企业608家',
      '总面积34.6万平方米',
    ]);
    assert.deepEqual(pick('今年前三季度，全市出口额同比增长12.5%。'), ['全市出口额同比增长12.5%']);
    assert.deepEqual(pick('The survey of 1,200 parents cost £3.5m.'), ['1,200 parents', '£3.5m']);
  });

  it('keeps what makes a figure rough', () => {
    assert.deepEqual(pick('展览吸引近3000人参观。').join().includes('近3000'), true);
    assert.deepEqual(pick('Nearly 40% of the boats were lost.'), ['Nearly 40%']);
  });

  it('prefers counts, sums and shares to dates, times and ordinals', () => {
    assert.deepEqual(pick('3月25日10时30分，第7场发布会召开，投资260万元。').length, 1);
    assert.match(pick('3月25日10时30分，第7场发布会召开，投资260万元。').join(), /260万元$/u);
  });

  it('gives dates where nothing is counted', () => {
    assert.match(pick('发布会定于3月25日召开。').join(), /3月25日/u);
  });

  it('leaves turns of speech out', () => {
    assert.deepEqual(pick('他是一个好人，有两个朋友。'), []);
    assert.deepEqual(pick('Two men and a boat.'), []);
  });

  it('takes those of the summary first, then the weightiest of the body, each once', () => {
    const article = buildArticle({
      body: '图书馆藏书1.2万册。\n\n全馆共有座位80个，接待读者26万人次，接待读者26万人次，停车位12个。',
    });
    const quote = '图书馆藏书1.2万册。';
    const sentences = [
      { text: quote, citations: [{ articleId: article.id, start: 0, end: quote.length, quote }] },
    ];
    const figures = pickKeyFigures(article, sentences, 2);
    assert.match(figures[0] ?? '', /1\.2万册/u);
    assert.match(figures[1] ?? '', /26万人次/u);
    assert.equal(figures.length, 2);
  });

  it('gives no more than asked for, each literally in the body, for any text', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '约',
        '近',
        '总面积',
        '12',
        '3.5',
        '万',
        '亿元',
        '%',
        '个',
        '人',
        '小组',
        '年',
        '月',
        '日',
        '，',
        '。',
      ),
      fc.constantFrom(' ', 'US$', '1.2bn', 'about ', 'people', '-', '/', '三', '第', '[笑]', '\n\n'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.integer({ min: 0, max: 4 }), (pieces, limit) => {
        const article = buildArticle({ body: pieces.join('') });
        const sentences = summariseArticle(article, { sentences: 2, characters: 100 });
        const figures = pickKeyFigures(article, sentences, limit);
        assert.ok(figures.length <= limit);
        for (const figure of figures) assert.ok(figure !== '' && article.body.includes(figure));
      }),
      { numRuns: 300 },
    );
  });
});
