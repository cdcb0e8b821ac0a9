import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { commands } from '../../src/commands/command-list.ts';
import { interpretText } from '../../src/commands/interpret-text.ts';

const read = (text: string) => {
  const meant = interpretText(text, commands);
  if (meant.kind === 'command') return [meant.command.name, meant.text];
  if (meant.kind === 'address') return ['address', meant.address];
  if (meant.kind === 'unknown-command') return ['unknown', meant.name, meant.nearest?.name ?? null];
  return meant.kind === 'question' ? ['question', meant.text] : ['nothing'];
};

describe('a message', () => {
  it('is a command with or without a slash, in every width and case', () => {
    for (const text of ['/latest 3', 'latest 3', '／latest 3', ' /LATEST   3 ', 'ｌａｔｅｓｔ 3', '最新 3'])
      assert.deepEqual(read(text), ['latest', '3'], text);
  });

  it('is a command by its other words', () => {
    assert.deepEqual(read('搜索 城市更新'), ['search', '城市更新']);
    assert.deepEqual(read('搜尋 都市更新'), ['search', '都市更新']);
    assert.deepEqual(read('/簡報'), ['digest', '']);
    assert.deepEqual(read('？'), ['help', '']);
  });

  it('is an address where it is nothing else', () => {
    const address = 'https://example.org/a?b=%E6%A1%A5#c';
    for (const text of [address, ` ${address}\n`, `<${address}>`])
      assert.deepEqual(read(text), ['address', address]);
    assert.deepEqual(read('rsshub://zhihu/daily'), ['address', 'rsshub://zhihu/daily']);
    for (const text of [
      `${address} why?`,
      `${address}怎么看`,
      'ftp://example.org/a',
      'https://',
      'example.org',
    ])
      assert.deepEqual(read(text), ['question', text]);
  });

  it('is a question otherwise', () => {
    for (const text of ['今年有多少人报名？', 'How many people came?', '12', 'latestnews'])
      assert.deepEqual(read(text), ['question', text]);
  });

  it('is a question where it only begins like a command', () => {
    for (const text of [
      'latest on the floods?',
      'help me understand inflation',
      'start a business in the harbour',
      'Topics of the last summit were which',
    ])
      assert.deepEqual(read(text), ['question', text], text);
  });

  it('is a command of which Chinese runs on into its time', () => {
    assert.deepEqual(read('订阅早上八点'), ['subscribe', '早上八点']);
    assert.deepEqual(read('/訂閱每天早上八點 上海'), ['subscribe', '每天早上八點 上海']);
    assert.deepEqual(read('订阅8:30 #科技'), ['subscribe', '8:30 #科技']);
    for (const text of ['订阅量下降了', '订阅早上八点的新闻怎么样？', '订阅服务器八点宕机', '订阅上海'])
      assert.deepEqual(read(text), ['question', text], text);
  });

  it('is a command of which Chinese runs on into a zone and a time, weekdays or a topic', () => {
    for (const text of [
      '北京时间8点',
      '上海时间早上八点',
      '#秦创原',
      '一三五早上八点',
      '八点',
      '8点科技',
      '八点半科技',
    ])
      assert.deepEqual(read(`订阅${text}`), ['subscribe', text], text);
    assert.deepEqual(read('取消订阅早上八点'), ['unsubscribe', '早上八点']);
    assert.deepEqual(read('退訂早上八點'), ['unsubscribe', '早上八點']);
  });

  it('is no command where what looks like a time is part of a name', () => {
    for (const text of [
      '订阅一点资讯',
      '订阅三点水',
      '订阅8点1氪',
      '订阅北京八点宕机',
      '取消订阅早上八点科技',
    ])
      assert.deepEqual(read(text), ['question', text], text);
  });

  it('subscribes where the whole sentence is a wish for digests', () => {
    for (const text of [
      '帮我每天早上7点推送新闻',
      '每天早八',
      '每天早上八点给我发简报',
      '工作日晚上八点推送科技新闻',
      '請每天早上八點推送 #科技',
      'Send me news every weekday at 8 pm',
      '周一早上八点给我发简报',
    ])
      assert.deepEqual(read(text), ['subscribe', text], text);
  });

  it('is a question where a time and days are only spoken of', () => {
    for (const text of [
      '每天早上八点推送新闻吗',
      '每天早上7点推送新闻的是谁？',
      '周五晚上八点',
      '每天早上八点地铁限流',
      '每天八点上班的人给我发工资',
      'Every day at 8 the market opens',
      'Does the shop open every day at 8',
      '早上七点推送新闻',
    ])
      assert.deepEqual(read(text), ['question', text], text);
  });

  it('keeps line feeds of a question', () => {
    assert.deepEqual(read('/ask 第一行\n第二行'), ['ask', '第一行\n第二行']);
  });

  it('is an unknown command after a slash, with the nearest one', () => {
    assert.deepEqual(read('/lates'), ['unknown', 'lates', 'latest']);
    assert.deepEqual(read('/weather'), ['unknown', 'weather', null]);
    assert.deepEqual(read('/'), ['unknown', '', null]);
  });

  it('is nothing where it is empty', () => {
    for (const text of ['', '  ', '\n']) assert.deepEqual(read(text), ['nothing']);
  });
});
