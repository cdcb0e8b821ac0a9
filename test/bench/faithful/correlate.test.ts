import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pearson, spearman } from '../../../bench/faithful/correlate.ts';

const near = (value: number, expected: number) => assert.ok(Math.abs(value - expected) < 1e-9, `${value}`);

describe('pearson and spearman', () => {
  it('are 1 and -1 for what rises and falls in a line', () => {
    near(pearson([1, 2, 3], [10, 20, 30]), 1);
    near(spearman([1, 2, 3], [30, 20, 10]), -1);
  });

  it('tell a line from an order', () => {
    near(spearman([1, 2, 3, 4], [1, 10, 100, 1000]), 1);
    assert.ok(pearson([1, 2, 3, 4], [1, 10, 100, 1000]) < 0.9);
  });

  it('give equal values the mean of their ranks', () =>
    near(spearman([1, 1, 2], [1, 2, 3]), Math.sqrt(3) / 2));

  it('are 0 where nothing varies', () => assert.equal(pearson([1, 1], [1, 2]), 0));
});
