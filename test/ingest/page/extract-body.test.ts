import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildPageTree } from '../../../src/ingest/page/build-page-tree.ts';
import { extractBody } from '../../../src/ingest/page/extract-body.ts';

const FIRST =
  'The council met on Monday, and it decided, after two hours, to keep the library open until ten.';
const SECOND =
  'Nobody spoke against it, though the money for it has yet to be found, as the mayor said later.';

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
});
