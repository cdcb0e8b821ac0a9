import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { publishedAtSchema } from '../../../src/core/model/article.ts';
import { buildPageTree } from '../../../src/ingest/page/build-page-tree.ts';
import { readLinkedData } from '../../../src/ingest/page/read-linked-data.ts';
import { readMetaTags } from '../../../src/ingest/page/read-meta-tags.ts';
import { readPageTime, readTime } from '../../../src/ingest/page/read-page-time.ts';

const forms: [string, string | null][] = [
  ['2022-03-05T08:30:00+08:00', '2022-03-05T08:30:00+08:00'],
  ['2022-03-05T08:30:00+0800', '2022-03-05T08:30:00+08:00'],
  ['2022-03-05 08:30:00 +0800', '2022-03-05T08:30:00+08:00'],
  ['2022-03-05T08:30:00.123Z', '2022-03-05T08:30:00Z'],
  ['20220305T0830', '2022-03-05T08:30'],
  ['20220305T083000Z', '2022-03-05T08:30:00Z'],
  ['20220305T083015+0800', '2022-03-05T08:30:15+08:00'],
  ['20220305T08:30-05', '2022-03-05T08:30-05:00'],
  ['20220305083015', '2022-03-05T08:30:15'],
  ['2022年3月5日 晚上12:00', '2022-03-06T00:00'],
  ['1646440200', '2022-03-05T00:30:00Z'],
  ['Sat, 05 Mar 2022 08:30:00 GMT', '2022-03-05T08:30:00Z'],
  ['2022年3月5日 08:30', '2022-03-05T08:30'],
  ['发布时间：2022-03-05 08:30 来源：滨河日报', '2022-03-05T08:30'],
  ['March 5, 2022 at 8:30 pm', '2022-03-05T20:30'],
  ['Published 5 March 2022', '2022-03-05'],
  ['5 April 2022 at 8:30 pm', '2022-04-05T20:30'],
  ['05.03.2022, 08:30 Uhr', '2022-03-05T08:30'],
  ['5. März 2022', '2022-03-05'],
  ['3 août 2021', '2021-08-03'],
  ['28. Jan. 2022', '2022-01-28'],
  ['21. Okt 2022', '2022-10-21'],
  ['07 Dezember, 2022', '2022-12-07'],
  ['Juli 9, 2016', '2016-07-09'],
  ['31.10.23', '2023-10-31'],
  ['version 1.10.2', null],
  ['25/11/2019', '2019-11-25'],
  ['11/25/2019', '2019-11-25'],
  ['05/06/2019', null],
  ['2022-02-30', null],
  ['1970-01-01', null],
  ['yesterday', null],
  ['', null],
];

function timeOf(html: string, url: string | null = null, lines: string[] = []): string | null {
  const root = buildPageTree(html);
  return readPageTime(root, { tags: readMetaTags(root), linked: readLinkedData(root), url, lines });
}

describe('readTime', () => {
  for (const [text, expected] of forms)
    it(`reads “${text}” as ${expected}`, () => assert.equal(readTime(text), expected));

  it('gives a time that articles are stored with, or none, whatever the text', () => {
    const part = fc.oneof(
      fc.constantFrom('2022', '-', '/', '年', '月', '日', ':', 'T', ' ', 'Mar', '.', '+08:00'),
      fc.nat({ max: 99 }).map(String),
      fc.string({ maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 14 }), (parts) => {
        const time = readTime(parts.join(''));
        assert.ok(time === null || publishedAtSchema.safeParse(time).success, `${time}`);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('readPageTime', () => {
  it('believes JSON-LD before meta tags, and those before the text', () => {
    const meta = '<meta property="article:published_time" content="2021-02-02">';
    const linked =
      '<script type="application/ld+json">{"@type":"Article","datePublished":"2021-01-01"}</script>';
    assert.equal(timeOf(`${meta}${linked}`), '2021-01-01');
    assert.equal(timeOf(`${meta}<time datetime="2021-03-03">`), '2021-02-02');
  });

  it('knows the tag that sites write for Weibo', () => {
    const meta = '<meta name="weibo: article:create_at" content="2021-02-02 08:30:00">';
    assert.equal(timeOf(meta), '2021-02-02T08:30:00');
  });

  it('takes the time element of the article, not of a comment or of what is related', () => {
    const other = '<div class="comment"><time datetime="2020-01-01"></time></div>';
    assert.equal(timeOf(`${other}<time datetime="2021-03-03T10:00Z">`), '2021-03-03T10:00Z');
  });

  it('takes the day that the address gives, more precise where the line below the headline says the same day', () => {
    const url = 'https://a.example/2022/03/05/library';
    assert.equal(timeOf('<p>x', url), '2022-03-05');
    assert.equal(timeOf('<p>x', url, ['2022-03-05 08:30']), '2022-03-05T08:30');
    assert.equal(timeOf('<p>x', url, ['2019-01-01 08:30']), '2022-03-05');
  });

  it('makes up no year: a month and a day stay so', () => {
    assert.equal(timeOf('<p>x', null, ['03月05日 08:30']), '--03-05T08:30');
  });
});
