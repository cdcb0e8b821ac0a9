import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { ArticleDraft } from '../../../src/core/model/article.ts';
import { IngestError } from '../../../src/ingest/ingest-error.ts';
import { parsePage, readPage } from '../../../src/ingest/page/parse-page.ts';

function readFixture(name: string): string {
  return readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8');
}

function piecesOf({ body, paragraphs }: ArticleDraft): string[] {
  return paragraphs.map(({ start, end, kind }) => (kind === 'text' ? '' : '## ') + body.slice(start, end));
}

const PROSE =
  'The council met on Monday, and it decided, after two hours, to keep the library open until ten in the evening. ' +
  'Nobody spoke against it, though the money for it has yet to be found.';

function parse(text: string, address: string | null = null): ArticleDraft {
  if (address !== null) return readPage(text, 'x.html', address).draft;
  return parsePage(Buffer.from(text), 'x.html').draft;
}

function page(body: string, head = '<title>The library stays open</title>'): string {
  return `<!doctype html><html><head>${head}</head><body>${body}</body></html>`;
}

describe('parsePage', () => {
  it('reads a Chinese news page: text, list, table and caption, without what stands around', () => {
    const draft = parse(readFixture('library-zh.html'));
    assert.equal(draft.title, '滨河市图书馆开放时间延长到晚上十点');
    assert.equal(draft.publisher, '滨河日报');
    assert.equal(draft.publishedAt, '2022-03-05T08:30');
    assert.equal(draft.url, 'https://news.binhe.example/2022/0305/1024.html');
    assert.deepEqual(piecesOf(draft), [
      '滨河日报讯（记者李小河）滨河市图书馆昨天宣布，从四月一日起开放时间延长到晚上十点，周末不休息。',
      '馆长王大江说，过去一年里有三万多名读者在闭馆前被请出阅览室，不少人希望多坐一会儿。',
      '## 夜间怎样用馆',
      '晚上八点以后，三楼和四楼的阅览室开放，一楼的儿童区关闭。读者可以照常借书还书，也可以预约自习座位。',
      '自习座位：二百四十个，提前一天预约。\n还书箱：二十四小时可用。',
      '三楼阅览室里，读者在整理新到的地方志。',
      '楼层 | 关闭时间\n一楼 | 20:00\n三楼 | 22:00',
      '图书馆还将增加两班夜间公交接驳车，末班车晚上十点一刻从南门开出。',
    ]);
  });

  it('reads an English news page: lead, subheading, quotation, time with its offset, several authors', () => {
    const { draft, author } = readPage(readFixture('bridge-en.html'), 'bridge.html', null);
    assert.equal(draft.title, 'Old Mill Bridge reopens after two years of repairs');
    assert.equal(author, 'Anna Ferris, Jo Lund');
    assert.equal(draft.publisher, 'The Harbour Post');
    assert.equal(draft.publishedAt, '2023-05-12T07:45:00+02:00');
    assert.deepEqual(
      piecesOf(draft).map((piece) => piece.slice(0, 24)),
      [
        'Walkers and cyclists cro',
        'The Old Mill Bridge reop',
        'Engineers found that two',
        '## Lighter traffic',
        'Lorries of more than twe',
        'We waited so long that m',
        'The last scaffolding com',
      ],
    );
  });

  it('takes the address that a page names as its own, and resolves one that is relative', () => {
    const text = page(`<p>${PROSE}</p>`, '<title>x</title><link rel="canonical" href="/a/b?c=1">');
    assert.equal(parse(text, 'https://a.example/z').url, 'https://a.example/a/b?c=1');
    assert.equal(parse(text).url, null);
  });

  it('believes no address but http and https', () => {
    for (const href of ['javascript:alert(1)', 'file:///etc/passwd', 'https://user:pass@a.example/b'])
      assert.equal(parse(page(`<p>${PROSE}</p>`, `<link rel=canonical href="${href}">`)).url, null);
  });

  it('keeps to what JSON-LD says the text is, where both are the same text', () => {
    const advert = 'Become a friend of this paper, and read on without a single banner from today.';
    const stated = JSON.stringify({ '@type': 'NewsArticle', articleBody: `${PROSE} ${PROSE} ${PROSE}` });
    const text = page(
      `<div><p>${PROSE}</p><p>${PROSE}</p><p>${PROSE}</p><p>${advert}</p></div>`,
      `<title>x</title><script type="application/ld+json">${stated}</script>`,
    );
    assert.ok(!parse(text).body.includes(advert));
  });

  it('leaves out what the page hides, but not what only defines a hidden style', () => {
    const draft = parse(
      page(
        `<div style="--menu-display: none"><p>${PROSE}</p><p style="color:red;display: none">Unseen, and of no use, to anybody at all here.</p></div>`,
      ),
    );
    assert.ok(draft.body.startsWith('The council met'));
    assert.ok(!draft.body.includes('Unseen'));
  });

  it('finds the text below more elements than are told apart', () => {
    const draft = parse(page(`${'<div>'.repeat(20_000)}<p>${PROSE}</p><p>${PROSE}</p>`));
    assert.ok(draft.body.includes('to keep the library open'));
  });

  const links = Array.from(
    { length: 60 },
    (_, at) => `<li><a href="/${at}">Headline of the day ${at}</a></li>`,
  );
  const noArticles: [string, string, RegExp][] = [
    ['a list of links', page(`<ul>${links.join('')}</ul>`), /only links/],
    [
      'a login form',
      page(
        '<h1>Welcome</h1><p>Please log in, or make an account, to read on this site.</p><form><input type="password"></form>',
      ),
      /log in/,
    ],
    [
      'a page that its scripts would fill',
      page('<div id="app"></div><script>start()</script>'),
      /no text at all/,
    ],
    ['a page of an error', page('<h1>404</h1><p>This page is not here.</p>'), /only a few words/],
  ];
  for (const [what, text, why] of noArticles) {
    it(`takes no article out of ${what}, and says why`, () => {
      assert.throws(
        () => parse(text),
        (error) => error instanceof IngestError && error.code === 'no-article' && why.test(error.message),
      );
    });
  }

  it('takes a short article out of a page of a thousand links with a form to log in', () => {
    const many = Array.from({ length: 20 }, () => links.join('')).join('');
    const draft = parse(
      page(
        `<ul>${many}</ul><form><input type="password"></form><h1>The library</h1><div><p>${PROSE}</p><p>${PROSE} ${PROSE}</p><p>${PROSE}</p></div>`,
      ),
    );
    assert.ok(draft.body.includes('to keep the library open'));
  });

  it('refuses a page of more elements than an article has', () => {
    assert.throws(
      () => parse(page('<i></i>'.repeat(300_001))),
      (error) => error instanceof IngestError && error.code === 'too-large',
    );
  });
});
