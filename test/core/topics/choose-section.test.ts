import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chooseSection } from '../../../src/core/topics/choose-section.ts';
import { findSection, nameSection, SECTIONS } from '../../../src/core/topics/sections.ts';

describe('chooseSection', () => {
  const cases: [section: string, title: string, body: string][] = [
    ['sports', '主队加时取胜', '决赛踢满一百二十分钟,两名球员各入一球,教练赛后说这个冠军等了十年。'],
    ['technology', '新芯片发布', '工程师介绍,这款芯片为人工智能算法设计,研发用了三年。'],
    ['technology', '新晶片發佈', '工程師介紹,這款晶片為人工智能算法設計,研發用了三年。'],
    [
      'health',
      'Flu season starts early',
      'Hospitals report more patients than last year, and doctors ask people to get the vaccine.',
    ],
    ['other', '一封短信', '今天天很蓝,我们沿着河走了很久。'],
  ];
  for (const [section, title, body] of cases) {
    it(`puts “${title}” into ${section}`, () => assert.equal(chooseSection(title, body), section));
  }

  it('does not take one word for a subject', () => {
    assert.equal(chooseSection('随笔', '路过学校,想起从前。'), 'other');
  });
});

describe('sections', () => {
  const fold = (text: string) => text.toLowerCase();

  it('are found by their names in every language', () => {
    for (const { key, names } of SECTIONS)
      for (const name of [key, ...Object.values(names)]) assert.equal(findSection(name, fold), key);
    assert.equal(findSection('没有这个', fold), null);
  });

  it('have words without repeats, so that none counts twice', () => {
    for (const { key, words } of SECTIONS) assert.equal(new Set(words).size, words.length, key);
  });

  it('are named for readers of other languages in English', () => {
    assert.equal(nameSection('sports', 'other'), 'Sports');
    assert.equal(nameSection('nothing', 'zh-Hans'), '综合');
  });
});
