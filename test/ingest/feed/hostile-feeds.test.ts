import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { hostileFeeds } from '../../../bench/feeds/hostile-feeds.ts';
import { publishedAtSchema } from '../../../src/core/model/article.ts';
import { IngestError } from '../../../src/ingest/ingest-error.ts';
import type { ParsedLine } from '../../../src/ingest/parse-json-line.ts';
import { parseWhole } from '../../../src/ingest/parse-whole.ts';

const SAMPLES = [
  '<?xml version="1.0" encoding="gb2312"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>a &amp; b</title><link>https://a.example/</link><item><title><![CDATA[<b>x</b>]]></title><link>/1</link><guid isPermaLink="false">1</guid><dc:creator>y</dc:creator><pubDate>Sat, 05 Mar 2022 08:30:00 +0800</pubDate><category>k</category><description>&lt;p&gt;text&lt;/p&gt;</description></item></channel></rss>',
  '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/"><title type="html">a</title><entry><id>1</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">t<br/></div></title><link href="1"/><updated>2022-03-05T08:30:00Z</updated><content type="base64">PGI+</content></entry></feed>',
  '{"version":"https://jsonfeed.org/version/1.1","title":"a","items":[{"id":"1","url":"/1","title":"t","content_html":"<p>x","tags":["k"],"date_published":"2022-03-05T08:30:00Z"}]}',
];

/** What parsing gives, or the IngestError that it throws; anything else fails the test. */
function parse(bytes: Uint8Array, format: 'feed' | 'json'): ParsedLine[] {
  try {
    return [...parseWhole(bytes, format, 'hostile', { now: Date.parse('2022-03-06T00:00:00Z') })];
  } catch (error) {
    assert.ok(error instanceof IngestError, String(error));
    return [];
  }
}

function checkDrafts(entries: readonly ParsedLine[]): void {
  for (const entry of entries) {
    if (entry.kind === 'skipped') continue;
    const { title, body, paragraphs, url, publishedAt, givenId } = entry.draft;
    assert.ok(title.trim() !== '' && !/[\n\r]/.test(title));
    assert.ok(body.trim() !== '');
    assert.ok(publishedAt === null || publishedAtSchema.safeParse(publishedAt).success);
    assert.ok(url === null || /^https?:/i.test(url));
    assert.ok(givenId === null || /^[0-9a-f]{20}$/.test(givenId));
    let last = 0;
    for (const { start, end } of paragraphs) {
      assert.ok(start >= last && end > start && end <= body.length);
      last = end;
    }
  }
}

/** Bytes of a feed with pieces taken out, doubled, moved and changed. */
const mutated = fc
  .tuple(
    fc.constantFrom(...SAMPLES),
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.nat({ max: 40 }),
        fc.nat(),
        fc.oneof(
          fc.constantFrom(
            '',
            '<',
            '>',
            '&',
            '"',
            ']]>',
            '<![CDATA[',
            '<item>',
            '</item>',
            '<!--',
            '\0',
            '{',
            '}',
            '[',
          ),
          fc.string({ unit: 'binary', maxLength: 4 }),
        ),
      ),
      { maxLength: 6 },
    ),
  )
  .map(([sample, changes]) => {
    let text = sample;
    for (const [at, length, from, inserted] of changes) {
      const start = at % (text.length + 1);
      const copied = inserted === '' ? text.slice(from % (text.length + 1)).slice(0, length) : inserted;
      text = text.slice(0, start) + copied + text.slice(start + length);
    }
    return Buffer.from(text);
  });

describe('a hostile feed', () => {
  it('gives articles or an IngestError whatever its bytes are', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom('', ...SAMPLES.map((sample) => sample.slice(0, 60))),
        (bytes, head) => {
          const all = Buffer.concat([Buffer.from(head), bytes]);
          for (const format of ['feed', 'json'] as const) checkDrafts(parse(all, format));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('gives articles or an IngestError however a feed was changed', () => {
    fc.assert(
      fc.property(mutated, (bytes) => {
        for (const format of ['feed', 'json'] as const) checkDrafts(parse(bytes, format));
      }),
      { numRuns: 1500 },
    );
  });

  for (const { kind, make } of hostileFeeds)
    it(`takes time in proportion to its length: ${kind}`, () => {
      const measure = (size: number) => {
        const bytes = Buffer.from(make(size));
        const started = performance.now();
        checkDrafts(parse(bytes, kind.startsWith('JSON') ? 'json' : 'feed'));
        return performance.now() - started;
      };
      measure(10_000);
      const [small, large] = [measure(40_000), measure(640_000)];
      // 16 times as much: 256 times as long where it grew with the square.
      assert.ok(large < Math.max(small, 5) * 100, `${small} ms, then ${large} ms`);
    });
});
