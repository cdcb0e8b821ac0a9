import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { anyText } from '../../any-text.ts';
import { normaliseEntities } from './text/normalise-entities.ts';
import { parseHtml } from './text/parse-html.ts';
import type { FormattedText, TextEntity } from './text/text-entity.ts';
import { writeHtml } from './text/write-html.ts';

function accept(html: string): FormattedText {
  const parsed = parseHtml(html);
  if ('error' in parsed) assert.fail(`${html}: ${parsed.error}`);
  return parsed;
}

function entitiesOf(html: string): string[] {
  const { text, entities } = accept(html);
  return entities.map(({ type, offset, length, url, language }) =>
    [type, JSON.stringify(text.slice(offset, offset + length)), url ?? language ?? ''].join(' ').trim(),
  );
}

function reasonOf(html: string): string {
  const parsed = parseHtml(html);
  return 'error' in parsed ? parsed.error : 'accepted';
}

/** Text with marks that are properly nested, as a careful renderer would write it. */
const marked = fc.letrec<{ tree: string; leaf: string; node: string }>((tie) => ({
  leaf: anyText(8)
    .filter((text) => text.isWellFormed() && !text.includes('\0'))
    .map((text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')),
  node: fc
    .tuple(
      fc.constantFrom(
        ['<b>', '</b>'],
        ['<em>', '</em>'],
        ['<tg-spoiler>', '</tg-spoiler>'],
        ['<a href="https://example.org/?a=1&amp;b=2">', '</a>'],
        ['<blockquote expandable>', '</blockquote>'],
        ['<code>', '</code>'],
        ['<pre><code class="language-c">', '</code></pre>'],
      ),
      fc.array(tie('tree'), { maxLength: 3 }),
    )
    .map(([[open, close], inner]) => `${open}${inner.join('')}${close}`),
  tree: fc.oneof({ maxDepth: 4 }, tie('leaf'), tie('node')),
})).tree;

describe("the parser of Telegram's HTML", () => {
  it('reads every tag that Telegram documents', () => {
    assert.deepEqual(entitiesOf('<b>a</b><strong>b</strong><i>c</i><em>d</em>'), [
      'bold "a"',
      'bold "b"',
      'italic "c"',
      'italic "d"',
    ]);
    assert.deepEqual(entitiesOf('<u>a</u><ins>b</ins><s>c</s><strike>d</strike><del>e</del>'), [
      'underline "a"',
      'underline "b"',
      'strikethrough "c"',
      'strikethrough "d"',
      'strikethrough "e"',
    ]);
    assert.deepEqual(entitiesOf('<span class="tg-spoiler">a</span><tg-spoiler>b</tg-spoiler>'), [
      'spoiler "a"',
      'spoiler "b"',
    ]);
    assert.deepEqual(entitiesOf('<blockquote>a</blockquote><blockquote expandable>b</blockquote>'), [
      'blockquote "a"',
      'expandable_blockquote "b"',
    ]);
    assert.deepEqual(entitiesOf('<code>a</code><pre>b</pre><pre><code class="language-c">d</code></pre>'), [
      'code "a"',
      'pre "b"',
      'pre "d" c',
    ]);
    assert.deepEqual(entitiesOf("<A href='https://example.org/新?q=1#x'>a</a>"), [
      'text_link "a" https://example.org/新?q=1#x',
    ]);
    assert.equal(accept('<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>').entities[0]?.length, 2);
    assert.deepEqual(accept('<a href="tg://user?id=7">a</a>').entities[0]?.user, { id: 7 });
  });

  it('counts offsets in UTF-16 code units', () => {
    assert.deepEqual(accept('😀<b>新😀</b>').entities, [{ type: 'bold', offset: 2, length: 3 }]);
  });

  it('decodes the four named references and the numeric ones, and leaves the others as they are', () => {
    assert.equal(accept('&lt;&gt;&amp;&quot;&#39;&#x4e00;&#128512;').text, '<>&"\'一😀');
    assert.equal(accept('&nbsp; &amp &; &#0; &#xffffffff; AT&T').text, '&nbsp; & &; &#0; &#xffffffff; AT&T');
    assert.equal(accept('&#000033;&#000000033;').text, '!&#000000033;');
    assert.equal(accept('&amp;lt;b&amp;gt;').text, '&lt;b&gt;');
  });

  it('marks nothing where a tag holds no text', () => {
    assert.deepEqual(accept('a<b></b><i> </i>').entities, [{ type: 'italic', offset: 1, length: 1 }]);
  });

  it('drops links that Telegram does not follow and keeps their text', () => {
    for (const address of [
      'javascript:alert(1)',
      'file:///etc/passwd',
      'mailto:a@b.cn',
      'http://localhost',
      '#x',
    ])
      assert.deepEqual(accept(`<a href="${address}">words</a>`), { text: 'words', entities: [] }, address);
    assert.deepEqual(entitiesOf('<a>example.org/a</a><a>words</a>'), [
      'text_link "example.org/a" http://example.org/a',
    ]);
  });

  it("refuses what is not its markup, in Telegram's words and with byte offsets", () => {
    assert.equal(reasonOf('新<b>a'), `Can't find end tag corresponding to start tag "b"`);
    assert.equal(reasonOf('新<b>a</i>'), 'Unmatched end tag at byte offset 7, expected "</b>", found "</i>"');
    assert.equal(reasonOf('新</b>'), 'Unexpected end tag at byte offset 3');
    assert.equal(reasonOf('新<p>a</p>'), 'Unsupported start tag "p" at byte offset 3');
    assert.equal(reasonOf('a < b'), 'Unsupported start tag "" at byte offset 2');
    assert.equal(reasonOf('a <b'), 'Unclosed start tag at byte offset 2');
    assert.equal(reasonOf('<b>a</b'), 'Unclosed end tag at byte offset 4');
    assert.equal(reasonOf('<a href="x>a</a>'), 'Unclosed start tag at byte offset 0');
    assert.equal(reasonOf('<a href=x/y>a</a>'), 'Unexpected end of name token at byte offset 8');
    assert.equal(reasonOf('<a "x">a</a>'), 'Empty attribute name in the tag "a" at byte offset 0');
    assert.equal(reasonOf('<span>a</span>'), 'Tag "span" must have class "tg-spoiler" at byte offset 0');
    assert.equal(reasonOf('<br/>'), 'Unsupported start tag "br/" at byte offset 0');
    assert.match(reasonOf('&#xd800;'), /invalid Unicode characters/);
  });

  it('accepts properly nested marks, and says of them what was written', () => {
    fc.assert(
      fc.property(marked, (html) => {
        const text = html
          .replaceAll(/<\/?[a-z][^>]*>/g, '')
          .replaceAll('&lt;', '<')
          .replaceAll('&amp;', '&');
        assert.equal(accept(html).text, text);
      }),
    );
  });

  it('reads back the same text and entities from what it accepted, written anew', () => {
    fc.assert(
      fc.property(marked, (html) => {
        const { text, entities } = accept(html);
        const normal = { text, entities: normaliseEntities(entities) };
        const again = accept(writeHtml(normal));
        assert.deepEqual({ text: again.text, entities: normaliseEntities(again.entities) }, normal);
      }),
    );
  });

  it('never throws, and takes what has neither tag nor reference as it is', () => {
    const alphabet = fc.constantFrom(
      '<',
      '>',
      '/',
      '&',
      '#',
      ';',
      '"',
      '=',
      ' ',
      'a',
      'b',
      'href',
      'lt',
      '1',
      '新',
      '😀',
    );
    fc.assert(
      fc.property(fc.array(alphabet, { maxLength: 40 }), (parts) => {
        const html = parts.join('');
        const parsed = parseHtml(html);
        if (/[<&]/.test(html) || 'error' in parsed) return;
        assert.equal(parsed.text, html);
      }),
    );
  });

  it('takes time in proportion to the length, whatever the markup', () => {
    const hostile: ((n: number) => string)[] = [
      (n) => '<b>'.repeat(n) + '</b>'.repeat(n),
      (n) => `${'<a>x'.repeat(n)}${'</a>'.repeat(n)}`,
      (n) => '&'.repeat(4 * n),
      (n) => `&#${'1'.repeat(4 * n)}`,
      (n) => `<a ${'x '.repeat(2 * n)}>a</a>`,
      (n) => `<a href="${'&amp;'.repeat(n)}">a</a>`,
    ];
    const cost = (html: string): number => {
      const runs = Array.from({ length: 3 }, () => {
        const before = process.cpuUsage();
        parseHtml(html);
        const { user, system } = process.cpuUsage(before);
        return user + system;
      });
      return Math.min(...runs);
    };
    for (const make of hostile) {
      const [short, long] = [make(4000), make(64_000)];
      // Sixteen times the length: a quadratic parser takes 256 times as long.
      assert.ok(cost(long) < 100 * Math.max(cost(short), 500), make(2));
    }
  });
});

describe('entities as Telegram keeps them', () => {
  const entity = (type: TextEntity['type'], offset: number, length: number): TextEntity => ({
    type,
    offset,
    length,
  });
  const kept = (...given: TextEntity[]): string[] =>
    normaliseEntities(given).map(({ type, offset, length }) => `${type} ${offset}+${length}`);

  it('leaves properly nested ones alone', () => {
    assert.deepEqual(kept(entity('italic', 1, 1), entity('bold', 0, 3), entity('blockquote', 0, 5)), [
      'blockquote 0+5',
      'bold 0+3',
      'italic 1+1',
    ]);
  });

  it('marks nothing inside code, and cuts the marks around it', () => {
    assert.deepEqual(kept(entity('bold', 0, 6), entity('code', 2, 2)), ['bold 0+2', 'code 2+2', 'bold 4+2']);
    assert.deepEqual(kept(entity('code', 0, 4), entity('bold', 1, 1)), ['code 0+4']);
    assert.deepEqual(kept(entity('code', 0, 4), entity('text_link', 0, 4)), ['code 0+4']);
  });

  it('cuts marks that cross, and drops links that cross', () => {
    assert.deepEqual(kept(entity('text_link', 0, 4), entity('bold', 2, 4)), [
      'text_link 0+4',
      'bold 2+2',
      'bold 4+2',
    ]);
    assert.deepEqual(kept(entity('text_link', 0, 4), entity('text_link', 2, 4)), ['text_link 0+4']);
    assert.deepEqual(kept(entity('blockquote', 0, 4), entity('text_link', 2, 4)), ['blockquote 0+4']);
    assert.deepEqual(kept(entity('blockquote', 0, 9), entity('blockquote', 2, 4)), ['blockquote 0+9']);
  });

  it('never overlap without nesting, and never change again', () => {
    const any = fc.record({
      type: fc.constantFrom<TextEntity['type']>('bold', 'italic', 'code', 'pre', 'text_link', 'blockquote'),
      offset: fc.integer({ min: 0, max: 30 }),
      length: fc.integer({ min: 0, max: 12 }),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), (entities) => {
        const normal = normaliseEntities(entities);
        for (const a of normal) {
          for (const b of normal) {
            const [aEnd, bEnd] = [a.offset + a.length, b.offset + b.length];
            assert.ok(!(a.offset < b.offset && b.offset < aEnd && aEnd < bEnd), JSON.stringify(normal));
          }
        }
        assert.deepEqual(normaliseEntities(normal), normal);
      }),
    );
  });
});
