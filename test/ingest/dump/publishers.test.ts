import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findEndPublisher, findLabelledPublisher } from '../../../src/ingest/dump/publishers.ts';

describe('findEndPublisher', () => {
  for (const [text, name] of [
    ['服务不变。（滨河文明网）', '滨河文明网'],
    ['服务不变(滨河都市报)', '滨河都市报'],
    ['服务不变。（来源：滨河发布）', '滨河发布'],
    ['服务不变。（新华社记者张三）', '新华社'],
    ['服务不变。（人民日报 2020年1月1日 03版）', '人民日报'],
    ['服务不变。（滨河文明网 张三）', '滨河文明网'],
    ['服务不变。（滨河新闻网·北区频道）', '滨河新闻网'],
    ['服务不变。（聯合報）', '聯合報'],
    ['Nothing changes. (Reuters)', 'Reuters'],
    ['服务不变。——滨河晚报', '滨河晚报'],
    ['（36氪）', '36氪'],
  ] as const) {
    it(`finds ${name} in ${text}`, () => {
      assert.equal(findEndPublisher(text)?.name, name);
    });
  }

  for (const text of [
    '服务不变。（资料来源：滨河日报）',
    '服务不变。（互联网）',
    '共有三部（第三部）',
    '服务不变。（张三摄）',
    '他们都是好邻居（下同）',
    '这条河叫滨河（又名新河）。',
    '服务不变。（以上内容来自读者的报）',
    '服务不变。',
    '（）',
    '（',
  ]) {
    it(`finds none in ${text}`, () => {
      assert.equal(findEndPublisher(text), null);
    });
  }
});

describe('findLabelledPublisher', () => {
  for (const [text, name] of [
    ['来源：滨河日报 作者：张三', '滨河日报'],
    ['2023-05-06 10:20:30 来源: 滨河日报 举报', '滨河日报'],
    ['稿件来源： 滨河日报', '滨河日报'],
    ['来源｜滨河发布', '滨河发布'],
    ['来源丨滨河发布、北区发布', '滨河发布'],
    ['Source: River Herald', 'River'],
  ] as const) {
    it(`finds ${name} in ${text}`, () => {
      assert.ok(findLabelledPublisher(text)?.startsWith(name));
    });
  }

  it('takes the source of a picture for no publisher', () => {
    assert.equal(findLabelledPublisher('图片来源：滨河日报'), null);
  });
});
