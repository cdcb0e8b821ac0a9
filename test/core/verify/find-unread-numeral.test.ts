import assert from 'node:assert/strict';
import { it } from 'node:test';
import { checkWrittenSentence } from '../../../src/core/verify/check-written-sentence.ts';
import { findUnreadNumeral } from '../../../src/core/verify/find-unread-numeral.ts';

const SOURCE = '青石大桥周五通车，全长1268米，主跨360米。';
const written = (numeral: string): string => `青石大桥周五通车，主跨${numeral}米。`;

it('a number in a writing that is not read is a figure that the source lacks', () => {
  for (const numeral of [...['1'.repeat(16), '1'.repeat(60), '3.61111111111111', 'Ⅷ', '½', '٣٦١', '𝟛𝟞𝟙']])
    assert.equal(
      checkWrittenSentence(written(numeral), {
        ...{ cited: [SOURCE], context: { title: '青石大桥通车', publishedAt: null }, language: 'zh-Hans' },
      })?.kind,
      'figure',
      numeral,
    );
});

it('it is held where the source has it too', () => {
  for (const [text, source] of [
    ['比例超过了½', '比例为½。'],
    ['编号是12345678901234567890', '編號：１２３４５６７８９０１２３４５６７８９０'],
  ] as const)
    assert.equal(findUnreadNumeral(text, [source]), null, text);
});

it('words and marks with such characters in them are none', () => {
  for (const text of ['二十届', '面积三万m²，CO₂减少', '①先到②后到', '二〇二六年'])
    assert.equal(findUnreadNumeral(text, []), null, text);
});
