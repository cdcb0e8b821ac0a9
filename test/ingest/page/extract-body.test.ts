import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildPageTree } from '../../../src/ingest/page/build-page-tree.ts';
import { extractBody } from '../../../src/ingest/page/extract-body.ts';

const FIRST =
  'The council met on Monday, and it decided, after two hours, to keep the library open until ten.';
const SECOND =
  'Nobody spoke against it, though the money for it has yet to be found, as the mayor said later.';
const OTHER =
  'The ferry to the islands sails on every second day again, now that the pier has been repaired.';

const LAST = 'Whoever wants to go there in winter should ask at the harbour first, says the captain.';

/** The blocks' texts of a page. */
function read(body: string): string[] {
  const root = buildPageTree(`<!doctype html><html><body>${body}</body></html>`);
  return extractBody(root, { statedBody: null, title: null }).blocks.map(({ text }) => text);
}

describe('the text of a page', () => {
  it('begins with the lead between the headline and the box that holds the text', () => {
    const lead = 'From April on, readers may stay for two more hours on every day of the week.';
    const links = '<p><a href="/a">Tell a friend of this</a></p>'.repeat(8);
    const page = `<h1>The library</h1><div class="standfirst"><p>${lead}</p></div>${links}<div><p>${FIRST}</p><p>${SECOND}</p></div>`;
    assert.deepEqual(read(page), [lead, FIRST, SECOND]);
  });

  it('holds no list of other articles', () => {
    const teasers = Array.from(
      { length: 3 },
      (_, at) =>
        `<div class="card"><a href="/${at}">Another headline of the day, number ${at}</a><p>A market, a ferry and a bridge, all in one week, and nothing else to tell of.</p></div>`,
    );
    assert.deepEqual(read(`<div><p>${FIRST}</p>${teasers.join('')}<p>${SECOND}</p></div>`), [FIRST, SECOND]);
  });

  it('holds neither credits of pictures nor appeals to the reader', () => {
    const between = [
      'Photo: Anna Ferris, for the Harbour Post, at the library on Monday.',
      'Sign up to our newsletter, and get the best of our stories in your inbox every morning.',
    ];
    const page = `<div><p>${FIRST}</p>${between.map((text) => `<p>${text}</p>`).join('')}<p>${SECOND}</p></div>`;
    assert.deepEqual(read(page), [FIRST, SECOND]);
  });

  it('keeps a heading with text below it, and none that headed only links', () => {
    const page = `<div><p>${FIRST}</p><h2>The money</h2><p>${SECOND}</p><h2>On other days</h2><p><a href="/a">The ferry line gets a second boat</a></p><h2>The vote</h2><p>${FIRST}</p></div>`;
    assert.deepEqual(read(page), [FIRST, 'The money', SECOND, 'The vote', FIRST]);
  });

  it('is not what a part of an article is named for', () => {
    for (const name of ['post-author', 'article_comments', 'entry-related', 'storyShare'])
      assert.deepEqual(
        read(
          `<article><div><p>${FIRST}</p><p>${SECOND}</p></div><div class="${name}"><p>${OTHER}</p></div></article>`,
        ),
        [FIRST, SECOND],
        name,
      );
  });

  it('is no asking for consent, however much there is to say of it', () => {
    const consent = `<div id="cookie-consent"><div class="content">${`<p>${OTHER}</p>`.repeat(12)}</div></div>`;
    assert.deepEqual(read(`<div><p>${FIRST}</p><p>${SECOND}</p></div>${consent}`), [FIRST, SECOND]);
  });

  it('is what a box holds that is named for the layout, where it has most of the prose', () => {
    const page = `<p>${OTHER}</p><div class="js-lightbox">${`<p>${FIRST}</p><p>${SECOND}</p>`.repeat(3)}</div>`;
    assert.ok(read(page).includes(FIRST));
  });

  it('is one element with breaks in it as well as many paragraphs', () => {
    const whole = [FIRST, SECOND, FIRST, SECOND, FIRST, SECOND, FIRST, SECOND, FIRST].join('<br><br>');
    const page = `<div>${whole}</div><ul>${`<li>${OTHER}</li>`.repeat(7)}</ul>`;
    assert.ok(read(page)[0]?.startsWith(FIRST));
  });

  it('keeps the paragraphs around a table of figures', () => {
    const cells = '<tr><td><div>Harbour</div></td><td><div>12</div></td><td><div>7</div></td></tr>'.repeat(
      90,
    );
    const page = `<div class="text"><p>${FIRST}</p><p>${SECOND}</p><table>${cells}</table><p>${OTHER}</p></div>`;
    const found = read(page);
    for (const text of [FIRST, SECOND, OTHER]) assert.ok(found.includes(text), text);
  });

  it('keeps text in a box of text and picture, and leaves the short line below a picture out', () => {
    const page = `<div><div class="text-image"><img src="a"><p>${FIRST} ${SECOND}</p></div><div class="photo"><img src="b"><p>The library on Monday</p></div><p>${OTHER}</p></div>`;
    assert.deepEqual(read(page), [`${FIRST} ${SECOND}`, OTHER]);
  });

  it('is in the captions and headings of a page of pictures', () => {
    const caption = `${FIRST} ${SECOND} ${OTHER} ${FIRST}`;
    assert.deepEqual(read(`<figure><img src="a"><figcaption>${caption}</figcaption></figure>`), [caption]);
    assert.deepEqual(
      read(`<div><p>${FIRST}</p><h2>${SECOND}</h2><img src="a"><h2>${OTHER}</h2><p>${LAST}</p></div>`),
      [FIRST, SECOND, OTHER, LAST],
    );
  });

  it('begins without lines of the time and the author among its first paragraphs', () => {
    const lines = ['Monday, January 16, 2012', '2012-01-12 17:21 中国网', 'Data dodania: 3.01.2012'];
    for (const line of lines)
      assert.deepEqual(
        read(`<div><p>${FIRST}</p><p>${line}</p><p>${SECOND}</p></div>`),
        [FIRST, SECOND],
        line,
      );
  });

  it('begins and ends with short Chinese lines that are set as its paragraphs are', () => {
    const prose =
      '市图书馆昨天宣布，从四月一日起，开放时间延长到晚上十点，周末不休息，欢迎读者前来借书还书。';
    const lines = ['本报记者 李小河 王五', prose, prose.replace('昨天', '今天'), '实习生张三对此文亦有贡献'];
    assert.deepEqual(read(`<div>${lines.map((line) => `<p>${line}</p>`).join('')}</div>`), lines);
    assert.deepEqual(read(`<div><p>${prose}</p><p>图书馆外景（通讯员 李四 摄）</p><p>${prose}二</p></div>`), [
      prose,
      `${prose}二`,
    ]);
  });
});

describe('a page with little text', () => {
  it('is read with what is hidden, where only that is an article', () => {
    const hidden = `<p>${FIRST}</p><p>${SECOND}</p><p>${OTHER}</p>`.repeat(2);
    for (const page of [
      `<div style="display:none">${hidden}</div>`,
      `<div aria-hidden="true">${hidden}</div>`,
      `<template>${hidden}</template>`,
      `<noscript>${hidden}</noscript>`,
    ])
      assert.ok(read(`<p>Loading</p>${page}`).includes(FIRST), page.slice(0, 30));
  });

  it('is read as what others wrote, where that is all there is', () => {
    const posts = [FIRST, SECOND, OTHER].map((text) => `<div class="comment"><p>${text}</p></div>`);
    assert.deepEqual(read(`<h1>Who knows the library?</h1>${posts.join('')}`), [FIRST, SECOND, OTHER]);
  });

  it('is read as the lines of what is named for content', () => {
    const lines = [
      'Two cups of flour',
      'A spoon of salt',
      'Water from the well',
      'An hour of time',
      'A warm oven',
    ];
    const page = `<ul><li><a href="/">Home</a></li></ul><div class="entry-content">${lines.map((line) => `<p>${line}</p>`).join('')}</div>`;
    assert.deepEqual(read(page), lines);
  });

  it('is read as the text that its JSON-LD states', () => {
    const root = buildPageTree('<p>Loading</p>');
    const { blocks } = extractBody(root, { statedBody: `${FIRST}\n${SECOND}\n${OTHER}`, title: null });
    assert.deepEqual(
      blocks.map(({ text }) => text),
      [FIRST, SECOND, OTHER],
    );
  });
});
