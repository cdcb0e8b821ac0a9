import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { standsWhole } from '../../../src/core/text/stands-whole.ts';

describe('standsWhole', () => {
  it('finds words anywhere in a text', () => {
    for (const text of ['3人受伤', '有3人受伤', '13人获救，3人受伤', '第1，3人受伤', '周一三人受伤3人受伤'])
      assert.ok(standsWhole('3人受伤', text), text);
    assert.ok(standsWhole('三人', '周一三人受伤'));
    assert.ok(standsWhole('20万', '捐官20万两白银'));
    assert.ok(standsWhole('', ''));
    assert.equal(standsWhole('3人受伤', '3人获救'), false);
  });

  it('takes no part of a figure for the whole, at either end', () => {
    const cases: [words: string, text: string][] = [
      ['3人', '13人'],
      ['3人', '1.3人'],
      ['120人', '1,120人'],
      ['三人', '十三人'],
      ['十人', '三十人'],
      ['两千人', '一万两千人'],
      ['上涨3', '上涨3.5%'],
      ['上涨3', '上涨35'],
      ['上涨3', '上涨3,500'],
      ['上涨三', '上涨三十'],
    ];
    for (const [words, text] of cases) assert.equal(standsWhole(words, text), false, `${words} in ${text}`);
  });
});
