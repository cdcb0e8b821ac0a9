import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildPageTree } from '../../../src/ingest/page/build-page-tree.ts';
import { extractBody } from '../../../src/ingest/page/extract-body.ts';

const TEXT = [
  'The council met on Monday, and it decided, after two hours, to keep the library open until ten.',
  'Nobody spoke against it, though the money for it has yet to be found, as the mayor said later.',
  'The readers, who had asked for it since the spring, were told of it on the same evening, by a note.',
];
const ARTICLE = `<div class="text">${TEXT.map((text) => `<p>${text}</p>`).join('')}</div>`;
const SAID = 'I have never been to that library, and I do not know who goes there, late at night.';

/** The blocks' texts of a page. */
function read(body: string): string[] {
  const root = buildPageTree(`<!doctype html><html><body><div>${body}</div></body></html>`);
  return extractBody(root, { statedBody: null, title: null }).blocks.map(({ text }) => text);
}

describe('where the text of a page ends', () => {
  for (const line of [
    'Comments (3)',
    '12 comments',
    'Leave a reply',
    'Kommentar verfassen',
    'Laisser un commentaire',
    'Dodaj komentarz',
    'Комментарии',
    '网友评论',
    '發表評論',
    'Deja un comentario',
  ])
    it(`is the line “${line}”, whatever the boxes below it are called`, () => {
      const below = `<div class="b1"><span>${SAID}</span></div>`.repeat(4);
      assert.deepEqual(read(`${ARTICLE}<h3>${line}</h3>${below}`), TEXT);
    });

  for (const line of ['Related articles', 'Weitere Artikel', 'À lire aussi', 'Читайте также:', '相关阅读'])
    it(`is the line “${line}” where most of the text stands before it`, () =>
      assert.deepEqual(read(`${ARTICLE}<h3>${line}</h3><div class="b1"><span>${SAID}</span></div>`), TEXT));

  it('is not a line between two paragraphs that are set alike', () => {
    const [first = '', second = '', third = ''] = TEXT;
    assert.deepEqual(
      read(
        `<div class="text"><p>${first}</p><p>${second}</p><p>${third}</p><p>${first}x</p><h4>See also</h4><p>${third}y</p></div>`,
      ),
      [first, second, third, `${first}x`, `${third}y`],
    );
  });

  it('is not a counter of comments above the text', () => {
    assert.deepEqual(read(`<p>Comments (3)</p>${ARTICLE}`), TEXT);
  });

  it('is where linked lines with a text below each begin', () => {
    const pairs = [1, 2, 3].map(
      (at) =>
        `<dt><a href="/${at}">Another headline of the day, number ${at}</a></dt><dd>A market and a ferry, in one week, and nothing else.</dd>`,
    );
    assert.deepEqual(read(`${ARTICLE}<dl>${pairs.join('')}</dl>`), TEXT);
  });

  it('takes time in proportion to the length, however many such lines there are', () => {
    const measure = (count: number) => {
      const page = `${ARTICLE}${`<h4>Comments</h4><div class="text"><p>${TEXT[0]}</p></div>`.repeat(count)}`;
      const started = performance.now();
      read(page);
      return performance.now() - started;
    };
    measure(200);
    const [small, large] = [measure(500), measure(8000)];
    assert.ok(large < Math.max(small, 4) * 100, `${small} ms, then ${large} ms`);
  });
});
