import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findFallen } from '../../../src/core/corrections/stands-still.ts';
import { buildArticle } from '../../build-article.ts';

const BODY = '东湖社区的图书角周六开放，第一天来了120人。负责人说，“借书不用押金”。';
const article = buildArticle({ id: 'a', title: '社区图书角开放', body: BODY });
const told = {
  headline: '社区图书角开放',
  sentences: [
    {
      text: '东湖社区的图书角周六开放，第一天来了120人。',
      citations: [{ articleId: 'a', quote: '东湖社区的图书角周六开放，第一天来了120人。' }],
    },
  ],
  figures: ['120人'],
};
const now = (change: { title?: string; body?: string }) => [
  buildArticle({ title: article.title, body: BODY, ...change, id: 'a' }),
];

describe('what no longer stands of a story', () => {
  it('is nothing where the text is the same, has more, or is set otherwise', () => {
    for (const body of [
      BODY,
      `最新消息。${BODY}下周继续。`,
      BODY.replace('周六开放，', '周六 开放，\n'),
      BODY.replace('，第', ',第'),
      BODY.replace('120', '１２０'),
    ])
      assert.equal(findFallen(told, now({ body })), null, body);
  });

  it('is a sentence whose words, and a figure that, the text holds no longer', () => {
    assert.deepEqual(findFallen(told, now({ body: BODY.replace('120', '150') })), {
      headline: false,
      sentences: [0],
      figures: [0],
    });
    assert.deepEqual(findFallen(told, now({ body: BODY.replace('周六', '周日') })), {
      headline: false,
      sentences: [0],
      figures: [],
    });
  });

  it('is what stands there only as the end of a longer figure', () => {
    for (const [count, now] of [
      ['3', '13'],
      ['3', '1.3'],
      ['120', '1,120'],
      ['三', '十三'],
      ['十', '三十'],
    ] as const) {
      const [quote, figure] = [`${count}人受伤。`, `${count}人`];
      const story = {
        ...{ headline: '柳河涨水', figures: [figure] },
        sentences: [{ text: quote, citations: [{ articleId: 'a', quote }] }],
      };
      const of = (body: string) => [buildArticle({ id: 'a', title: '柳河涨水', body })];
      const expected = { headline: false, sentences: [0], figures: [0] };
      assert.deepEqual(findFallen(story, of(`${now}人受伤。`)), expected, now);
      assert.equal(findFallen(story, of(`柳河涨水。${quote}`)), null, count);
    }
  });

  it('is a headline that says a figure or a quotation which the text holds no longer, not one that is reworded', () => {
    const cases: [string, { title: string; body?: string }, boolean][] = [
      ['社区图书角开放', { title: '图书角迎来读者' }, false],
      ['首日来了120人', { title: '首日来了150人', body: BODY.replace('120', '150') }, true],
      ['首日来了120人', { title: '首日迎来读者' }, false],
      ['“借书不用押金”', { title: '借书要押金', body: BODY.replace('不用', '要') }, true],
    ];
    for (const [headline, change, expected] of cases) {
      const fallen = findFallen({ ...told, headline }, now(change));
      assert.equal(fallen?.headline ?? false, expected, `${headline} → ${change.title}`);
    }
  });

  it('is any other headline where the story was its headline alone', () => {
    const alone = { headline: '社区图书角开放', sentences: [], figures: [] };
    assert.equal(findFallen(alone, now({})), null);
    assert.notEqual(findFallen(alone, now({ title: '社区图书角推迟开放' })), null);
    assert.equal(findFallen({ ...alone, headline: '社区图书角…' }, now({})), null, 'one that was cut');
  });

  it('is nothing of an article that is not looked at', () => {
    assert.equal(findFallen(told, []), null);
    const other = buildArticle({ id: 'b', title: '社区图书角开放', body: '另一篇。' });
    assert.equal(findFallen(told, [other]), null);
  });
});
