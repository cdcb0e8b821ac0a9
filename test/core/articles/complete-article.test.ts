import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { completeArticle } from '../../../src/core/articles/complete-article.ts';
import { dayOfArticle } from '../../../src/core/articles/day-of-article.ts';
import { type ArticleDraft, articleSchema } from '../../../src/core/model/article.ts';

const draft: ArticleDraft = {
  givenId: null,
  title: '主队夺冠',
  body: '决赛踢满一百二十分钟,两名球员各入一球,教练说这个冠军等了十年。',
  paragraphs: [{ start: 0, end: 33, kind: 'text' }],
  publisher: null,
  url: null,
  publishedAt: null,
  hashtags: [],
  truncated: false,
  range: { start: 5, end: 45 },
};
const complete = (changes: Partial<ArticleDraft> = {}) =>
  completeArticle(
    { ...draft, ...changes },
    { source: 'page.txt', firstSeenAt: '2026-11-23T00:00:00.000Z', extractTerms: () => ['冠军'] },
  );

describe('completeArticle', () => {
  it('makes what the store takes: an id from the content, language, section, terms, provenance', () => {
    const article = articleSchema.parse(complete());
    assert.equal(article.id, article.contentHash.slice(0, 10));
    assert.deepEqual(
      [article.language, article.section, article.terms, article.provenance],
      ['zh-Hans', 'sports', ['冠军'], { source: 'page.txt', start: 5, end: 45 }],
    );
  });

  it('keeps a given id', () => assert.equal(complete({ givenId: 'feed:7' }).id, 'feed:7'));

  it('mends half a surrogate pair without moving a character', () => {
    const { body } = complete({ body: `前\ud83d后${draft.body}` });
    assert.ok(body.isWellFormed());
    assert.equal(body.indexOf('后'), 2);
  });
});

describe('dayOfArticle', () => {
  const day = (publishedAt: string | null, zone = 'Asia/Shanghai') =>
    dayOfArticle({ publishedAt, firstSeenAt: '2026-11-22T20:00:00.000Z' }, zone);

  it('is the day of an instant in the reader’s zone', () => {
    assert.equal(day('2026-11-20T20:00:00Z'), '2026-11-21');
    assert.equal(day('2026-11-20T20:00:00Z', 'America/New_York'), '2026-11-20');
  });

  it('is the text’s own day where it names no zone', () => {
    assert.equal(day('2026-11-20', 'Pacific/Kiritimati'), '2026-11-20');
    assert.equal(day('2026-11-20T23:30', 'Pacific/Niue'), '2026-11-20');
  });

  it('is the day of first sight where the text names no whole day', () => {
    for (const partial of [null, '--11-20', '--11-20T08:30', '2026-11'])
      assert.equal(day(partial), '2026-11-23');
  });
});
