import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findEmoticons, stripEmoticons } from '../../../src/core/text/emoticons.ts';

describe('emoticons', () => {
  it('are names of up to four characters in brackets', () => {
    assert.equal(stripEmoticons('加油[可怜][羞嗒嗒]！[doge]'), '加油！');
    assert.deepEqual(findEmoticons('好[鼓掌]的'), [{ start: 1, end: 5 }]);
  });

  it('are single characters too, where no name follows them', () => {
    assert.equal(stripEmoticons('增长三成[污][污]。'), '增长三成。');
    assert.equal(stripEmoticons('来了[污]'), '来了');
    for (const text of ['[苗]某某著', '见表[注]。', '作者[清]。']) assert.equal(stripEmoticons(text), text);
  });

  it('are not footnotes, super-topics, nationalities, editorial words or longer text', () => {
    for (const text of [
      '见[1]',
      '新闻[超话]',
      '[美]作者',
      'said [he] left',
      '[本报记者李某]',
      '【通知】',
      '[图片]',
    ])
      assert.equal(stripEmoticons(text), text);
  });
});
