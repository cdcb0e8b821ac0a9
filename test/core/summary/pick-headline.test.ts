import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pickHeadline } from '../../../src/core/summary/pick-headline.ts';
import { buildArticle } from '../../build-article.ts';

const BODY =
  '青河市首座社区无人图书馆昨天在南岸小区建成开放，可容纳80名读者，藏书1.2万册，市民刷身份证即可入馆。周一闭馆。';

describe('pickHeadline', () => {
  it('is the title as it is', () => {
    for (const title of ['青河无人图书馆开放', '#青河# “书香”之城', 'What now?', '他来了']) {
      assert.equal(pickHeadline(buildArticle({ title, body: BODY })), title);
    }
  });

  it('is the first sentence, cut at a clause, where the title is missing or cut off', () => {
    for (const title of ['', '  ', '青河市首座社区无人图……', '青河市首座社区...']) {
      assert.equal(
        pickHeadline(buildArticle({ title, body: BODY })),
        '青河市首座社区无人图书馆昨天在南岸小区建成开放，可容纳80名读者，藏书1.2万册…',
      );
    }
  });

  it('cuts English between words', () => {
    const body =
      'The harbour city of Marlow opened an electric ferry line to the island of Saint Agnes on Monday after eleven years of planning.';
    const headline = pickHeadline(buildArticle({ title: '', body }));
    assert.ok(headline.length <= 101);
    assert.ok(body.startsWith(`${headline.slice(0, -1)} `));
    assert.ok(headline.endsWith('…'));
  });

  it('passes over a caption, a quotation and a question for it', () => {
    const body = `图为新建成的图书馆外景。\n\n“太好了。”\n\n您去过吗？\n\n南岸图书馆昨天建成开放。`;
    assert.equal(pickHeadline(buildArticle({ title: '', body })), '南岸图书馆昨天建成开放');
  });

  it('keeps a cut title where the body has nothing better', () => {
    assert.equal(pickHeadline(buildArticle({ title: '青河市……', body: '' })), '青河市……');
    assert.equal(pickHeadline(buildArticle({ title: '', body: '快讯' })), '快讯');
    assert.equal(pickHeadline(buildArticle({ title: '', body: '' })), '');
  });

  it('stays short and well formed for one endless word', () => {
    for (const body of ['字'.repeat(100_000), 'x'.repeat(100_000), '😀字'.repeat(50_000)]) {
      const headline = pickHeadline(buildArticle({ title: '', body }));
      assert.ok(headline.length <= 101);
      assert.ok(headline.isWellFormed());
    }
  });
});
