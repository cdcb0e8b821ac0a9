import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { measureWidth, type Span, wrapSpans } from '../../../src/platforms/terminal/wrap-spans.ts';

const wrap = (text: string | Span[], width: number): string[] =>
  wrapSpans(typeof text === 'string' ? [{ text }] : text, width).map((line) =>
    line.map((span) => span.text).join(''),
  );

describe('wrapped text', () => {
  it('breaks Chinese at the column, two columns a character', () => {
    assert.deepEqual(wrap('春天的城市里到处是花', 8), ['春天的城', '市里到处', '是花']);
  });

  it('begins no line with closing punctuation and ends none with opening punctuation', () => {
    assert.deepEqual(wrap('春天的城，市里', 8), ['春天的', '城，市里']);
    assert.deepEqual(wrap('他说「好」。', 8), ['他说', '「好」。']);
    assert.deepEqual(wrap('春天来了……花', 8), ['春天来', '了……花']);
  });

  it('breaks English at spaces and after hyphens, and drops the space there', () => {
    assert.deepEqual(wrap('the quick brown fox', 10), ['the quick', 'brown fox']);
    assert.deepEqual(wrap('a well-kept thing', 8), ['a well-', 'kept', 'thing']);
  });

  it('begins no line with the dot of a list', () => {
    assert.deepEqual(wrap('甲乙丙 · 丁戊己', 10), ['甲乙丙 ·', '丁戊己']);
  });

  it('cuts a word that is longer than a line', () => {
    assert.deepEqual(wrap('https://example.org', 8), ['https://', 'example.', 'org']);
  });

  it('keeps a glued mark on the line of what it marks', () => {
    const lines = wrap([{ text: '春天的城市。' }, { text: '[1]', glued: true }], 12);
    assert.deepEqual(lines, ['春天的城', '市。[1]']);
  });

  it('breaks at line feeds', () => {
    assert.deepEqual(wrap('一\n\n二', 10), ['一', '', '二']);
  });

  it('keeps the looks of each piece', () => {
    const lines = wrapSpans([{ text: '一二', styles: ['bold'] }, { text: '三四' }], 6);
    assert.deepEqual(lines, [[{ text: '一二', styles: ['bold'] }, { text: '三' }], [{ text: '四' }]]);
  });

  it('loses nothing but white space, and no line is wider than it may be', () => {
    const text = fc.oneof(
      fc.stringMatching(/^[春天城市，。「」a-z -]{0,80}$/u),
      fc.string({ unit: 'grapheme', maxLength: 60 }).map((raw) => raw.replace(/[\p{Cc}\p{Cf}\n]/gu, '')),
    );
    fc.assert(
      fc.property(text, fc.integer({ min: 4, max: 30 }), (raw, width) => {
        const lines = wrap(raw, width);
        assert.equal(lines.join('').replace(/ /g, ''), raw.replace(/ /g, ''));
        for (const line of lines) {
          const widest =
            [...new Intl.Segmenter('und').segment(line)].length === 1 ? Number.POSITIVE_INFINITY : width;
          assert.ok(measureWidth(line) <= widest, JSON.stringify(lines));
        }
      }),
    );
  });

  it('begins a line with a comma only where the line has no other place to break', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^(?:[春天城市]{2}[，。」]?){1,30}$/u),
        fc.integer({ min: 6, max: 30 }),
        (text, width) => {
          for (const line of wrap(text, width)) assert.doesNotMatch(line, /^[，。」]/u);
        },
      ),
    );
  });

  it('takes time in proportion to the text', () => {
    const time = (length: number): number => {
      const text = '春天，'.repeat(length);
      const start = process.cpuUsage();
      wrap(text, 40);
      const { user, system } = process.cpuUsage(start);
      return user + system;
    };
    time(2000);
    const short = Math.max(time(2000), 1000);
    assert.ok(time(16_000) < short * 40);
  });
});
