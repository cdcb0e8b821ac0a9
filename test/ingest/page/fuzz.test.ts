import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { publishedAtSchema } from '../../../src/core/model/article.ts';
import { IngestError } from '../../../src/ingest/ingest-error.ts';
import { parsePage } from '../../../src/ingest/page/parse-page.ts';

const fixtures = ['library-zh.html', 'bridge-en.html'].map((name) =>
  readFileSync(new URL(`./fixtures/${name}`, import.meta.url)),
);

/** Parses as a page; anything but an IngestError is thrown on. What comes out is what the store can keep. */
function parse(bytes: Uint8Array): void {
  try {
    const { title, body, paragraphs, publishedAt, url } = parsePage(bytes, 'fuzz').draft;
    assert.notEqual(title.trim(), '');
    assert.ok(paragraphs.every(({ start, end }) => start < end && end <= body.length));
    assert.ok(publishedAt === null || publishedAtSchema.safeParse(publishedAt).success);
    assert.ok(url === null || /^https?:/.test(url));
  } catch (error) {
    if (!(error instanceof IngestError)) throw error;
  }
}

const snippet = fc.constantFrom(
  '<',
  '>',
  '"',
  '</div>',
  '<div class="comment">',
  '<table><tr>',
  '<script>',
  '<!--',
  '&#0;',
  '\u0000',
  '<p>',
  '{"@type":',
  '<time datetime="',
  '年',
  '</h1>',
);

describe('a page reader', () => {
  it('throws nothing but an IngestError, whatever the bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 2000 }), parse), { numRuns: 300 });
  });

  it('throws nothing but an IngestError on pages that were cut, doubled and written into', () => {
    const change = fc.record({
      at: fc.nat(),
      length: fc.nat({ max: 400 }),
      put: fc.oneof(snippet, fc.string({ maxLength: 8 })),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...fixtures),
        fc.array(change, { minLength: 1, maxLength: 12 }),
        (fixture, changes) => {
          let text = fixture.toString('utf8');
          for (const { at, length, put } of changes) {
            const start = at % (text.length + 1);
            const cut = text.slice(start, start + length);
            text =
              text.slice(0, start) + put + (length % 2 === 0 ? cut + cut : '') + text.slice(start + length);
          }
          parse(Buffer.from(text));
        },
      ),
      { numRuns: 300 },
    );
  });
});
