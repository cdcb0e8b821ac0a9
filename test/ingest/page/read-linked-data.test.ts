import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buildPageTree } from '../../../src/ingest/page/build-page-tree.ts';
import { readLinkedData } from '../../../src/ingest/page/read-linked-data.ts';

function read(...scripts: string[]) {
  return readLinkedData(
    buildPageTree(scripts.map((text) => `<script type="application/ld+json">${text}</script>`).join('')),
  );
}

describe("a page's JSON-LD", () => {
  it('gives headline and names without character references, and none that is no character', () => {
    const article = read(
      '{"@type":"Article","headline":"Caf&eacute; &amp; bar &#8211; &#x4e2d; &#xD800;","author":"Ren&#233;e"}',
    );
    assert.equal(article?.headline, 'Café & bar – 中 \ufffd');
    assert.deepEqual(article.authors, ['Renée']);
  });

  it('is read as sites write it: in CDATA, with a comma too many, with line ends in strings', () => {
    for (const text of [
      '//<![CDATA[\n{"@type":"Article","headline":"a b"}\n//]]>',
      '{"@type":"Article","headline":"a b",}',
      '{"@type":"Article","headline":"a\nb"};',
    ])
      assert.equal(read(text)?.headline, 'a b', text);
  });

  it('is of the first article, unless a later one alone has a time', () => {
    const first = '{"@type":"Article","headline":"first"}';
    const dated = '{"@type":"NewsArticle","headline":"dated","datePublished":"2021-01-01"}';
    assert.equal(read('{"@type":"WebPage","headline":"page"}', first, first)?.headline, 'first');
    assert.equal(read(first, dated)?.headline, 'dated');
    assert.equal(read(dated, first)?.headline, 'dated');
  });

  it('is nothing where it is malformed or of no article', () => {
    assert.equal(read('{', '[]', 'null', '{"@type":"Person","name":"x"}'), null);
  });
});
