import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildPageTree } from '../../../src/ingest/page/build-page-tree.ts';
import { readLinkedData } from '../../../src/ingest/page/read-linked-data.ts';
import { readMetaTags } from '../../../src/ingest/page/read-meta-tags.ts';
import { readPageAuthor } from '../../../src/ingest/page/read-page-author.ts';

function read(html: string): string | null {
  const root = buildPageTree(html);
  return readPageAuthor(root, readMetaTags(root), readLinkedData(root));
}

describe('the author of a page', () => {
  it('is who a marked element or a labelled line names, without the label', () => {
    for (const html of [
      '<p class="byline">By Anna Ferris</p>',
      '<a rel="author" href="/anna">Anna Ferris</a>',
      '<span itemprop="author"><i itemprop="name">Anna Ferris</i>, staff</span>',
      '<p>By Anna Ferris</p>',
    ])
      assert.equal(read(html), 'Anna Ferris', html);
    assert.equal(read('<p>作者：李小河</p>'), '李小河');
  });

  it('is nobody who comments, no role and no sentence', () => {
    for (const html of [
      '<div class="comments"><p class="author">Anna Ferris</p></div>',
      '<p class="byline">By admin</p>',
      '<p>By Monday the council will have decided, said the mayor, what to do.</p>',
    ])
      assert.equal(read(html), null, html);
  });
});
