import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { toIndexTerms } from '../../../src/core/retrieval/index-terms.ts';

describe('toIndexTerms', () => {
  it('gives Chinese by characters and by pairs of neighbours, not across punctuation', () => {
    assert.deepEqual(toIndexTerms('图书，馆'), ['图', '图书', '书', '馆']);
  });

  it('gives Traditional and Simplified, full and half width, upper and lower case the same terms', () => {
    assert.deepEqual(toIndexTerms('網絡ＡＩ'), toIndexTerms('网络ai'));
  });

  it('keeps numbers whole, with and without a unit, decimals and thousands', () => {
    assert.ok(toIndexTerms('2021年').includes('2021'));
    assert.ok(toIndexTerms('34.6万').includes('34_6'));
    assert.deepEqual(toIndexTerms('59,026'), toIndexTerms('59026'));
  });

  it('takes English endings off, so that a plural finds its singular', () => {
    assert.deepEqual(toIndexTerms('libraries opened'), toIndexTerms('library opens'));
    assert.deepEqual(toIndexTerms("the city's planning"), toIndexTerms('The city plan'));
  });

  it('finds mixed words by their parts and as one', () => {
    assert.deepEqual(toIndexTerms('COVID-19'), ['covid', '19', 'covid19']);
    assert.ok(toIndexTerms('ω-force').includes('ωforce'));
    assert.ok(toIndexTerms('用C++写').includes('cplusplus'));
    assert.ok(!toIndexTerms('C#').includes('cplusplus'));
    assert.ok(toIndexTerms('3D打印').includes('3d'));
  });

  it('finds café by cafe', () => {
    assert.deepEqual(toIndexTerms('café'), ['cafe']);
  });

  it('gives terms of letters and digits only, of at most 64 units, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const term of toIndexTerms(text)) {
          assert.match(term, /^[\p{L}\p{N}\p{M}_]+$/u);
          assert.ok(term.length <= 64);
        }
      }),
      { examples: [['⺀'], ['木⺀木']] },
    );
  });

  it('gives every pair of a run without an end', () => {
    const run = '青石大桥'.repeat(500_000);
    assert.equal(toIndexTerms(run).length, 2 * run.length - 1);
    assert.ok(toIndexTerms('a'.repeat(2_000_000)).length > 0);
  });

  it('takes time in proportion to a hostile text', () => {
    for (const piece of ['a-', "'", 'a', '1,234', '́', 'c++', '𠀀'])
      assert.ok(toIndexTerms(piece.repeat(20_000)).length <= 80_000);
  });
});
