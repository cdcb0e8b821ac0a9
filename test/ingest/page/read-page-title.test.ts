import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildPageTree } from '../../../src/ingest/page/build-page-tree.ts';
import { readMetaTags } from '../../../src/ingest/page/read-meta-tags.ts';
import { readPageTitle } from '../../../src/ingest/page/read-page-title.ts';

function read(html: string, siteName: string | null = null): string | null {
  const root = buildPageTree(html);
  return readPageTitle({ root, tags: readMetaTags(root), linked: null, siteName });
}

describe('the title of a page', () => {
  it('is the only heading of the first level, though the title for search engines is another', () => {
    const other =
      '<title>Library hours - Harbour Post</title><meta property="og:title" content="Library hours">';
    assert.equal(
      read(`${other}<h1>The council keeps the library open</h1>`),
      'The council keeps the library open',
    );
    assert.equal(read(`${other}<h1>图书馆开放时间延长到晚上十点</h1>`), '图书馆开放时间延长到晚上十点');
  });

  it('is no heading that is a rubric, one of several, or the name of the site', () => {
    const other = '<title>The council keeps it open</title>';
    assert.equal(read(`${other}<h1>Politics</h1>`), 'The council keeps it open');
    assert.equal(
      read(`${other}<h1>Everything about the harbour</h1><h1>And all about its people</h1>`),
      'The council keeps it open',
    );
    assert.equal(
      read(`${other}<h1>The Harbour Post and Advertiser</h1>`, 'The Harbour Post and Advertiser'),
      'The council keeps it open',
    );
  });

  it('is the headline without the line above or below it in the same heading', () => {
    for (const html of [
      '<h1><span class="kicker">Politics</span> The council keeps the library open</h1>',
      '<h1><span class="dachzeile">Politics</span><span>The council keeps the library open</span></h1>',
      '<h1>The council keeps the library open <small>And nobody spoke against it</small></h1>',
      '<h1><span class="label">Politics</span>: The council keeps the library open</h1>',
    ])
      assert.equal(read(html), 'The council keeps the library open', html);
    assert.equal(
      read('<h1>The <em>council</em> keeps the library open</h1>'),
      'The council keeps the library open',
    );
  });
});
