import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findNews } from '../../../src/core/revisions/find-news.ts';
import { buildArticle } from '../../build-article.ts';

const FLOOD = '柳河昨夜涨水，沿岸三个村的居民已经转移。';
const textOf = (body: string) => buildArticle({ title: '柳河涨水', body });
const newsOf = (body: string, ...earlier: string[]) =>
  findNews(textOf(body), earlier.map(textOf)).map(({ text }) => text);

describe('what is new in a text', () => {
  it('is a sentence that none of the earlier texts has', () => {
    const hurt = '今天上午确认有5人受伤，都已送往医院。';
    assert.deepEqual(newsOf(`${FLOOD}${hurt}`, FLOOD), [hurt]);
    assert.deepEqual(newsOf(`${FLOOD}${hurt}`, hurt, FLOOD), []);
    assert.deepEqual(newsOf(FLOOD, `${FLOOD}${hurt}`), []);
    const english = 'The river rose overnight and three villages were cleared.';
    const added = 'Maria Lopez, the mayor, asked for help.';
    assert.deepEqual(newsOf(`${english} ${added}`, english), [added]);
  });

  it('is no other spacing, script or order, and no slip that was mended', () => {
    const second = '县里已经派出两支队伍，预计傍晚恢复供电。';
    const before = `${FLOOD}${second}`;
    for (const after of [
      `${second}\n\n${FLOOD}`,
      before.replaceAll('，', ', '),
      '柳河昨夜漲水，沿岸三個村的居民已經轉移。縣裡已經派出兩支隊伍，預計傍晚恢復供電。',
      before.replace('居民', '村民'),
      before.replace('恢复', '恢复正常'),
    ])
      assert.deepEqual(newsOf(after, before), [], after);
    const slip = 'The river rose overnight and three vilages were cleared by police.';
    assert.deepEqual(newsOf(slip.replace('vilages', 'villages'), slip), []);
  });

  it('is a figure that is another, and a word that turns a sentence round', () => {
    for (const changed of [
      FLOOD.replace('三个村', '七个村'),
      FLOOD.replace('已经转移', '没有转移'),
      FLOOD.replace('三个村', '十三个村'),
    ])
      assert.deepEqual(newsOf(changed, FLOOD), [changed]);
    const many = '柳河涨水造成13人受伤。';
    assert.deepEqual(newsOf(many.replace('13', '3'), many), ['柳河涨水造成3人受伤。']);
    const risen = '柳河的水位昨夜比前一天上涨了3.5%';
    assert.deepEqual(newsOf(risen.replace('3.5', '3'), risen), [risen.replace('3.5', '3')]);
    const english = 'The minister will resign on Friday after the vote in parliament.';
    const not = english.replace('will', 'will not');
    assert.deepEqual(newsOf(not, english), [not]);
  });

  it('is nothing that says too little, or is no sentence of the text', () => {
    for (const more of [
      '记者：张三',
      '（图片：李四摄）',
      '他很高兴。',
      '未经授权不得转载本报道的任何内容。',
      '更多消息……',
    ])
      assert.deepEqual(newsOf(`${FLOOD}\n\n${more}`, FLOOD), [], more);
  });

  it('is nothing where the earlier text is too long to be looked at', () => {
    assert.deepEqual(newsOf('完全不同的一句话说了别的事情。', '很长的句子。'.repeat(60_000)), []);
  });
});
