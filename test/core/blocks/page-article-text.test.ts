import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { pageArticleText } from '../../../src/core/blocks/page-article-text.ts';

const paragraphsOf = (body: string, kind: 'text' | 'subheading' = 'text') =>
  [...body.matchAll(/[^\n]+/gu)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    kind,
  }));

describe('the pages of an article', () => {
  it('break between paragraphs where they can', () => {
    const body = `${'甲'.repeat(60)}\n\n${'乙'.repeat(60)}\n\n${'丙'.repeat(30)}`;
    const pages = pageArticleText({ body, paragraphs: paragraphsOf(body) }, 100);
    assert.deepEqual(
      pages.map(({ paragraphs }) => paragraphs.map(({ text }) => text.charAt(0)).join('')),
      ['甲', '乙丙'],
    );
  });

  it('break a long paragraph after a sentence', () => {
    const body = `${'一'.repeat(40)}。${'二'.repeat(40)}。${'三'.repeat(40)}。`;
    const pages = pageArticleText({ body, paragraphs: paragraphsOf(body) }, 90);
    assert.deepEqual(
      pages.map(({ paragraphs }) => paragraphs.map(({ text }) => text.length)),
      [[82], [41]],
    );
  });

  it('keep a subheading with the text that follows it', () => {
    const body = `${'甲'.repeat(90)}\n小标题\n${'乙'.repeat(20)}`;
    const paragraphs = paragraphsOf(body).map((paragraph, index) => ({
      ...paragraph,
      kind: index === 1 ? ('subheading' as const) : ('text' as const),
    }));
    const pages = pageArticleText({ body, paragraphs }, 100);
    assert.deepEqual(pages[1]?.paragraphs, [
      { kind: 'subheading', text: '小标题' },
      { kind: 'text', text: '乙'.repeat(20) },
    ]);
  });

  it('are one empty page for an article without text', () => {
    assert.deepEqual(pageArticleText({ body: '', paragraphs: [] }, 100), [
      { kind: 'articleText', paragraphs: [] },
    ]);
  });

  it('lose nothing but white space, keep the limit and never part a surrogate pair', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 400 });
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 60 }), (raw, limit) => {
        const body = raw.toWellFormed();
        const pages = pageArticleText({ body, paragraphs: paragraphsOf(body) }, limit);
        const shown = pages.flatMap(({ paragraphs }) => paragraphs.map((paragraph) => paragraph.text));
        assert.equal(shown.join('').replace(/\s/gu, ''), body.replace(/\s/gu, ''));
        assert.ok(shown.every((piece) => piece.isWellFormed() && piece.length <= limit));
      }),
    );
  });
});
