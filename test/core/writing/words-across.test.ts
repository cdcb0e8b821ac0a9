import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createBilingualWordsBuilder } from '../../../src/core/text/bilingual-words.ts';
import { createWordsAcross } from '../../../src/core/writing/words-across.ts';

const words = createBilingualWordsBuilder().build();

describe('the dictionary for what is written across languages', () => {
  it('is opened once, when a source is in another language for the first time', async () => {
    let opened = 0;
    const wordsAcross = createWordsAcross(async () => {
      opened += 1;
      return words;
    });
    assert.equal(await wordsAcross('zh-Hans', ['上海的地铁开通了。', '2026']), null);
    assert.equal(await wordsAcross('en', ['The metro opens.']), null);
    assert.equal(opened, 0);
    const asked = [
      wordsAcross('zh-Hant', ['上海的地铁。', 'The metro opens.']),
      wordsAcross('en', ['地铁。']),
    ];
    assert.deepEqual(await Promise.all(asked), [words, words]);
    assert.equal(opened, 1);
  });

  it('is done without where it can not be opened, which is found out once', async () => {
    let opened = 0;
    const wordsAcross = createWordsAcross(() => {
      opened += 1;
      return Promise.reject(new Error('no file'));
    });
    const ask = () => wordsAcross('en', ['地铁开通了。']);
    assert.deepEqual([await ask(), await ask(), opened], [null, null, 1]);
  });
});
