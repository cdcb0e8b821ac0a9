import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Article } from '../../../src/core/model/article.ts';
import type { Sentence } from '../../../src/core/model/output.ts';
import { summariseArticle } from '../../../src/core/summary/summarise-article.ts';
import { stripEmoticons } from '../../../src/core/text/emoticons.ts';
import { buildArticle } from '../../build-article.ts';

const LIBRARY = `“周末终于有地方看书了！”家住南岸小区的陈阿姨说。

3月12日，青河市首座社区无人图书馆在南岸小区建成开放，可容纳80名读者，藏书1.2万册，市民刷身份证即可入馆。

图书馆由闲置车棚改建而成，总投资260万元，全天24小时开放。此外，馆内还为视障读者准备了有声读物。

图为读者在馆内挑选图书。 李明 摄

您想去看看吗？

编者按：本文有删改。

青河市图书馆馆长周宁表示，今年全市计划再建15座无人图书馆，让居民步行15分钟就能借到图书。`;

const FERRY = `Image: passengers board the new ferry. 

The harbour city of Marlow opened an electric ferry line on Monday, cutting the crossing to nine minutes. It replaces two diesel boats that had served the island since 1974. 

"I never thought I would see the day," said Anna Price, a teacher.

The ferry, which carries 240 passengers, will cost the city 12 million pounds over ten years. Is that too much? 

However, the island council expects the electric ferry to bring 30,000 more visitors to Marlow each year.`;

function textsOf(sentences: readonly Sentence[]): string[] {
  return sentences.map(({ text }) => text);
}

function assertCited(article: Article, sentences: readonly Sentence[]): void {
  let last = -1;
  for (const { text, citations } of sentences) {
    assert.equal(citations.length, 1);
    const [citation] = citations;
    assert.ok(citation);
    assert.equal(citation.articleId, article.id);
    assert.equal(article.body.slice(citation.start, citation.end), citation.quote);
    assert.equal(text, stripEmoticons(citation.quote).replace(/\s+/gu, ' ').trim());
    assert.ok(citation.start > last);
    last = citation.start;
  }
}

describe('summariseArticle', () => {
  it('takes the sentences that report, in the order of the article, each its own citation', () => {
    const article = buildArticle({ title: '青河市首座社区无人图书馆开放', body: LIBRARY });
    const sentences = summariseArticle(article, { sentences: 3, characters: 300 });
    assertCited(article, sentences);
    assert.deepEqual(textsOf(sentences), [
      '3月12日，青河市首座社区无人图书馆在南岸小区建成开放，可容纳80名读者，藏书1.2万册，市民刷身份证即可入馆。',
      '图书馆由闲置车棚改建而成，总投资260万元，全天24小时开放。',
      '青河市图书馆馆长周宁表示，今年全市计划再建15座无人图书馆，让居民步行15分钟就能借到图书。',
    ]);
  });

  it('does so in English', () => {
    const article = buildArticle({ title: 'Marlow opens electric ferry line', body: FERRY, language: 'en' });
    const sentences = summariseArticle(article, { sentences: 2, characters: 300 });
    assertCited(article, sentences);
    assert.deepEqual(textsOf(sentences), [
      'The harbour city of Marlow opened an electric ferry line on Monday, cutting the crossing to nine minutes.',
      'The ferry, which carries 240 passengers, will cost the city 12 million pounds over ten years.',
    ]);
  });

  it('takes no quotation, question, caption, note or subheading while a sentence of the report fits', () => {
    for (const body of [LIBRARY, FERRY]) {
      const article = buildArticle({ title: '', body });
      const sentences = summariseArticle(article, { sentences: 20, characters: 5_000 });
      assertCited(article, sentences);
      assert.doesNotMatch(
        textsOf(sentences).join('\n'),
        /终于|图为|想去|编者按|Image|never thought|too much/u,
      );
    }
  });

  it('takes no subheading, however many of the words it holds', () => {
    const subheading = '青河无人图书馆建成开放青河无人图书馆';
    const body = `${subheading}\n\n青河无人图书馆昨天建成开放，首日接待了900名读者。`;
    const paragraphs: Article['paragraphs'] = [
      { start: 0, end: subheading.length, kind: 'subheading' },
      { start: subheading.length + 2, end: body.length, kind: 'text' },
    ];
    const article = buildArticle({ title: '青河无人图书馆', body, paragraphs });
    assert.deepEqual(textsOf(summariseArticle(article, { sentences: 3, characters: 200 })), [
      body.slice(subheading.length + 2),
    ]);
  });

  it('takes a sentence that starts with a pronoun only together with the one before it', () => {
    for (const body of [LIBRARY, FERRY]) {
      const article = buildArticle({ title: '', body });
      for (const count of [1, 2, 3, 4, 5, 6]) {
        const text = textsOf(summariseArticle(article, { sentences: count, characters: 2_000 })).join('\n');
        if (text.includes('此外，馆内')) assert.match(text, /全天24小时开放。\n此外/u);
        if (text.includes('It replaces')) assert.match(text, /nine minutes\.\nIt replaces/u);
      }
      assert.match(
        textsOf(summariseArticle(article, { sentences: 20, characters: 5_000 })).join('\n'),
        /。\n此外|minutes\.\nIt/u,
      );
    }
  });

  it('never starts with a sentence that leans on one that is not there', () => {
    const body =
      'He said the bridge over the Tarn would stay closed for the winter. The bridge over the Tarn was built in 1911 and carries 4,000 cars a day.';
    const article = buildArticle({ title: 'Bridge over the Tarn to stay closed for the winter', body });
    assert.deepEqual(textsOf(summariseArticle(article, { sentences: 3, characters: 500 })), [
      'The bridge over the Tarn was built in 1911 and carries 4,000 cars a day.',
    ]);
  });

  it('says nothing twice', () => {
    const fact = '新桥全长1.8公里，双向六车道，总投资9.6亿元，预计明年10月通车。';
    const body = `${fact}\n\n${fact}\n\n桥梁由市交通集团承建，目前已完成主塔封顶施工。\n\n${fact}`;
    const sentences = summariseArticle(buildArticle({ title: '', body }), {
      sentences: 3,
      characters: 500,
    });
    assert.equal(textsOf(sentences).filter((text) => text === fact).length, 1);
    assert.equal(sentences.length, 2);
  });

  it('gives the lead alone where it takes up the title, the sentence that covers most where it does not', () => {
    const lead = '青河市首座无人图书馆昨天在南岸小区建成开放，市民刷身份证即可入馆。';
    const rest = '馆内有儿童阅览区、老年阅览区和自习区，儿童阅览区有绘本8000册，自习区有座位200个。';
    const body = `${lead}${rest}儿童阅览区和老年阅览区周末延长开放，自习区全天开放。`;
    const alone = (title: string): string =>
      textsOf(summariseArticle(buildArticle({ title, body }), { sentences: 1, characters: 200 })).join();
    assert.equal(alone('青河无人图书馆开放'), lead);
    assert.equal(alone(''), rest);
  });

  it('leaves the dateline and the agency out', () => {
    const cases = [
      ['新华社北京3月5日电（记者张三）全国铁路今年计划新开工项目26个，投产新线3000公里。', '全国铁路'],
      ['本报讯 市气象局昨天发布今年首个高温橙色预警，最高气温将达37摄氏度。', '市气象局'],
      ['青河3月12日电（通讯员 李四 王五）青河大桥主桥今天上午顺利合龙，全长1.8公里。', '青河大桥'],
      [
        'LONDON (Reuters) - Shares in the rail operator fell 12% on Tuesday after a profit warning.',
        'Shares',
      ],
      ['(CNN) The mayor of Marlow said on Monday that the ferry would open in May.', 'The mayor'],
    ] as const;
    for (const [body, start] of cases) {
      const article = buildArticle({ title: '', body });
      const sentences = summariseArticle(article, { sentences: 1, characters: 200 });
      assertCited(article, sentences);
      assert.ok(sentences[0]?.text.startsWith(start), sentences[0]?.text);
    }
  });

  it('passes over a sentence longer than the whole allowance', () => {
    const long = `青河市${'公园、河道、广场、'.repeat(40)}图书馆全部开放。`;
    const short = '青河市图书馆今年将新增15座分馆。';
    const article = buildArticle({ title: '青河市图书馆', body: `${long}\n\n${short}` });
    assert.deepEqual(textsOf(summariseArticle(article, { sentences: 3, characters: 60 })), [short]);
  });

  it('gives an article of one sentence whole, whatever the sentence is', () => {
    for (const body of [
      '市图书馆明天闭馆一天，后天恢复开放。',
      '您读书了吗？',
      '他来了。',
      'He left.',
      '短讯',
      '“我们赢了！”',
    ]) {
      const article = buildArticle({ title: '', body });
      const sentences = summariseArticle(article, { sentences: 3, characters: 10 });
      assertCited(article, sentences);
      assert.deepEqual(textsOf(sentences), [body]);
    }
  });

  it('finds sentences in a text whose lines end without marks', () => {
    const body = '青河市图书馆本周六起延长开放时间\n开放时间改为早8时至晚10时\n周一照常闭馆整理图书';
    const sentences = summariseArticle(buildArticle({ title: '', body }), { sentences: 3, characters: 200 });
    assert.deepEqual(textsOf(sentences), body.split('\n'));
  });

  it('reads an article whose paragraphs are not marked', () => {
    const article = buildArticle({ title: '', body: LIBRARY, paragraphs: [] });
    const sentences = summariseArticle(article, { sentences: 1, characters: 300 });
    assertCited(article, sentences);
    assert.match(textsOf(sentences).join(), /无人图书馆/u);
  });

  it('parts captions that were glued to the next sentence', () => {
    const body =
      'The old lighthouse at Marlow was lit again on Friday night after a repair that took the small town eleven years ' +
      'and more than two million pounds of its own money The lamp was brought back from a museum in the north and carried up the tower by hand.';
    const article = buildArticle({ title: '', body });
    const sentences = summariseArticle(article, { sentences: 1, characters: 180 });
    assertCited(article, sentences);
    assert.ok((sentences[0]?.text.length ?? 999) < 180);
  });

  it('shows no emoticons and cites them', () => {
    const body = '青河大桥[哈哈]昨天终于合龙，全长1.8公里[羞嗒嗒]。';
    const article = buildArticle({ title: '', body });
    const [sentence] = summariseArticle(article, { sentences: 1, characters: 100 });
    assert.equal(sentence?.text, '青河大桥昨天终于合龙，全长1.8公里。');
    assert.equal(sentence?.citations[0]?.quote, body);
  });

  it('is empty for an article without a letter', () => {
    for (const body of ['', ' \n ', '……', '。。。!!']) {
      assert.deepEqual(
        summariseArticle(buildArticle({ title: '', body }), { sentences: 3, characters: 9 }),
        [],
      );
    }
  });

  it('cuts a text that has no end of sentence within what is asked for or 600 characters', () => {
    for (const body of ['字'.repeat(1_000_000), 'word '.repeat(200_000), '😀字'.repeat(300_000)]) {
      const article = buildArticle({ title: '', body });
      const sentences = summariseArticle(article, { sentences: 3, characters: 300 });
      assertCited(article, sentences);
      assert.equal(sentences.length, 1);
      assert.ok((sentences[0]?.text.length ?? 0) <= 600);
      assert.ok(sentences[0]?.text.isWellFormed());
    }
  });

  it('looks at the head and the end of an article of a hundred thousand sentences', () => {
    const body = Array.from(
      { length: 100_000 },
      (_, index) => `第${index}号仓库今天入库粮食${index}吨。`,
    ).join('');
    const article = buildArticle({ title: '', body });
    const sentences = summariseArticle(article, { sentences: 5, characters: 300 });
    assertCited(article, sentences);
    assert.ok(sentences.length >= 1);
  });

  it('keeps to the length and cites what stands in the body, for any text', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '。',
        '！',
        '？',
        '. ',
        '”',
        '“',
        '"',
        "'",
        '\n',
        '\n\n',
        '……',
        '：',
        '，',
        '(',
        ')',
        ' ',
      ),
      fc.constantFrom(
        '图书馆今天开放',
        '他说',
        '此外',
        '编者按：',
        '图为',
        '3月5日',
        '1.2万册',
        '我们',
        '[笑]',
        '《',
      ),
      fc.constantFrom(
        'The ferry opened',
        'He said',
        'However, ',
        'By Anna',
        'Mr.',
        'U.S.',
        'Image: ',
        'is',
        '12%',
      ),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 60 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 400 }),
        (pieces, count, characters) => {
          const article = buildArticle({ title: '图书馆', body: pieces.join('') });
          const sentences = summariseArticle(article, { sentences: count, characters });
          assertCited(article, sentences);
          assert.ok(sentences.length <= count);
          const size = sentences.reduce((sum, { text }) => sum + text.length, 0);
          assert.ok(size <= characters || sentences.length === 1);
        },
      ),
      { numRuns: 300 },
    );
  });
});
