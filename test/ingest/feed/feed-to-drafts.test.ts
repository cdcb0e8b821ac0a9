import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ArticleDraft, Skipped } from '../../../src/core/model/article.ts';
import { parseFeed } from '../../../src/ingest/feed/parse-feed.ts';
import { IngestError } from '../../../src/ingest/ingest-error.ts';

const NOW = Date.parse('2022-03-06T00:00:00Z');

function parse(text: string, address: string | null = null): { drafts: ArticleDraft[]; skipped: Skipped[] } {
  const entries = [...parseFeed(text, 'feed.xml', { now: NOW, address })];
  return {
    drafts: entries.flatMap((entry) => (entry.kind === 'draft' ? [entry.draft] : [])),
    skipped: entries.flatMap((entry) => (entry.kind === 'skipped' ? [entry.skipped] : [])),
  };
}

const rss = (...items: string[]) =>
  `<rss version="2.0"><channel><title>甲报</title><link>https://a.example/</link>${items.map((item) => `<item>${item}</item>`).join('')}</channel></rss>`;
const firstDraft = (item: string) => parse(rss(item)).drafts[0];
const described = (html: string) =>
  firstDraft(`<title>题</title><description><![CDATA[${html}]]></description>`);

describe('parseFeed', () => {
  it('makes an article of each entry: its text without markup, its time as it is given, its publisher', () => {
    const { drafts } = parse(
      rss(
        `<title>图书馆延长开放</title><link>/1</link><guid>g1</guid><pubDate>Sat, 05 Mar 2022 08:30:00 +0800</pubDate>
         <description><![CDATA[<h3>背景</h3><p>第一段。</p><ul><li>甲</li></ul>]]></description>`,
      ),
    );
    const [draft] = drafts;
    assert.ok(draft !== undefined);
    assert.deepEqual(
      [draft.title, draft.body, draft.publisher, draft.url, draft.publishedAt, draft.truncated],
      [
        '图书馆延长开放',
        '背景\n\n第一段。\n\n甲',
        '甲报',
        'https://a.example/1',
        '2022-03-05T08:30:00+08:00',
        false,
      ],
    );
    assert.deepEqual(
      draft.paragraphs.map(({ kind }) => kind),
      ['subheading', 'text', 'text'],
    );
    for (const { start, end } of draft.paragraphs) assert.match(draft.body.slice(start, end), /^\S.*\S?$/);
  });

  it('takes the longer of content and summary', () => {
    const both = (description: string, encoded: string) =>
      firstDraft(
        `<title>题</title><description>${description}</description><content:encoded>${encoded}</content:encoded>`,
      )?.body;
    assert.equal(both('短。', '很长的全文。'), '很长的全文。');
    assert.equal(both('很长的全文。', '短…'), '很长的全文。');
  });

  it('takes a headline alone for the text, and skips an entry that has neither', () => {
    const { drafts, skipped } = parse(rss('<title>只有标题</title>', '<link>https://a.example/2</link>'));
    assert.deepEqual(
      drafts.map(({ title, body }) => [title, body]),
      [['只有标题', '只有标题']],
    );
    assert.deepEqual(
      skipped.map(({ reason, excerpt }) => [reason, excerpt]),
      [['empty', 'https://a.example/2']],
    );
  });

  it('leaves out what frames the text, and says so', () => {
    const { drafts, skipped } = parse(
      rss(
        '<title>题</title><description><![CDATA[<p>题</p><p>正文一句。</p><p>责任编辑：张三</p><p>The post 题 appeared first on 甲报.</p>]]></description>',
      ),
    );
    assert.equal(drafts[0]?.body, '正文一句。');
    assert.deepEqual(
      skipped.map(({ reason }) => reason),
      ['chrome', 'chrome'],
    );
  });

  it('says that a text goes on elsewhere, or that the feed broke off in it', () => {
    assert.equal(described('<p>正文的开头……</p>')?.truncated, true);
    assert.equal(described('<p>正文。</p>')?.truncated, false);
    const whole = rss('<title>题</title><description>正文');
    const cut = whole.slice(0, whole.indexOf('</item>'));
    assert.equal(parse(cut).drafts[0]?.truncated, true);
    assert.equal(parse(cut.concat('</channel>')).drafts[0]?.truncated, false);
  });

  it('leaves an entry that broke off to the next time where the feed was fetched', () => {
    const whole = rss('<title>一</title>', '<title>题</title><description>正文');
    const cut = whole.slice(0, whole.lastIndexOf('</item>'));
    const { drafts, skipped } = parse(cut, 'https://a.example/feed');
    assert.deepEqual(
      [drafts.map(({ title }) => title), skipped.map(({ reason }) => reason)],
      [['一'], ['malformed']],
    );
  });

  it('believes neither a time to come nor one that stands for none', () => {
    const dated = (date: string, more = '') =>
      firstDraft(`<title>题</title><pubDate>${date}</pubDate>${more}`)?.publishedAt;
    assert.equal(dated('Sun, 06 Mar 2022 12:00:00 GMT'), '2022-03-06T12:00:00Z');
    assert.equal(dated('Tue, 08 Mar 2022 12:00:00 GMT'), null);
    assert.equal(
      dated('Tue, 08 Mar 2999 12:00:00 GMT', '<atom:updated>2022-03-05T00:00:00Z</atom:updated>'),
      '2022-03-05T00:00:00Z',
    );
    assert.equal(dated('Thu, 01 Jan 1970 00:00:00 GMT'), null);
    assert.equal(dated('gestern'), null);
  });

  it('takes categories for hashtags, bounded, besides those of the text', () => {
    const categories = Array.from({ length: 60 }, (_, at) => `<category>类${at}</category>`).join('');
    const draft = firstDraft(
      `<title>题 #正文话题#</title><category>#科技</category><category>科技</category><category>2022</category><category>https://a.example/tag</category><category>Uncategorized</category>${categories}`,
    );
    assert.deepEqual(draft?.hashtags.slice(0, 3), ['正文话题', '科技', '类0']);
    assert.equal(draft?.hashtags.length, 20);
  });

  it('names the publisher that an entry names, then the feed, then its host', () => {
    assert.equal(
      firstDraft('<title>题</title><source url="https://b.example/">乙报</source>')?.publisher,
      '乙报',
    );
    assert.equal(
      parse('<rss><channel><title>丙网 - RSS Feed</title><item><title>题</title></item></channel></rss>')
        .drafts[0]?.publisher,
      '丙网',
    );
    assert.equal(
      parse(
        '<rss><channel><link>https://www.d.example/x</link><item><title>题</title></item></channel></rss>',
      ).drafts[0]?.publisher,
      'd.example',
    );
  });

  it('gives an entry the same id each time, and never that of another feed’s', () => {
    const text = rss('<title>题</title><guid>1</guid>');
    const idAt = (address: string | null, given = text) => parse(given, address).drafts[0]?.givenId;
    assert.match(idAt('https://a.example/feed') ?? '', /^[0-9a-f]{20}$/);
    assert.equal(
      idAt('https://a.example/feed'),
      idAt('https://a.example/feed', rss('<title>改过的题</title><guid>1</guid>')),
    );
    assert.notEqual(idAt('https://a.example/feed'), idAt('https://b.example/feed'));
    assert.notEqual(idAt(null), idAt(null, text.replace('a.example', 'b.example')));
  });

  it('tells entries with one guid apart by their links, and gives those that have nothing of their own no id', () => {
    const { drafts } = parse(
      rss(
        '<title>一</title><guid>same</guid><link>https://a.example/1</link>',
        '<title>二</title><guid>same</guid><link>https://a.example/2</link>',
        '<title>三</title><guid isPermaLink="false">none</guid>',
        '<title>四</title><guid isPermaLink="false">none</guid>',
        '<title>五</title>',
      ),
    );
    const ids = drafts.map(({ givenId }) => givenId);
    assert.deepEqual(ids.slice(2), [null, null, null]);
    assert.equal(new Set(ids.slice(0, 2)).size, 2);
    assert.ok(ids[0] !== null && ids[1] !== null);
  });

  it('keeps no link that is no address of the web', () => {
    for (const link of ['javascript:alert(1)', 'file:///etc/passwd', 'data:text/html,x'])
      assert.equal(firstDraft(`<title>题</title><link>${link}</link>`)?.url, null);
  });

  it('says what a file is that holds no feed', () => {
    const codeOf = (text: string) => {
      try {
        parse(text);
        return 'none';
      } catch (error) {
        assert.ok(error instanceof IngestError);
        return `${error.code} ${/sources import|HTML|XML|no feed/.exec(error.message)?.[0]}`;
      }
    };
    assert.deepEqual(
      ['<opml version="2.0"></opml>', '<!doctype html><p>x', '<urlset></urlset>', 'plain text'].map(codeOf),
      ['unsupported sources import', 'unsupported HTML', 'unsupported XML', 'malformed no feed'],
    );
  });

  it('says that a feed is empty, and how many entries it left', () => {
    assert.deepEqual(
      parse(rss()).skipped.map(({ reason }) => reason),
      ['empty'],
    );
    const { drafts, skipped } = parse(
      rss(...Array.from({ length: 5003 }, (_, at) => `<title>题${at}</title>`)),
    );
    assert.equal(drafts.length, 5000);
    assert.match(skipped[0]?.detail ?? '', /3 more/);
  });

  it('skips an entry that is too long for an article and takes in the others', () => {
    const { drafts, skipped } = parse(
      rss(`<title>长</title><description>${'很长。'.repeat(400_000)}</description>`, '<title>短</title>'),
    );
    assert.deepEqual(
      [drafts.map(({ title }) => title), skipped.map(({ reason }) => reason)],
      [['短'], ['too-large']],
    );
  });
});
