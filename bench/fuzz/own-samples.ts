/** Small inputs of every format, where no data set is at hand and beside those that are. */
export const ownSamples = {
  feeds: [
    `<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>河畔晚报</title><link>https://example.org/</link><ttl>60</ttl><skipHours><hour>3</hour></skipHours><item><title>新车间投产</title><link>/a?x=1&amp;y=2</link><guid isPermaLink="false">a1</guid><pubDate>Mon, 23 Nov 2026 08:00:00 CST</pubDate><dc:creator>王五</dc:creator><category>工业</category><description>&lt;p&gt;年产值提高了32.30%。&lt;/p&gt;</description><content:encoded><![CDATA[<p>新车间面积34.6万平方米。</p><p>年产值提高了<b>32.30%</b>。</p>]]></content:encoded><enclosure url="a.mp3" type="audio/mpeg" length="9"/></item></channel></rss>`,
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://example.org/"><title type="html">Harbour &amp;amp; Post</title><id>urn:x</id><updated>2026-11-23T04:00:00Z</updated><link rel="self" href="feed.xml"/><entry><id>urn:x:1</id><title>Ferry sails</title><link href="1.html"/><published>2026-11-23T03:00:00+08:00</published><author><name>A. Sailor</name></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The ferry sailed on Monday.</p></div></content></entry></feed>`,
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://example.org/"><title>Old</title></channel><item rdf:about="https://example.org/1"><title>One</title><link>https://example.org/1</link><dc:date>2026-11-23</dc:date><description>One thing happened.</description></item></rdf:RDF>`,
    `{"version":"https://jsonfeed.org/version/1.1","title":"Harbour","home_page_url":"https://example.org/","feed_url":"https://example.org/feed.json","language":"en","authors":[{"name":"A"}],"items":[{"id":"1","url":"https://example.org/1","title":"Ferry &amp; pier","content_html":"<p>The ferry sailed.</p>","date_published":"2026-11-23T03:00:00Z","tags":["sea"],"attachments":[{"url":"a.mp3","mime_type":"audio/mpeg"}]},{"id":2,"content_text":"第二条。\\n\\n内容。","summary":"s"}]}`,
  ],
  pages: [
    `<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>新车间投产 - 河畔晚报</title><meta property="og:title" content="新车间投产"><meta name="pubdate" content="2026-11-23 08:00"><script type="application/ld+json">{"@type":"NewsArticle","headline":"新车间投产","datePublished":"2026-11-23T08:00:00+08:00","author":{"name":"王五"},"articleBody":"新车间面积34.6万平方米。"}</script></head><body><nav><a href="/">首页</a><a href="/b">要闻</a></nav><div class="article"><h1>新车间投产</h1><p class="info">来源：河畔晚报　2026年11月23日 08:00</p>${'<p>新车间面积34.6万平方米，年产值提高了32.30%，当地居民在周一上午看到第一批产品下线。</p>'.repeat(6)}<figure><img src="a.jpg"><figcaption>图为车间。</figcaption></figure></div><div class="share">分享到微信</div><ul><li><a href="/1">另一条新闻的标题在这里</a></li><li><a href="/2">又一条新闻的标题在这里</a></li></ul></body></html>`,
    `<html><head><title>Ferry sails | Harbour Post</title><meta name="author" content="A. Sailor"></head><body><article><header><h1>Ferry sails</h1><time datetime="2026-11-23T03:00:00Z">23 Nov</time></header>${'<p>The ferry sailed on Monday, in the rain, and the harbour master said, after two hours, that it would sail again.</p>'.repeat(6)}<table><tr><td>One</td><td>Two</td></tr></table><blockquote>It rained.</blockquote></article><footer>Subscribe to our newsletter</footer></body></html>`,
  ],
  dumps: [
    '首页\n要闻\n登录\n新车间投产\n河畔晚报\n2026-11-23 08:00\n新车间面积34.6万平方米。\n\n年产值提高了32.30%。\n#工业#\n责任编辑：张三\n分享到\n评论 12\n相关阅读\n另一条新闻的标题在这里\n3小时前\n',
    'Home\nWorld\nSign in\nFerry sails\nBy A. Sailor\nNov 23, 2026 3:00 PM\nThe ferry sailed on Monday.\n\nIt rained.\nRead more\nRelated\nPier opens\n2 hours ago\n',
  ],
  lines: [
    '{"id":"a","title":"新车间投产","text":"新车间面积34.6万平方米。\\n\\n年产值提高了32.30%。","url":"https://example.org/1","published_at":"2026-11-23T08:00:00+08:00","publisher":"河畔晚报"}\n{"title":"Ferry sails","text":"The ferry sailed."}\n',
    '{"articles":[{"title":"Ferry sails","text":"The ferry sailed.","published_at":"2026-11-23"}]}',
    '[{"title":"Ferry sails","text":"The ferry sailed.","publisher":null},{"title":3}]',
  ],
  markdown: [
    '---\ntitle: Ferry sails\ndate: 2026-11-23\ntags: [sea, rain]\n---\n\n# Ferry sails\n\nThe **ferry** sailed on [Monday](https://example.org/).\n\n- one\n- two\n  1. three\n\n> It rained.\n\n```js\ncode()\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n## 新车间投产\n\n新车间面积34.6万平方米。<br>年产值提高了32.30%。\n',
  ],
} as const;
