import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Feed, FeedEntry } from '../../../src/ingest/feed/feed.ts';
import { readFeed } from '../../../src/ingest/feed/read-feed.ts';
import { toPublishedAt } from '../../../src/ingest/feed/time/feed-time.ts';

function read(text: string, address?: string): Feed {
  const feed = readFeed(text, address === undefined ? {} : { address });
  assert.ok(feed !== null, 'no feed was found');
  return feed;
}

function firstEntry(text: string, address?: string): FeedEntry {
  const [entry] = read(text, address).entries;
  assert.ok(entry !== undefined, 'no entry was found');
  return entry;
}

const publishedAt = ({ published }: FeedEntry) => (published === null ? null : toPublishedAt(published));
const rss = (inside: string, attributes = '') =>
  `<rss version="2.0" ${attributes}><channel><title>甲报</title>${inside}</channel></rss>`;
const item = (inside: string, attributes = '') => firstEntry(rss(`<item>${inside}</item>`, attributes));
const atom = (inside: string) => `<feed xmlns="http://www.w3.org/2005/Atom">${inside}</feed>`;
const entry = (inside: string) => firstEntry(atom(`<entry>${inside}</entry>`));

describe('readFeed', () => {
  it('reads RSS with the modules that are in use', () => {
    const feed = read(
      rss(
        `<link>https://a.example/</link><description>新闻 &amp;amp; 评论</description><language>zh-cn</language><ttl>30</ttl>
         <skipHours><hour>0</hour><hour>24</hour><hour>3</hour></skipHours>
         <skipDays><day>Sunday</day><day> saturday </day><day>Someday</day><day>Sunday</day></skipDays>
         <atom:link rel="self" href="https://a.example/feed"/><atom:link rel="hub" href="https://hub.example/"/>
         <item><title>标题</title><link>https://a.example/1</link><guid isPermaLink="false">g1</guid>
         <dc:creator>张三</dc:creator><dc:date>2022-03-05T08:30:00+08:00</dc:date><category>科技</category><dc:subject>教育</dc:subject>
         <description>摘要</description><content:encoded><![CDATA[<p>全文</p>]]></content:encoded>
         <source url="https://b.example/">乙报</source><enclosure url="/a.mp3" type="audio/mpeg" length="1"/>
         <media:content url="https://a.example/a.jpg"/></item>`,
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"',
      ),
    );
    const [first] = feed.entries;
    assert.deepEqual(
      [feed.format, feed.title, feed.link, feed.selfLink, feed.language, feed.polling],
      [
        'rss',
        '甲报',
        'https://a.example/',
        'https://a.example/feed',
        'zh-cn',
        { ttl: 30, skipHours: [0, 3], skipDays: [0, 6], hubs: ['https://hub.example/'] },
      ],
    );
    assert.ok(first !== undefined);
    assert.deepEqual(
      [
        first.id,
        first.title,
        first.link,
        first.author,
        publishedAt(first),
        first.content,
        first.summary,
        first.categories,
        first.publisher,
        first.enclosures,
      ],
      [
        'g1',
        '标题',
        'https://a.example/1',
        '张三',
        '2022-03-05T08:30:00+08:00',
        '<p>全文</p>',
        '摘要',
        ['科技', '教育'],
        '乙报',
        [
          { url: 'https://a.example/a.mp3', type: 'audio/mpeg' },
          { url: 'https://a.example/a.jpg', type: null },
        ],
      ],
    );
  });

  it('reads RDF, whose items stand beside the channel', () => {
    const feed = read(
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
       <channel rdf:about="https://a.example/rdf"><title>甲</title><link>https://a.example/</link></channel>
       <item rdf:about="https://a.example/1"><title>一</title><link>https://a.example/1</link><dc:date>2022-03-05</dc:date></item></rdf:RDF>`,
    );
    const [first] = feed.entries;
    assert.ok(first !== undefined);
    assert.deepEqual(
      [feed.format, feed.id, first.id, first.title, publishedAt(first)],
      ['rdf', 'https://a.example/rdf', 'https://a.example/1', '一', '2022-03-05'],
    );
  });

  it('reads Atom 1.0 with its ways of writing text', () => {
    const texts = (type: string, value: string) =>
      entry(`<title ${type}>${value}</title><summary ${type}>${value}</summary>`);
    const plain = texts('type="text"', 'the &lt;b&gt; tag');
    assert.deepEqual([plain.title, plain.summary], ['the <b> tag', 'the &lt;b&gt; tag']);
    const html = texts('type="html"', '&lt;b&gt;A&amp;amp;B&lt;/b&gt;');
    assert.deepEqual([html.title, html.summary], ['A&B', '<b>A&amp;B</b>']);
    const xhtml = texts('type="xhtml"', '<div xmlns="http://www.w3.org/1999/xhtml">a<br/>b &lt; c</div>');
    assert.deepEqual([xhtml.title, xhtml.summary], ['a b < c', 'a<br>b &lt; c']);
    const prefixed = texts(
      'type="xhtml"',
      '<h:div xmlns:h="http://www.w3.org/1999/xhtml"><h:p>a</h:p></h:div>',
    );
    assert.equal(prefixed.summary, '<p>a</p>');
    assert.equal(texts('', 'a &lt;p&gt;b&lt;/p&gt;').summary, 'a <p>b</p>');
  });

  it('reads Atom 0.3, with base64 and its other times', () => {
    const first = firstEntry(
      `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title mode="escaped" type="text/html">&lt;i&gt;a&lt;/i&gt;</title>
       <issued>2004-01-01T10:00:00Z</issued><content type="text/html" mode="base64">${Buffer.from('<p>中文</p>').toString('base64')}</content></entry></feed>`,
    );
    assert.deepEqual(
      [first.title, publishedAt(first), first.content],
      ['a', '2004-01-01T10:00:00Z', '<p>中文</p>'],
    );
  });

  it('takes the page of an Atom entry for its link, and the feed’s author where it has none', () => {
    const [first, second] = read(
      atom(
        `<author><name>编辑部</name></author>
         <entry><id>1</id><link rel="self" href="https://a.example/1.atom"/><link rel="alternate" type="application/json" href="https://a.example/1.json"/><link type="text/html" href="https://a.example/1"/></entry>
         <entry><id>https://a.example/2</id><author><name>李四</name></author><author><name>王五</name></author></entry>`,
      ),
    ).entries;
    assert.deepEqual([first?.link, first?.author], ['https://a.example/1', '编辑部']);
    assert.deepEqual([second?.link, second?.author], ['https://a.example/2', '李四, 王五']);
  });

  it('reads JSON Feed, whatever kind of value a field has', () => {
    const feed = read(
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: '甲',
        home_page_url: 'https://a.example/',
        authors: [{ name: '张三' }],
        items: [
          {
            id: 7,
            url: '/7',
            content_text: 'a < b\n\nc',
            tags: ['科技', 3],
            date_published: '2022-03-05T08:30:00Z',
          },
          {
            id: '8',
            title: ['not text'],
            content_html: '<p>x</p>',
            authors: 'nobody',
            attachments: [{ url: 'https://a.example/a.mp3', mime_type: 'audio/mpeg' }],
          },
          'no item',
        ],
      }),
    );
    const [first, second] = feed.entries;
    assert.equal(feed.entries.length, 2);
    assert.deepEqual(
      [first?.id, first?.link, first?.content, first?.categories, first?.author],
      ['7', 'https://a.example/7', 'a &lt; b<br>c', ['科技'], '张三'],
    );
    assert.deepEqual(
      [second?.title, second?.enclosures],
      ['x', [{ url: 'https://a.example/a.mp3', type: 'audio/mpeg' }]],
    );
  });

  it('makes links absolute by xml:base, by where the feed stands, and by its page', () => {
    const relative = '<item><title>a</title><link>1.html</link></item>';
    assert.equal(
      firstEntry(rss(relative), 'https://a.example/news/feed').link,
      'https://a.example/news/1.html',
    );
    assert.equal(
      firstEntry(rss(`<link>https://b.example/</link>${relative}`)).link,
      'https://b.example/1.html',
    );
    assert.equal(firstEntry(rss(relative)).link, '1.html');
    const based = `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://c.example/x/"><entry xml:base="y/"><link href="1"/></entry></feed>`;
    assert.equal(firstEntry(based, 'https://a.example/').link, 'https://c.example/x/y/1');
  });

  it('takes a permanent guid for the link, and never one that is none', () => {
    assert.equal(item('<title>a</title><guid>https://a.example/1</guid>').link, 'https://a.example/1');
    assert.equal(item('<title>a</title><guid isPermaLink="false">https://a.example/1</guid>').link, null);
    assert.equal(item('<title>a</title><guid>tag:1</guid>').link, null);
  });

  it('makes a title of the text where there is none', () => {
    assert.equal(item('<title/><description>第一句。第二句。</description>').title, '第一句');
    assert.equal(item('<title></title>').title, null);
  });

  it('reads titles that hold HTML, or HTML escaped once too often, and keeps what only looks like it', () => {
    const title = (value: string) => item(`<title>${value}</title>`).title;
    assert.equal(title('AT&amp;T'), 'AT&T');
    assert.equal(title('AT&amp;amp;T'), 'AT&T');
    assert.equal(title('<![CDATA[<b>粗</b>体 &hellip;]]>'), '粗体 …');
    assert.equal(title('&amp;lt;em&amp;gt;斜&amp;lt;/em&amp;gt;体'), '斜体');
    assert.equal(title('a &lt;/example&gt; b, 1 &lt; 2'), 'a </example> b, 1 < 2');
    assert.equal(title('<i>未</i>转义'), '未转义');
  });

  it('knows names by their namespaces, whatever their prefix, and usual prefixes that nobody declared, or wrongly', () => {
    assert.equal(
      item('<title>a</title><x:creator>张三</x:creator>', 'xmlns:x="http://purl.org/dc/elements/1.1/"')
        .author,
      '张三',
    );
    assert.equal(item('<title>a</title><dc:creator>张三</dc:creator>').author, '张三');
    assert.equal(
      item('<title>a</title><dc:creator>张三</dc:creator>', 'xmlns:dc="https://other.example/"').author,
      '张三',
    );
    assert.equal(item('<TITLE>a</TITLE>').title, 'a');
    assert.equal(firstEntry('<feed><entry><title>没有命名空间</title></entry></feed>').title, '没有命名空间');
  });

  it('understands CST as the time of China in a Chinese feed, and of Chicago in another', () => {
    const dated = '<title>a</title><pubDate>Sat, 05 Mar 2022 08:30:00 CST</pubDate>';
    assert.equal(publishedAt(item(dated)), '2022-03-05T08:30:00-06:00');
    assert.equal(
      publishedAt(item(`${dated}<description>${'市图书馆昨日宣布延长开放时间。'.repeat(3)}</description>`)),
      '2022-03-05T08:30:00+08:00',
    );
  });

  it('gives what there is of a feed that breaks off anywhere', () => {
    const text = rss(
      '<item><title>一</title><description>甲。</description></item><item><title>二</title><description>乙丙丁。</description></item>',
    );
    for (let length = text.indexOf('<item>') + 6; length < text.length; length += 1) {
      const feed = read(text.slice(0, length));
      assert.equal(feed.title, '甲报');
      assert.ok(feed.entries.length >= 1);
    }
    const cut = read(text.slice(0, text.indexOf('丙')));
    assert.deepEqual(
      cut.entries.map(({ title, summary, isCutOff }) => [title, summary, isCutOff]),
      [
        ['一', '甲。', false],
        ['二', '乙', true],
      ],
    );
    const json =
      '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"一"},{"id":"2","ti';
    assert.deepEqual(
      read(json).entries.map(({ title }) => title),
      ['一'],
    );
  });

  it('lives with lone ampersands, HTML’s names of characters, missing and crossed end tags, and what stands above', () => {
    assert.equal(item('<title>A & B &nbsp;&hellip; &unknown;</title>').title, 'A & B … &unknown;');
    assert.deepEqual(
      read(rss('<item><title>一</title><description>甲<item><title>二</title></item>')).entries.map(
        ({ title }) => title,
      ),
      ['一', '二'],
    );
    assert.equal(item('<title>一<link>https://a.example/1</title></link>').title, '一https://a.example/1');
    assert.equal(read(`\n<br />\n<b>Warning</b>: in /x.php\n<?xml version="1.0"?>${rss('')}`).title, '甲报');
    assert.equal(item('<title>a</title><description>b<br>c</description>').summary, 'b<br>c');
  });

  it('expands and fetches nothing that a document type declares', () => {
    const declared =
      '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>';
    assert.equal(firstEntry(`${declared}${rss('<item><title>&b;&f;</title></item>')}`).title, '&b;&f;');
  });

  it('finds no feed in a page, a list of feeds, other XML or plain text', () => {
    for (const text of [
      '<html><body><p>How to read an &lt;rss> feed</p></body></html>',
      '<opml version="2.0"><body/></opml>',
      '<urlset><url/></urlset>',
      'plain',
      '',
      '{"items":"x"}',
      '[1]',
    ])
      assert.equal(readFeed(text), null, text);
  });

  it('says where each entry stands', () => {
    const text = rss('<item><title>一</title></item> <item><title>二</title></item>');
    assert.deepEqual(
      read(text).entries.map(({ range }) => text.slice(range.start, range.end)),
      ['<item><title>一</title></item>', '<item><title>二</title></item>'],
    );
  });
});
