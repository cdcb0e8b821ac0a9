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
    assert.deepEqual(pick('Nearly 40% of the boats were lost.'), ['Nearly 40% of the boats']);
  });

  it('prefers counts, sums and shares to dates, times and ordinals', () => {
    assert.deepEqual(pick('3月25日10时30分，第7场发布会召开，投资260万元。').length, 1);
    assert.match(pick('3月25日10时30分，第7场发布会召开，投资260万元。').join(), /260万元$/u);
  });

  it('ends the name of what is counted where something is said of it', () => {
    assert.deepEqual(pick('3家孵化载体得到认定，5家企业已投产，600余名专家学者围绕主题发言。'), [
      '3家孵化载体',
      '5家企业',
      '600余名专家学者',
    ]);
    assert.deepEqual(pick('4个核酸检测点同时开放，2家養老院認定為示範單位，約1500人提供服務。'), [
      '4个核酸检测点',
      '2家養老院',
      '約1500人',
    ]);
    assert.deepEqual(pick('书店卖出3盒人参和2个基地的产品。').slice(0, 1), ['3盒人参']);
  });

  it('leaves the place out that has what is counted, and words that only lead to the figure', () => {
    assert.deepEqual(pick('沣东新城已经有12家药店，其中老城区有8家诊所。'), ['12家药店', '8家诊所']);
    assert.deepEqual(pick('近一年创作的20部，公司以109亿港元成交。'), ['109亿港元']);
    assert.deepEqual(pick('下沉的党员干部共有59026名。'), ['党员干部共有59026名']);
    assert.deepEqual(pick('占全部投资的89.4%，重量只有100克。'), ['占全部投资的89.4%', '重量只有100克']);
  });

  it('gives a number with its unit alone where the unit tells, and else nothing', () => {
    assert.deepEqual(pick('这样的平台，新城已经有10多个，服务企业300家。'), ['服务企业300家']);
    assert.deepEqual(pick('4,159张，另有26枚，投资260万元。'), ['投资260万元']);
    assert.deepEqual(pick('26枚，都很旧。目前有10余个，两人分别身披20与22号。'), []);
    assert.deepEqual(pick('约2000名身着表演服的学生，109亿港元。'), ['约2000名', '109亿港元']);
    assert.deepEqual(pick('跑道尽头100米处。'), ['100米']);
  });

  it('ends a name only where it can tell its end', () => {
    assert.deepEqual(pick('大会收到135篇学术论文参评，3家载体认定为省级，8个重大专项启动。'), [
      '135篇学术论文',
      '3家载体',
      '8个重大专项',
    ]);
    assert.deepEqual(pick('含光800性能提升，9取代8，微软漏洞缓解绕过全球两个10万美元。'), ['10万美元']);
  });

  it('says what a share, a sum or a measure is of, where the sentence does', () => {
    assert.deepEqual(
      pick('接种率达85.2%，售价为5999元，占总人数的30%，80%的受访者满意，4万平方米的场地。', 9),
      ['接种率达85.2%', '售价为5999元', '占总人数的30%', '80%的受访者', '4万平方米的场地'],
    );
    assert.deepEqual(pick('Profits rose by 12%, it said. It hired 40 primary school teachers.'), [
      'rose by 12%',
      '40 primary school teachers',
    ]);
  });

  it('gives a figure once, however it is named', () => {
    assert.deepEqual(pick('单项奖金100万美元。每个单项奖金为100万美元。'), ['单项奖金100万美元']);
    assert.deepEqual(pick('They planted 40,000 trees. The 40,000 native trees grew.'), ['40,000 trees']);
  });

  it('gives no dates, years, eras, models, ages in a word or scores', () => {
    for (const body of [
      '发布会定于3月25日召开，2012-2013年停办。',
      '20世纪70年代，波音747客机投入使用。',
      '洪武二十三年，民国26年，598年。',
      'The 31-year-old won 6-2 in 2003.',
      '第一部长召开第7场会议。',
    ])
      assert.deepEqual(pick(body), [], body);
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
