import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { htmlToLine, htmlToParagraphs } from '../../../src/ingest/html/html-to-paragraphs.ts';

const textsOf = (html: string) => htmlToParagraphs(html).map(({ text }) => text);

describe('htmlToParagraphs', () => {
  it('gives each block a paragraph, headings and short lines all in bold a subheading', () => {
    assert.deepEqual(
      htmlToParagraphs(
        '<div><h2>背景</h2><p>第一段，<b>有重点</b>。</p>散句。<p><strong>一、经过</strong></p></div>',
      ),
      [
        { text: '背景', kind: 'subheading' },
        { text: '第一段，有重点。', kind: 'text' },
        { text: '散句。', kind: 'text' },
        { text: '一、经过', kind: 'subheading' },
      ],
    );
  });

  it('ends a paragraph at <br>, unless the sentence goes on', () => {
    assert.deepEqual(textsOf('甲。<br>乙。<br/><br/>丙'), ['甲。', '乙。', '丙']);
    assert.deepEqual(textsOf('The council<br>met on Monday.'), ['The council met on Monday.']);
  });

  it('takes line feeds of the source for spaces, or for nothing between Chinese characters', () => {
    assert.deepEqual(textsOf('<p>一行\n 又一行\r\nand\nmore&nbsp; here</p>'), ['一行又一行 and more here']);
    assert.deepEqual(textsOf('<pre>a;\nb;</pre>'), ['a;', 'b;']);
  });

  it('gives each item of a list its own paragraph, and its number where it has one', () => {
    assert.deepEqual(textsOf('<ul><li>甲<li>乙</ul><ol start="3"><li>丙</li><li><p>丁</p></li></ol>'), [
      '甲',
      '乙',
      '3. 丙',
      '4. 丁',
    ]);
  });

  it('makes each row of a table one line, and paragraphs of a table that only lays out', () => {
    assert.deepEqual(textsOf('<table><tr><th>年<th>件<tr><td>2021<td>35</table>'), ['年 | 件', '2021 | 35']);
    assert.deepEqual(textsOf('<table><tr><td><p>甲。</p><p>乙。</p></td><td>丙。</td></tr></table>'), [
      '甲。',
      '乙。',
      '丙。',
    ]);
  });

  it('keeps the caption of a picture and an emoji that is a picture, not its other text', () => {
    assert.deepEqual(
      textsOf('<figure><img alt="IMG_1.jpg"><figcaption>湖面</figcaption></figure>好<img alt="🎉">'),
      ['湖面', '好🎉'],
    );
  });

  it('leaves out what nobody reads on the page', () => {
    assert.equal(
      htmlToLine(
        '甲<script>if(a<b)</script><style>p{}</style><p hidden>乙</p><p style="DISPLAY : none">丙<i>丁</i></p>戊<!-- 己 --><form><button>庚</button></form>',
      ),
      '甲 戊',
    );
  });

  it('loses nothing behind an element that closes itself, or whose end may be left out', () => {
    for (const tag of ['iframe', 'video', 'script', 'svg', 'p hidden'])
      assert.deepEqual(textsOf(`<p>甲。</p><${tag} src="x"/><p>乙。</p>`), ['甲。', '乙。'], tag);
    assert.equal(htmlToLine('<ruby>明日<rp>(<rt>あした<rp>)</ruby>の天気。'), '明日の天気。');
  });

  it('ends a hidden element whose end tag is left out where HTML ends it', () => {
    for (const [html, expected] of [
      ['<p hidden>甲。<p>乙。<p>丙。', ['乙。', '丙。']],
      ['<div><p hidden>甲。</div><p>乙。', ['乙。']],
      ['<p style="display:none">甲<b>。</b><div>乙。</div>丙。', ['乙。', '丙。']],
      ['<p hidden>甲。<p hidden>乙。<h2>丙</h2><p>丁。', ['丙', '丁。']],
      ['<ul><li hidden>甲。<ul><li>甲一。</ul><li>乙。</ul><p>丙。', ['乙。', '丙。']],
      ['<table><tr hidden><td>甲。<tr><td>乙。</table><p>丙。', ['乙。', '丙。']],
      ['<div hidden><p>甲。<div>乙。</div></div><p>丙。', ['丙。']],
      ['<head><title>甲</title><meta charset=utf-8><p>乙。', ['乙。']],
      ['<html><head><title>甲</title><style>p{}</style><body><p>乙。', ['乙。']],
      ['<head><script>x</script></head><p>乙。', ['乙。']],
    ] as const)
      assert.deepEqual(textsOf(html), expected, html);
  });

  it('reads character references, also without their semicolon, and leaves a lone & as it is', () => {
    assert.equal(htmlToLine('A&T &amp; B &copy C &#8217;&#x4e2d;'), 'A&T & B © C ’中');
  });

  it('never throws and never gives an empty paragraph or one with a line end', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<p>',
        '</p>',
        '<td>',
        '<tr>',
        '</table>',
        '<table>',
        '<li>',
        '<ol>',
        '</ol>',
        '<br>',
        '<b>',
        '<h1>',
        '&',
        '<',
        '<!--',
        '<script>',
        ' ',
        '\n',
        '\u2028',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (parts) => {
        for (const { text } of htmlToParagraphs(parts.join('')))
          assert.match(text, /^\S(?:[^\n\r\u2028]*\S)?$/u);
      }),
    );
  });

  it('takes time in proportion to the length, whatever is nested or left open', () => {
    const parts = [
      '<li hidden><ul>',
      '<p hidden><b>x',
      '<div>',
      '<table><tr><td>',
      '<',
      '&',
      ' ',
      '<b x=1 ',
      '<script>',
      '<ol><li>',
      'a<br>',
    ];
    for (const part of parts) {
      const measure = (count: number) => {
        const html = part.repeat(count);
        const started = performance.now();
        htmlToParagraphs(html);
        return performance.now() - started;
      };
      measure(1000);
      const [small, large] = [measure(10_000), measure(160_000)];
      // 16 times as much: 256 times as long where it grew with the square.
      assert.ok(large < Math.max(small, 4) * 100, `${part}: ${small} ms, then ${large} ms`);
    }
  });
});
