import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildPageTree } from '../../../src/ingest/page/build-page-tree.ts';
import { readLinkedData } from '../../../src/ingest/page/read-linked-data.ts';
import { readMetaTags } from '../../../src/ingest/page/read-meta-tags.ts';
import { readPageAuthor } from '../../../src/ingest/page/read-page-author.ts';

function read(html: string, lines: string[] = []): string | null {
  const root = buildPageTree(html);
  const tags = readMetaTags(root);
  return readPageAuthor(root, tags, readLinkedData(root), {
    siteName: tags.get('og:site_name') ?? null,
    lines,
  });
}

describe('the author of a page', () => {
  it('is who a marked element or a labelled line names, without the label', () => {
    for (const html of [
      '<p class="byline">By Anna Ferris</p>',
      '<a rel="author" href="/anna">Anna Ferris</a>',
      '<span itemprop="author"><i itemprop="name">Anna Ferris</i>, staff</span>',
      '<p>By Anna Ferris</p>',
      '<p>Posted in News by Anna Ferris on Monday, 5 March</p>',
      '<p>Verfasst von: Anna Ferris | 31. Dezember 2008</p>',
      '<p>Publié par Anna Ferris le 3 mai 2021</p>',
      '<div class="byline">By<a href="/anna">Anna Ferris</a><span>Staff</span><time>5 March 2022</time></div>',
      '<div class="post-author"><span class="screen-reader-text">Post author</span><span>By <a>Anna Ferris</a></span></div>',
      '<meta name="author" content="Anna Ferris, CNN">',
      '<meta property="og:site_name" content="Harbour Post"><meta name="author" content="Harbour Post - Anna Ferris">',
      '<meta name="author" content="Harbour Post GmbH"><p class="byline">Anna Ferris</p>',
      '<div class="post-footer"><span class="author">Anna Ferris</span></div>',
    ])
      assert.equal(read(html), 'Anna Ferris', html);
    assert.equal(read('<p>作者：李小河</p>'), '李小河');
  });

  it('is who a Chinese line below the headline names', () => {
    for (const [line, name] of [
      ['2022-03-05 来源：滨河日报 作者：李小河、王五 责任编辑：赵六', '李小河, 王五'],
      ['本报记者 李小河', '李小河'],
      ['来源：滨河日报', null],
    ] as const)
      assert.equal(read('', [line]), name, line);
  });

  it('is whom JSON-LD names elsewhere, also of a page that it calls no article', () => {
    const person = '{"@type":"Person","@id":"#anna","name":"Anna Ferris"}';
    for (const type of ['NewsArticle', 'WebPage'])
      assert.equal(
        read(
          `<script type="application/ld+json">{"@graph":[{"@type":"${type}","headline":"a b","author":{"@id":"#anna"}},${person}]}</script>`,
        ),
        'Anna Ferris',
        type,
      );
  });

  it('is several, parted by commas, and an organisation where nobody is named', () => {
    assert.equal(read('<p class="byline">Von Anna Ferris und Bo Ek</p>'), 'Anna Ferris, Bo Ek');
    assert.equal(read('<meta name="author" content="Harbour Post GmbH">'), 'Harbour Post GmbH');
  });

  it('is nobody who comments, no role and no sentence', () => {
    for (const html of [
      '<div class="comments"><p class="author">Anna Ferris</p></div>',
      '<p class="byline">By admin</p>',
      '<p>Von Atemschutzmaske bis Zoonose, alles erklärt</p>',
      '<span class="author">Send an e-mail to the author</span>',
      '<p>By Monday the council will have decided, said the mayor, what to do.</p>',
    ])
      assert.equal(read(html), null, html);
  });
});
