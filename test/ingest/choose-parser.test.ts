import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chooseParser } from '../../src/ingest/choose-parser.ts';

const choose = (name: string, content: string) => chooseParser(name, Buffer.from(content), true);

describe('chooseParser', () => {
  it('goes by the end of a name where that says what a file is', () => {
    assert.deepEqual(
      ['a.md', 'a.jsonl', 'a.JSON', 'a.xml', 'a.rss', 'a.Atom', 'a.rdf', 'a.opml', 'a.html'].map((name) =>
        choose(name, 'x'),
      ),
      ['markdown', 'json-lines', 'json', 'feed', 'feed', 'feed', 'feed', 'feed', 'page'],
    );
  });

  it('tells a feed by how it begins where no name says it', () => {
    for (const head of [
      '<?xml version="1.0"?>\n<rss version="2.0">',
      '<rss>',
      '<feed xmlns="x">',
      '<rdf:RDF xmlns="x">',
      '\n <channel>',
    ])
      for (const name of ['-', 'feed', 'feed.txt']) assert.equal(choose(name, head), 'feed', head);
  });

  it('takes a page for a page, not for a feed', () => {
    for (const head of [
      '<!DOCTYPE html><p>',
      '<html>',
      '<?xml version="1.0"?><!DOCTYPE html PUBLIC "x">',
      '<!-- x --><html lang="zh">',
    ])
      assert.equal(choose('-', head), 'page', head);
  });

  it('tells a JSON Feed in one line from JSON Lines', () => {
    assert.equal(choose('-', '{"version":"https:\\/\\/jsonfeed.org\\/version\\/1","items":[]}'), 'json');
    assert.equal(choose('-', '{"title":"a","text":"b"}\n{"title":"c","text":"d"}'), 'json-lines');
  });

  it('takes any other text for a dump', () => {
    assert.equal(choose('-', 'a <rss> b'), 'dump');
    assert.equal(choose('a.txt', '<3 <4'), 'dump');
  });
});
