import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { estimateTokens } from '../../../src/core/writing/estimate-tokens.ts';
import { listPassages, numberPassages, toPromptLine } from '../../../src/core/writing/passages.ts';
import { presentAnswerPassages } from '../../../src/core/writing/present-answer-passages.ts';
import { buildArticle } from '../../build-article.ts';

const SCENES =
  '天气转凉|午饭很香|车站拥挤|孩子唱歌|老人下棋|商店打折|河水清澈|灯光昏暗|树叶飘落|邮差路过|猫咪睡觉'.split(
    '|',
  );
const ENDINGS =
  '有人拍照|有人聊天|队伍很长|笑声不断|没人留意|雨停以后|风很大|时间还早|钟声响起|门口很静|茶还热|路灯亮了|收音机开着'.split(
    '|',
  );
const filler = (index: number): string =>
  `${SCENES[index % SCENES.length]}，${ENDINGS[index % ENDINGS.length]}，${SCENES[(index * 7 + 3) % SCENES.length]}。`;
const IMPORTANT =
  '青石大桥周五正式通车，大桥全长1268米，主跨360米，工程总投资1.2亿元，由李明主持设计，往来两岸从此只要五分钟。';

function longArticle(length: number, at: number) {
  const paragraphs = Array.from({ length }, (_, index) => (index === at ? IMPORTANT : filler(index)));
  return buildArticle({ title: '青石大桥通车', body: paragraphs.join('\n\n') });
}

describe('the passages of an article', () => {
  it('are all its sentences where they are few', () => {
    const article = longArticle(20, 12);
    const passages = numberPassages(article, 2600);
    assert.equal(passages.length, 20);
    assert.deepEqual(
      passages.map(({ number }) => number),
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
  });

  it('are those that matter of a long one, wherever they stand', () => {
    for (const at of [3, 150, 299]) {
      const passages = numberPassages(longArticle(300, at), 600);
      assert.ok(passages.length < 60);
      assert.ok(
        passages.some(({ text }) => text === IMPORTANT),
        `${at}`,
      );
    }
  });

  it('stay within the tokens, in the order of the text, each under the number by which it is found', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 60, max: 3000 }), (length, tokens) => {
        const article = longArticle(length, Math.floor(length / 2));
        const passages = numberPassages(article, tokens);
        assert.ok(passages.length > 0);
        const lines = listPassages(passages).split('\n');
        let last = -1;
        for (const [index, { number, start, end, text }] of passages.entries()) {
          assert.ok(start > last);
          last = start;
          assert.equal(text, toPromptLine(article.body.slice(start, end)));
          assert.equal(lines[index], `[${number}] ${text}`);
        }
        assert.equal(new Set(passages.map(({ number }) => number)).size, passages.length);
        const cost = passages.reduce((sum, { text }) => sum + estimateTokens(text), 0);
        assert.ok(passages.length === 1 || cost <= tokens);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the passages of an answer', () => {
  it('are numbered through all articles, and one that differs from another says so', () => {
    const [one, other] = ['1268', '1286'].map((figure, index) =>
      buildArticle({
        ...{ title: '青石大桥通车', body: IMPORTANT.replace('1268', figure) },
        ...{ publisher: index === 0 ? '东湖日报' : '南山晚报', publishedAt: `2026-11-2${index + 1}` },
      }),
    );
    assert.ok(one && other);
    const { passages, text } = presentAnswerPassages([
      { article: one, start: 0, end: one.body.length },
      { article: other, start: 0, end: other.body.length, differsFrom: 0 },
    ]);
    assert.deepEqual(
      passages.map(({ number, article }) => [number, article.id]),
      [
        [1, one.id],
        [2, other.id],
      ],
    );
    assert.equal(
      text,
      [
        'Article (东湖日报, 2026-11-21): 青石大桥通车',
        `[1] ${one.body}`,
        'Article (南山晚报, 2026-11-22): 青石大桥通车',
        `[2] (has another figure than [1]) ${other.body}`,
      ].join('\n'),
    );
  });
});
