import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rougeL, rougeN, rougeTokens } from '../../../bench/summary/rouge.ts';

const tokens = (text: string): string[] => text.split(' ');

describe('ROUGE', () => {
  it('counts clipped n-grams as Lin 2004 does', () => {
    const score = rougeN(tokens('the cat the cat'), tokens('the cat sat on the mat'), 1);
    assert.equal(score.precision, 3 / 4);
    assert.equal(score.recall, 3 / 6);
    assert.ok(Math.abs(score.f - 0.6) < 1e-12);
    assert.equal(rougeN(tokens('the cat the cat'), tokens('the cat sat on the mat'), 2).recall, 1 / 5);
  });

  it('takes the longest common subsequence for ROUGE-L, the example of the paper', () => {
    const reference = tokens('police killed the gunman');
    assert.equal(rougeL(tokens('police kill the gunman'), reference).f, 3 / 4);
    assert.equal(rougeL(tokens('the gunman kill police'), reference).f, 2 / 4);
  });

  it('scores nothing for nothing', () => {
    assert.equal(rougeN([], tokens('a b'), 1).f, 0);
    assert.equal(rougeL(tokens('a b'), []).f, 0);
  });

  it('splits English into lower-cased words and Chinese into characters', () => {
    assert.deepEqual(rougeTokens("The mayor's £2,100 图书馆"), [
      'the',
      'mayor',
      's',
      '2',
      '100',
      '图',
      '书',
      '馆',
    ]);
  });
});
