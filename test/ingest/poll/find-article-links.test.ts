import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findArticleLinks, isSelector } from '../../../src/ingest/poll/find-article-links.ts';

const url = 'https://www.example.org/';
const find = (body: string, selector: string | null = null) =>
  findArticleLinks(
    { bytes: Buffer.from(`<html><body>${body}`), contentType: 'text/html; charset=utf-8', url },
    selector,
  );

describe('the links of a page to articles', () => {
  it('are those of its host that look like them, once, with their words', () => {
    const found = find(`
      <nav><a href="/about">About all of the people here</a><a href="/tag/2026-election">Everything on the election here</a></nav>
      <a href="/news/2026/11/20/bridge"><img src=x></a><a href="/news/2026/11/20/bridge">The bridge opened <b>on Friday</b></a>
      <a href="https://example.org/the-mayor-came-late">Why the mayor came so late</a>
      <a href="a/123456.html#top">市图书馆今天宣布夜间开放</a>
      <a href="https://other.example/2026/11/20/x">An article of somebody else here</a>
      <a href="javascript:alert(2026)">What is this doing here now</a><a href="/2026/11/20/file.pdf">The whole report as a file</a>`);
    assert.deepEqual(found, [
      { url: 'https://www.example.org/news/2026/11/20/bridge', title: 'The bridge opened on Friday' },
      { url: 'https://example.org/the-mayor-came-late', title: 'Why the mayor came so late' },
      { url: 'https://www.example.org/a/123456.html', title: '市图书馆今天宣布夜间开放' },
    ]);
  });

  it('are those that a selector names, or that stand in what it names', () => {
    const body =
      '<main><h2><a href=/a>A</a></h2><div class=story><p><a href=/b>B</a></p></div><a href=/c>C</a></main>';
    const urls = (selector: string) => find(body, selector)?.map((link) => new URL(link.url).pathname);
    assert.deepEqual(urls('main h2 a'), ['/a']);
    assert.deepEqual(urls('h2, .story'), ['/a', '/b']);
    assert.deepEqual(urls('.none'), []);
    assert.equal(find(body, 'main['), null);
    assert.deepEqual(['main a', 'main[', ''].map(isSelector), [true, false, false]);
  });

  it('are found in a time that grows with the length of paths and headlines', () => {
    const links = [
      (length: number) => `<a href="/${'a'.repeat(length)}">x</a>`,
      (length: number) => `<a href="/a-b-c">${'x'.repeat(length / 8)}</a>`,
      (length: number) => `<a href="/a-b-c">${`汉${'x'.repeat(length / 64)}`.repeat(7)}</a>`,
    ];
    for (const link of links) {
      const measure = (length: number) => {
        const page = link(length).repeat(Math.floor(400_000 / link(length).length));
        const started = performance.now();
        find(page);
        return performance.now() - started;
      };
      measure(64);
      // As much text, in longer pieces.
      const [short, long] = [measure(64), measure(1984)];
      assert.ok(long < Math.max(short, 4) * 5, `${link(64)}: ${short} ms, then ${long} ms`);
    }
  });

  it('are none of a page that is made to cost', () => {
    assert.equal(find('<div>'.repeat(100_000)), null);
    assert.equal(find('<i></i>'.repeat(60_000)), null);
    assert.equal(find('<div>'.repeat(100_000), 'div div div a'), null);
  });
});
