import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countWords, judgeSentence } from '../../../src/core/summary/sentence-shape.ts';

const judge = (text: string) => judgeSentence(text, 0, false);

describe('judgeSentence', () => {
  it('finds a plain report fit', () => {
    for (const text of [
      '青河市图书馆今年计划新建15座分馆。',
      '“河长制”推行以来，青河市水质明显好转。',
      '我国科学家在该领域取得新进展。',
      'By comparison, only nine of the boats were full.',
      'The council (which met on Monday) agreed to the plan.',
      'The mayor said "yes" to the plan.',
    ]) {
      assert.equal(judge(text).fit, true, text);
    }
  });

  it('finds what no fact may be taken from unfit', () => {
    for (const text of [
      '这条路什么时候修好？',
      '编者按：青河市近年来变化很大。',
      '责任编辑：王小明，审核：李小红。',
      '图为市民在新建的公园里散步。',
      '市民在新建的公园里散步。李明摄',
      '本报记者 王小明 通讯员 李小红',
      '青河市图书馆馆长周宁说。',
      '在谈到计划时，周宁表示：“我们今年要建15座。',
      '，并于当天晚上恢复了供电和供水。',
      '青河市今年计划新建一批',
      '更多内容请看明天的本报第三版……',
      '好消息。',
      'What will become of the old boats?',
      "Editor's note: an earlier version gave a wrong date.",
      'Image caption: The ferry arrives in Marlow.',
      'By Anna Price and John Miller',
      'and the rest of the money went to the harbour.',
      'No wonder.',
    ]) {
      assert.equal(judge(text).fit, false, text);
    }
  });

  it('finds a quotation unfit however it ends', () => {
    assert.equal(judgeSentence('“今年的计划已经全部完成了。”', 1, false).fit, false);
  });

  it('does without a mark at the end where the whole text does', () => {
    assert.equal(judgeSentence('青河市今年计划新建一批图书馆', 0, true).fit, true);
  });

  it('knows what leans on the sentence before it', () => {
    for (const text of [
      '他在1998年来到青河。',
      '此外，馆内还有有声读物。',
      '该馆藏书1.2万册。',
      '“但这还不够。”周宁说。',
      '于2008年，她获得了金牌。',
      '第二天又下起了大雨。',
      '次日，工程队也赶到了。',
      '又过了三天，大桥通车。',
      'He left the city in 1998.',
      'However, the council said no.',
      'In 2007, she won the race.',
      'The next day, the boat sank.',
      'Two weeks later, the boat sank.',
    ]) {
      assert.equal(judge(text).leaning, true, text);
    }
  });

  it('does not take names for pronouns', () => {
    for (const text of [
      '也门政府与反对派昨天签署协议。',
      '他信昨天返回泰国。',
      '但丁的手稿昨天在罗马展出。',
      '那不勒斯昨天发生地震。',
      'Theresa May left on Monday.',
      'Italy won the match.',
      'Sheffield lost the match.',
      'Butler lost the match.',
    ]) {
      assert.equal(judge(text).leaning, false, text);
    }
  });

  it('hears the first person, but not in 我国 and 自我', () => {
    assert.equal(judge('我们昨天到了青河。').personal, true);
    assert.equal(judge('I went to Marlow.').personal, true);
    assert.equal(judge('我国和我省都在推进自我革新。').personal, false);
    assert.equal(judge('Weather in Iowa was mild.').personal, false);
  });
});

describe('countWords', () => {
  it('counts English words, and Chinese characters at two and a half to a word', () => {
    assert.equal(countWords("The mayor's 1.5 plans"), 4);
    assert.equal(Math.round(countWords('字'.repeat(26))), 10);
    assert.equal(countWords(''), 0);
  });
});
