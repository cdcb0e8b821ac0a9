import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findQuotedShares } from '../../../src/core/summary/quoted-shares.ts';

describe('findQuotedShares', () => {
  it('follows a quotation over several sentences', () => {
    assert.deepEqual(findQuotedShares(['“春天来了。', '花都开了。', '真好。”', '她笑了。']), [1, 1, 1, 0]);
  });

  it('tells closing single quotation marks from apostrophes', () => {
    const [quoted, plain, plural] = findQuotedShares([
      "'It's the players' night.'",
      "It wasn't the mayor's boat.",
      "The players' union agreed.",
    ]);
    assert.equal(plain, 0);
    assert.equal(plural, 0);
    assert.ok((quoted ?? 0) > 0.5);
  });

  it('knows corner brackets and straight marks', () => {
    assert.deepEqual(findQuotedShares(['「是的。」', '"Yes."', '他答道。']), [1, 1, 0]);
  });

  it('measures the share of a quotation within a sentence', () => {
    assert.deepEqual(findQuotedShares(['他说“好好好好好”。']), [0.7]);
  });

  it('gives up on a quotation that is never closed', () => {
    const shares = findQuotedShares([
      '“开头。',
      ...Array.from({ length: 200 }, () => '没有右引号的一句话在这里。'),
    ]);
    assert.equal(shares.at(-1), 0);
  });
});
