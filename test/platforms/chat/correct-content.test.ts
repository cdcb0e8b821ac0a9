import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Block, StoryBlock } from '../../../src/core/blocks/blocks.ts';
import { heading, paragraph } from '../../../src/core/blocks/build-blocks.ts';
import { correctContent } from '../../../src/platforms/chat/correct-content.ts';
import type { DigestContent } from '../../../src/platforms/chat/post-content.ts';
import { buildArticle } from '../../build-article.ts';

const AT = Date.UTC(2026, 10, 25, 1, 12);
const length = { sentences: 2, characters: 240 };

function buildStory(id: string, position: number, sentences: string[]): StoryBlock {
  const button = { label: 'Read', action: { command: 'article', options: { id } } };
  return {
    kind: 'story',
    position,
    headline: `图书角${position}`,
    sentences: sentences.map((text) => ({
      text,
      citations: [{ number: position + 4, articleId: id, start: 0, end: text.length, quote: text }],
    })),
    figures: [],
    sources: [
      {
        ...{
          number: position + 4,
          articleId: id,
          title: `图书角${position}`,
          publisher: null,
          published: null,
        },
        ...{
          publishedAt: null,
          url: `https://example.org/${id}`,
          positions: [],
          positionLabel: null,
          button,
        },
      },
    ],
  };
}

const articleOf = (id: string, position: number, body: string) =>
  buildArticle({ id, title: `图书角${position}`, body, url: `https://example.org/${id}` });

const one = buildStory('one', 1, ['第一天来了120人。', '开放时间到18时为止。']);
const other = buildStory('other', 2, ['第二处来了80人。', '那里的书不能外借。']);
const contentOf = (blocks: Block[], given: Partial<DigestContent> = {}): DigestContent => ({
  ...{ language: 'zh-Hans', zone: 'Asia/Shanghai', blocks, split: [], continued: [] },
  ...given,
});
const content = contentOf([heading('社会', 2), one, other, paragraph('两篇')]);
/** Both articles with another figure each. */
const revised = new Map([
  ['one', articleOf('one', 1, '第一天来了150人。开放时间到18时为止。')],
  ['other', articleOf('other', 2, '第二处来了90人。那里的书不能外借。')],
]);
const correct = (
  of: DigestContent,
  fits: (blocks: readonly Block[]) => boolean = () => true,
  articles = revised,
) =>
  correctContent(of, {
    ...{ articles, at: AT, length },
    plan: async (blocks) => (fits(blocks) ? 'planned' : null),
  });
const sentencesIn = (blocks: readonly Block[]) =>
  blocks.map((block) => (block.kind === 'story' ? block.sentences.map(({ text }) => text) : block.kind));

describe('what a corrected post says', () => {
  it('is the same but for what fell, under the same numbers, marked with the time in its zone', async () => {
    const corrected = await correct(content);
    assert.ok(corrected !== null && corrected !== 'does-not-fit');
    assert.deepEqual(sentencesIn(corrected.content.blocks), [
      'heading',
      ['第一天来了150人。', '开放时间到18时为止。'],
      ['第二处来了90人。', '那里的书不能外借。'],
      'paragraph',
    ]);
    const [story] = corrected.stories;
    assert.equal(story?.position, 1);
    assert.deepEqual(
      [...(story?.sources ?? []), ...(story?.sentences.flatMap(({ citations }) => citations) ?? [])].map(
        ({ number }) => number,
      ),
      [5, 5, 5],
    );
    assert.deepEqual(story?.notes, [
      { kind: 'corrected', text: '已更正（2026年11月25日 09:12）', url: null },
    ]);
  });

  it('is nothing where all stands', async () => {
    const same = new Map([['one', articleOf('one', 1, '第一天来了120人。开放时间到18时为止。后来更多。')]]);
    assert.equal(await correct(content, () => true, same), null);
    assert.equal(await correct(content, () => true, new Map()), null);
  });

  it('is shortened by whole sentences of what was told anew until it fits', async () => {
    const said = (blocks: readonly Block[]): number => sentencesIn(blocks).flat().length;
    const corrected = await correct(content, (blocks) => said(blocks) <= 5);
    assert.ok(corrected !== null && corrected !== 'does-not-fit');
    assert.deepEqual(sentencesIn(corrected.content.blocks), [
      'heading',
      ['第一天来了150人。'],
      ['第二处来了90人。', '那里的书不能外借。'],
      'paragraph',
    ]);
    assert.equal(await correct(content, () => false), 'does-not-fit');
  });

  it('leaves a message with a part of another story as it is', async () => {
    const split = contentOf([one, other], { split: [1] });
    const onlyOne = new Map([...revised].slice(0, 1));
    assert.equal(await correct(split, () => true, onlyOne), 'does-not-fit');
  });

  it('is only that it was corrected above where the story began in an earlier message', async () => {
    const continued = contentOf([heading('社会', 2), one, other], { split: [0, 1], continued: [0, 1] });
    const corrected = await correct(continued, () => true, new Map([...revised].slice(0, 1)));
    assert.ok(corrected !== null && corrected !== 'does-not-fit');
    const [notice, ...rest] = corrected.content.blocks;
    assert.deepEqual(notice?.kind === 'notice' ? notice.text : '', '已在上一条消息中更正：图书角1');
    assert.deepEqual(rest, [other]);
    assert.deepEqual(corrected.content.split, []);
  });

  it('says that the source has changed its text, and leads there, where that can not be told', async () => {
    const corrected = await correct(content, () => true, new Map([['one', articleOf('one', 1, '……')]]));
    assert.ok(corrected !== null && corrected !== 'does-not-fit');
    const [story] = corrected.stories;
    assert.deepEqual(story?.sentences, []);
    assert.deepEqual(story?.notes?.[0]?.url, 'https://example.org/one');
    assert.match(story?.notes?.[0]?.text ?? '', /来源已修改这篇文章/);
  });
});
