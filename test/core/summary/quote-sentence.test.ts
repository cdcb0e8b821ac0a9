import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { quoteSentence } from '../../../src/core/summary/quote-sentence.ts';
import { buildArticle } from '../../build-article.ts';

describe('quoteSentence', () => {
  it('shows a sentence without emoticons and cites it with them', () => {
    const body = '[羞嗒嗒]山区小学有了\n新操场[污][污]。';
    assert.deepEqual(quoteSentence(buildArticle({ id: 'a', body }), { start: 0, end: body.length }), {
      text: '山区小学有了 新操场。',
      citations: [{ articleId: 'a', start: 0, end: body.length, quote: body }],
    });
  });

  it('gives nothing for emoticons or marks alone', () => {
    for (const body of ['[微笑]', ' [微笑][微笑]！', '……'])
      assert.equal(quoteSentence(buildArticle({ body }), { start: 0, end: body.length }), null);
  });
});
