import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createBilingualWordsBuilder } from '../../../src/core/text/bilingual-words.ts';
import { measureOverlapAcross } from '../../../src/core/verify/measure-overlap-across.ts';

const builder = createBilingualWordsBuilder();
for (const [simplified, english] of [
  ['上海', 'Shanghai municipality'],
  ['地铁', 'subway; metro'],
  ['新', 'new'],
  ['线路', 'line; route'],
  ['开通', 'to open up (service)'],
  ['车站', 'station'],
  ['大学', 'university'],
  ['教授', 'professor'],
  ['论文', 'paper; thesis'],
  ['发表', 'to publish'],
] as const)
  builder.add({ simplified, english: [english] });
const words = builder.build();

describe('the share of words that a source has in the other language', () => {
  const metro = '上海地铁的新线路开通了五座车站。';
  const english = 'Shanghai has opened a new metro line with stations';

  it('tells an English sentence on a Chinese source from one on another', () => {
    const of = (quote: string) => measureOverlapAcross(english, { quotes: [quote], writing: 'latin', words });
    assert.ok((of(metro) ?? 0) > 0.7);
    assert.equal(of('大学教授发表了论文。'), 0);
  });

  it('tells a Chinese sentence on an English source from one on another, in both scripts', () => {
    const of = (text: string, quote: string) =>
      measureOverlapAcross(text, { quotes: [quote], writing: 'han', words });
    assert.ok((of(metro, english) ?? 0) > 0.7);
    assert.ok((of('上海地鐵的新線路開通了五座車站。', english) ?? 0) > 0.7);
    assert.equal(of(metro, 'A professor published papers at the university.'), 0);
  });

  it('counts what stands in Latin letters in both', () => {
    const share = measureOverlapAcross('NASA, ESA, JAXA and CNSA met', {
      ...{ quotes: ['NASA、ESA、JAXA和CNSA会面。'], writing: 'latin', words },
    });
    assert.ok((share ?? 0) >= 0.8);
  });

  it('is not told of a few words', () => {
    assert.equal(measureOverlapAcross('Shanghai opens.', { quotes: [metro], writing: 'latin', words }), null);
  });
});
