import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Citation, Sentence } from '../../../src/core/model/output.ts';
import { splitSentences } from '../../../src/core/text/sentences.ts';
import { verifySentence, verifySentences } from '../../../src/core/verify/verify-sentences.ts';

const BODY =
  '3月12日，全市有4821名志愿者参加植树[鼓掌]，种下约2.6万棵树，成活率为92.5%。市长说：“我们明年再来。”活动名为《绿色行动》。';
const articles = new Map([
  ['a', { body: BODY }],
  [
    'e',
    {
      body: 'About 300 people, 30 per cent of them children, met on March 5. "It was a great day," said the mayor.',
    },
  ],
]);

function cite(articleId: string, quote: string): Citation {
  const start = articles.get(articleId)?.body.indexOf(quote) ?? -1;
  assert.ok(start >= 0, quote);
  return { articleId, start, end: start + quote.length, quote };
}
const first = cite('a', BODY.slice(0, BODY.indexOf('。') + 1));
const second = cite('a', '市长说：“我们明年再来。”');
const third = cite('a', '活动名为《绿色行动》。');
const english = cite('e', articles.get('e')?.body ?? '');

const reason = (text: string, ...citations: Citation[]) => {
  const verdict = verifySentence({ text, citations }, articles);
  return verdict.backed ? 'backed' : verdict.reason;
};

describe('verifySentence', () => {
  it('takes a sentence that is its citation, also without emoticons and white space', () => {
    assert.equal(reason(first.quote, first), 'backed');
    assert.equal(reason(first.quote.replace('[鼓掌]', ''), first), 'backed');
    assert.equal(reason(` ${first.quote}\n`, first), 'backed');
    assert.equal(reason(first.quote + second.quote, first, second), 'backed');
  });

  it('takes figures in another form, and dates that say less', () => {
    assert.equal(reason('4,821人参加，成活率百分之九十二点五。', first), 'backed');
    assert.equal(reason('活动在3月举行。', first), 'backed');
    assert.equal(reason('三成是儿童，共约300人。', english), 'backed');
  });

  it('takes a rough figure within its rounding', () => {
    assert.equal(reason('约4800名志愿者参加。', first), 'backed');
    assert.equal(reason('4800名志愿者参加。', first), 'figure');
    assert.equal(reason('约4900名志愿者参加。', first), 'figure');
  });

  it('refuses a figure, date or share that the citation does not hold', () => {
    assert.equal(reason('4822名志愿者参加。', first), 'figure');
    assert.equal(reason('3月13日种树。', first), 'figure');
    assert.equal(reason('2022年3月12日种树。', first), 'figure');
    assert.equal(reason('成活率为95.2%。', first), 'figure');
    assert.equal(reason('种下2.6万元。', first), 'figure');
    assert.equal(reason('4821名志愿者参加。', second), 'figure');
  });

  it('finds quoted words and titles in the citation, whatever their width, script and edges', () => {
    assert.equal(reason('市长表示「我們明年再來」。', second), 'backed');
    assert.equal(reason('《綠色行動》开始了。', third), 'backed');
    assert.equal(reason('The mayor called it “a great day”.', english), 'backed');
    assert.equal(reason('市长说“我们……再来”。', second), 'backed');
  });

  it('refuses quoted words that the citation does not hold', () => {
    assert.equal(reason('市长说：“我们后年再来。”', second), 'quotation');
    assert.equal(reason('活动名为《蓝色行动》。', third), 'quotation');
    assert.equal(reason('The mayor said: "It was a gre".', english), 'quotation');
    assert.equal(reason('市长说“再来……我们”。', second), 'quotation');
  });

  it('refuses citations that are none', () => {
    assert.equal(reason('种树。'), 'no-citation');
    for (const broken of [
      { ...first, articleId: 'unknown' },
      { ...first, start: first.start + 1 },
      { ...first, end: BODY.length + 1 },
      { ...first, start: -1 },
      { ...first, start: 0.5 },
      { ...first, quote: '别的' },
    ])
      assert.equal(reason('种树。', first, broken), 'bad-citation');
  });

  it('refuses a citation that cuts a character in two', () => {
    const map = new Map([['x', { body: '好😀的' }]]);
    const citation = { articleId: 'x', start: 0, end: 2, quote: '好\ud83d' };
    assert.equal(verifySentence({ text: '好', citations: [citation] }, map).backed, false);
  });

  it('refuses a sentence that says nothing', () => assert.equal(reason('  ', first), 'empty'));

  it('takes every sentence of any text for itself', () => {
    const pieces = fc.constantFrom(
      '3月5日',
      '约',
      '五百',
      '12.5%',
      '“',
      '”',
      '《',
      '》',
      '……',
      '[可怜]',
      ' ',
      '。',
      '"',
      '中文',
      'a b',
      '1:2',
      '😀',
      '\n',
    );
    const anyText = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces).map((list) => list.join('')),
    );
    fc.assert(
      fc.property(anyText, (body) => {
        for (const { start, end } of splitSentences(body)) {
          const quote = body.slice(start, end);
          const sentence = { text: quote, citations: [{ articleId: 'x', start, end, quote }] };
          assert.deepEqual(verifySentence(sentence, new Map([['x', { body }]])), { backed: true });
        }
      }),
    );
  });
});

describe('verifySentences', () => {
  const claim = (text: string, ...citations: Citation[]): Sentence => ({ text, citations });

  it('replaces what is not backed by the words it cites', () => {
    const { sentences, replaced } = verifySentences(
      [claim('9999名志愿者参加。', first), claim('市长很高兴。', second)],
      articles,
    );
    assert.deepEqual(sentences, [claim(first.quote, first), claim('市长很高兴。', second)]);
    assert.deepEqual(replaced, [{ backed: false, reason: 'figure', detail: '9999名' }]);
  });

  it('replaces by the first citation that is real', () => {
    const bad = { ...first, start: 1 };
    assert.deepEqual(verifySentences([claim('种树。', bad, second)], articles).sentences, [
      claim(second.quote, second),
    ]);
  });

  it('drops what cites nothing real, and never says the same words twice', () => {
    const { sentences, replaced } = verifySentences(
      [
        claim('甲。'),
        claim('1棵树、2棵树。', third),
        claim('3棵树。', third),
        claim('乙。', { ...first, articleId: '?' }),
      ],
      articles,
    );
    assert.deepEqual(sentences, [claim(third.quote, third)]);
    assert.equal(replaced.length, 4);
  });

  it('lets out only what passes again', () => {
    const text = fc.constantFrom(
      '4821名',
      '77人',
      '3月12日',
      '“我们”',
      '“他们”',
      '种树',
      '《绿色行动》',
      '92.5%',
      '9%',
    );
    const citation = fc.constantFrom(
      first,
      second,
      third,
      { ...first, end: 3 },
      { ...second, articleId: '?' },
    );
    const sentence = fc.record({
      text: fc.array(text, { minLength: 1, maxLength: 4 }).map((list) => list.join('，')),
      citations: fc.array(citation, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(sentence, { maxLength: 6 }), (claims) => {
        const { sentences, replaced } = verifySentences(claims, articles);
        for (const one of sentences) assert.deepEqual(verifySentence(one, articles), { backed: true });
        assert.ok(sentences.length + replaced.length >= claims.length);
      }),
    );
  });
});
