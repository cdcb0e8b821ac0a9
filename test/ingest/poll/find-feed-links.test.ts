import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { looksLikePage } from '../../../src/ingest/fetch/looks-like-page.ts';
import { readFeedList } from '../../../src/ingest/poll/feed-list.ts';
import { findFeedLinks } from '../../../src/ingest/poll/find-feed-links.ts';

const PAGE = 'https://example.org/news/';
const find = (html: string | Uint8Array) =>
  findFeedLinks(typeof html === 'string' ? Buffer.from(html) : html, PAGE).map(({ url }) => url);

describe('the feeds that a page names', () => {
  it('are found in any case, quoting and order, each once', () => {
    const html = `<LINK TYPE='application/rss+xml' REL="feed alternate" HREF=a.xml><link rel=alternate
      type="application/feed+json; charset=utf-8" href="/b.json"><link rel=alternate type=application/rss+xml href=a.xml>`;
    assert.deepEqual(find(html), ['https://example.org/news/a.xml', 'https://example.org/b.json']);
  });

  it('are not what scripts and comments hold, nor other alternates', () => {
    const html = `<script>'<link rel=alternate type=application/rss+xml href=x>'</script><!-- <link rel=alternate
      type=application/rss+xml href=y> --><link rel=alternate hreflang=en href=/en><link rel=icon type=application/rss+xml href=z>`;
    assert.deepEqual(find(html), []);
  });

  it('are found on a page in GBK', () => {
    const html = Buffer.concat([
      Buffer.from('<meta charset=gbk><title>'),
      Buffer.from([0xd0, 0xc2, 0xce, 0xc5]),
      Buffer.from('</title><link rel=alternate type=application/rss+xml href=/rss title='),
      Buffer.from([0xd0, 0xc2, 0xce, 0xc5]),
      Buffer.from('>'),
    ]);
    assert.deepEqual(findFeedLinks(html, PAGE), [{ url: 'https://example.org/rss', title: '新闻' }]);
  });

  it('cost little, and never throw, whatever the page is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), fc.string(), (bytes, text) => {
        find(bytes);
        find(`<link rel=alternate type=application/rss+xml href="${text}">`);
        readFeedList(`<opml>${text}`);
        looksLikePage(bytes, text);
      }),
    );
    const began = performance.now();
    find('<div>'.repeat(200_000));
    find('<link rel=alternate '.repeat(50_000));
    assert.ok(performance.now() - began < 3000);
  });
});

describe('a page', () => {
  it('is told from a feed by its content before its media type', () => {
    const is = (text: string, type: string | null) => looksLikePage(Buffer.from(text), type);
    assert.equal(is('<?xml version="1.0"?><rss version="2.0">', 'text/html'), false);
    assert.equal(is('{"version":"https://jsonfeed.org/version/1.1"}', 'text/html'), false);
    assert.equal(is('\ufeff\n<!DOCTYPE html><html>', null), true);
    assert.equal(is('<?xml version="1.0"?><html xmlns="x">', 'application/xhtml+xml'), true);
    assert.equal(is('<p>no more than this', 'text/html'), true);
    assert.equal(is('plain words', 'text/html'), false);
    assert.equal(looksLikePage(Buffer.from('<html>', 'utf16le'), null), true);
  });
});
