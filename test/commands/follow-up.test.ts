import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { joinFollowUp } from '../../src/commands/follow-up.ts';

describe('a reply to an answer', () => {
  it('goes on about what was asked where it is short or points back', () => {
    assert.equal(joinFollowUp('图书角哪天开放？', '几点？'), '图书角哪天开放？ 几点？');
    assert.equal(
      joinFollowUp('How many people signed up?', 'And who is in charge of all those volunteers now?'),
      'How many people signed up? And who is in charge of all those volunteers now?',
    );
    assert.equal(
      joinFollowUp('图书角哪天开放？', '那这个活动的负责人后来又说了什么呢？').startsWith('图书角'),
      true,
    );
  });

  it('stands for itself where it says what it is about, or where nothing was asked before', () => {
    const whole = '供水改造工程一共完成了多少公里的管道铺设工作？';
    assert.equal(joinFollowUp('图书角哪天开放？', whole), whole);
    assert.equal(joinFollowUp(null, '几点？'), '几点？');
  });

  it('stays of a bearable length through a long talk, the newest question whole', () => {
    let question = '一'.repeat(300);
    for (let turn = 0; turn < 20; turn += 1) question = joinFollowUp(question, `那第${turn}个呢？😀`);
    assert.ok(question.length <= 400);
    assert.ok(question.endsWith('那第19个呢？😀'));
    assert.ok(question.isWellFormed());
  });
});
