import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createSourceNumbering } from '../../../src/core/blocks/number-sources.ts';
import type { ArticleReference, Sentence } from '../../../src/core/model/output.ts';

const cite = (articleId: string, start: number): Sentence => ({
  text: `${articleId} ${start}`,
  citations: [{ articleId, start, end: start + 5, quote: 'quote' }],
});

const reference = (id: string): ArticleReference => ({
  id,
  title: `Title of ${id}`,
  publisher: null,
  url: null,
  publishedAt: null,
});

const createNumbering = () =>
  createSourceNumbering({
    published: () => null,
    positions: (positions) => positions.map(({ start }) => start).join(','),
    button: (id) => ({ label: 'open', action: { command: 'article', options: { id } } }),
  });

describe('numbered sources', () => {
  it('count articles from 1 in the order in which they are cited', () => {
    const articles = new Map([
      ['b', reference('b')],
      ['a', reference('a')],
    ]);
    const { sentences, sources } = createNumbering().number(
      [cite('b', 0), cite('a', 0), cite('b', 9)],
      articles,
    );
    assert.deepEqual(
      sentences.map(({ citations }) => citations.map(({ number }) => number)),
      [[1], [2], [1]],
    );
    assert.deepEqual(
      sources.map(({ number, title, positionLabel }) => [number, title, positionLabel]),
      [
        [1, 'Title of b', '0,9'],
        [2, 'Title of a', '0'],
      ],
    );
  });

  it('keep an article’s number through the whole reply, with only the positions cited in each part', () => {
    const numbering = createNumbering();
    const articles = new Map([['a', reference('a')]]);
    numbering.number([cite('a', 0)], articles);
    const second = numbering.number([cite('z', 3), cite('a', 7)], articles);
    assert.deepEqual(
      second.sources.map(({ number, articleId, positionLabel }) => [number, articleId, positionLabel]),
      [
        [2, 'z', '3'],
        [1, 'a', '7'],
      ],
    );
  });

  it('carry when their article was published as it is stored', () => {
    const publishedAt = '2022-03-05T08:30:00+08:00';
    const articles = new Map([['a', { ...reference('a'), publishedAt }]]);
    const { sources } = createNumbering().number([cite('a', 0), cite('gone', 0)], articles);
    assert.deepEqual(
      sources.map((source) => source.publishedAt),
      [publishedAt, null],
    );
  });

  it('show an article that is not at hand by its id', () => {
    const { sources } = createNumbering().number([cite('gone', 0)], new Map());
    assert.equal(sources[0]?.title, 'gone');
  });

  it('name a position once however many sentences cite it', () => {
    const { sources } = createNumbering().number([cite('a', 4), cite('a', 4)], new Map());
    assert.deepEqual(sources[0]?.positions, [{ start: 4, end: 9 }]);
  });
});
