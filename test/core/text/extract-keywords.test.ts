import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { extractKeywords } from '../../../src/core/text/extract-keywords.ts';

const CHINESE =
  '水库大坝加固工程今天开工。大坝加固以后，水库的防洪能力会提高。工程预计明年完工，水库周边的农田也会受益。';
const TRADITIONAL = '水庫大壩加固工程今天開工。大壩加固以後，水庫的防洪能力會提高。';
const ENGLISH =
  'Marlow Bridge will close for repairs. The council said the bridge repairs would take a month. Traders near Marlow Bridge fear for their income, and the council has promised help with repairs.';

describe('extractKeywords', () => {
  it('finds what a Chinese text is about', () => {
    const words = extractKeywords(CHINESE, 5);
    assert.ok(words.includes('水库') && words.includes('大坝'), words.join());
  });

  it('gives the words as they stand in a Traditional text', () => {
    const words = extractKeywords(TRADITIONAL, 5);
    assert.ok(words.includes('水庫') && words.includes('大壩'), words.join());
  });

  it('finds names and frequent words of an English text, and no function words', () => {
    const words = extractKeywords(ENGLISH, 4);
    assert.ok(words.includes('Marlow Bridge') && words.includes('repairs'), words.join());
    assert.ok(!words.some((word) => ['the', 'said', 'The'].includes(word)));
  });

  it('gives at most as many as asked for, all different, all from the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.constant(CHINESE), fc.constant(ENGLISH)),
        fc.integer({ min: 1, max: 8 }),
        (text, limit) => {
          const words = extractKeywords(text, limit);
          assert.ok(words.length <= limit);
          assert.equal(new Set(words).size, words.length);
          for (const word of words) assert.ok(text.includes(word));
        },
      ),
    );
  });
});
