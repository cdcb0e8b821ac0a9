import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ArticleRevision } from '../../../src/core/ports/store.ts';
import { describeRevisions } from '../../../src/core/revisions/describe-revisions.ts';
import { buildArticle } from '../../build-article.ts';

const FIRST = '图书角周六开放。\n\n第一天来了120人。';
const SECOND = '圖書角週六開放！\n\n第一天来了130人。\n\n借书不用押金。';
const THIRD = '借书不用押金。\n\n图书角周六开放。\n\n第一天来了130人。';

const revision = (number: number, body: string, title = '图书角'): ArticleRevision => ({
  number,
  replacedAt: `2022-03-0${number}T08:00:00.000Z`,
  article: buildArticle({ title, body }),
});

describe('the changes of an article', () => {
  it('are the sentences that came and went, each against the text before', () => {
    const article = buildArticle({ title: '图书角', body: THIRD });
    const revisions = [revision(1, FIRST, '图书角开放'), revision(2, SECOND)];
    assert.deepEqual(describeRevisions(article, revisions), [
      {
        ...{ number: 1, replacedAt: '2022-03-01T08:00:00.000Z', title: '图书角开放' },
        change: {
          added: ['第一天来了130人。', '借书不用押金。'],
          removed: ['第一天来了120人。'],
          omitted: 0,
        },
      },
      {
        ...{ number: 2, replacedAt: '2022-03-02T08:00:00.000Z', title: '图书角' },
        change: { added: [], removed: [], omitted: 0 },
      },
    ]);
    assert.deepEqual(describeRevisions(article, []), []);
  });

  it('are shown in part where they are many or long, without half a character', () => {
    const many = Array.from({ length: 60 }, (_, index) => `第${index}句话说完了。`).join('\n\n');
    const [first] = describeRevisions(buildArticle({ body: many }), [revision(1, '只有一句话。')]);
    assert.deepEqual([first?.change?.added.length, first?.change?.omitted], [20, 40]);
    const long = `${'字'.repeat(399)}😀${'字'.repeat(500)}`;
    const [cut] = describeRevisions(buildArticle({ body: long }), [revision(1, FIRST)]);
    assert.equal(cut?.change?.added[0], `${'字'.repeat(399)}…`);
  });

  it('are named without what they are where the texts are too long to compare', () => {
    const long = (index: number) => `${'很长的句子。'.repeat(50_000)}${index}`;
    const described = describeRevisions(buildArticle({ body: long(2) }), [
      revision(1, long(0)),
      revision(2, long(1)),
    ]);
    assert.deepEqual(
      described.map(({ change }) => change === null),
      [true, true],
    );
    const near = describeRevisions(buildArticle({ body: FIRST }), [
      revision(1, long(0)),
      revision(2, long(1)),
      revision(3, SECOND),
    ]);
    assert.deepEqual(
      near.map(({ change }) => change === null),
      [true, false, false],
    );
  });
});
