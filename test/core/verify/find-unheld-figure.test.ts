import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findUnheldFigure } from '../../../src/core/verify/find-unheld-figure.ts';

describe('findUnheldFigure', () => {
  it('finds the figure that no quote holds', () => {
    assert.equal(findUnheldFigure('共有52人，占三成。', ['报名的有52人，占30%。']), null);
    assert.equal(findUnheldFigure('共有53人，占三成。', ['报名的有52人，占30%。']), '53人');
  });

  it('does not put a date together from two quotes', () => {
    assert.equal(findUnheldFigure('2022年3月5日', ['2022年', '3月5日']), '2022年3月5日');
  });

  it('takes a number that stands in a name of the quote', () => {
    assert.equal(findUnheldFigure('发布 Phone 15', ['发布Phone15']), null);
    assert.equal(findUnheldFigure('发布 Phone 5', ['发布Phone15']), '5');
  });

  it('takes a year alone for the year of a date', () => {
    assert.equal(findUnheldFigure('1967 was the year.', ['It began on 5 May 1967.']), null);
    assert.equal(findUnheldFigure('1968 was the year.', ['It began on 5 May 1967.']), '1968');
  });

  it('finds a name whose number was changed, and lets one be that the quotes lack', () => {
    assert.equal(findUnheldFigure('他入选U19队。', ['他入选U17队。']), 'u19');
    assert.equal(findUnheldFigure('5G网络', ['5Ｇ网络']), null);
    assert.equal(findUnheldFigure('The G20 met.', ['二十国集团开会。']), null);
  });
});
