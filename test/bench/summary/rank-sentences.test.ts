import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rankGraph } from '../../../bench/summary/rank-graph.ts';
import {
  countInverseFrequencies,
  rankByLexRank,
  rankByTextRank,
} from '../../../bench/summary/rank-sentences.ts';

const SENTENCES = [
  'The harbour ferry opened on Monday with two hundred passengers.',
  'Passengers of the harbour ferry paid two pounds on Monday.',
  'The harbour ferry carried passengers until midnight.',
  'Elsewhere, apples ripened early.',
];

describe('rankGraph', () => {
  it('gives ranks that sum to one, most to the node that all point to', () => {
    const ranks = rankGraph([
      [0, 1, 0],
      [0, 0, 0],
      [0, 1, 0],
    ]);
    assert.ok(Math.abs(ranks.reduce((sum, rank) => sum + rank, 0) - 1) < 1e-6);
    assert.equal(ranks.indexOf(Math.max(...ranks)), 1);
  });

  it('takes an empty graph', () => {
    assert.deepEqual(rankGraph([]), []);
  });
});

describe('TextRank and LexRank', () => {
  it('rank the sentence that shares nothing with the others last', () => {
    const inverse = countInverseFrequencies([...SENTENCES, 'Rain.', 'Snow.', 'Wind.', 'Sun.']);
    for (const ranks of [rankByTextRank(SENTENCES), rankByLexRank(SENTENCES, inverse)]) {
      assert.equal(ranks.indexOf(Math.min(...ranks)), 3);
    }
  });
});
