import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTranslator, readerLanguages } from '../../src/commands/create-translator.ts';
import { actionsOf, blocksOf, GROUP, talkIn, wordsOf } from './answer-in-chat.ts';

const set = async (talk: ReturnType<typeof talkIn>) =>
  (await talk.services.subscriptions.settings(GROUP)).settings;

describe('settings', () => {
  for (const language of readerLanguages)
    it(`show in ${language} what is set, with buttons that each change it`, async () => {
      const talk = talkIn(GROUP, { language });
      const reply = await talk.say('/settings');
      assert.equal(blocksOf(reply, 'facts')[0]?.facts.length, 7);
      for (const { label, action } of actionsOf(reply)) {
        assert.ok([...label].length <= 40, label);
        const changed = await talk.press(action);
        assert.equal(changed.failure, undefined, label);
      }
      const settings = await set(talk);
      assert.deepEqual([settings.length, settings.quiet, settings.tellsEmpty], ['long', true, true]);
    });

  it('answer in the language that was chosen, also the next time', async () => {
    const talk = talkIn(GROUP);
    const [title] = blocksOf(await talk.say('/settings language zh-Hant'), 'heading');
    assert.equal(title?.text, createTranslator('zh-Hant')('settings.title'));
    const [again] = blocksOf(await talk.say('/設定 語言 简体中文'), 'heading');
    assert.equal(again?.text, createTranslator('zh-Hans')('settings.title'));
    assert.match(wordsOf(await talk.say('/latest')), /最新/);
  });

  it('mute words one after the other, and take single ones back', async () => {
    const talk = talkIn(GROUP);
    await talk.say('/settings mute 体育 "real estate"');
    await talk.say('/设置 屏蔽 娱乐');
    await talk.say('/settings mute "real estate"');
    assert.deepEqual((await set(talk)).muted, ['体育', 'real estate', '娱乐']);
    const reply = await talk.say('/settings mute -體育 -"Real Estate" 娱乐');
    assert.deepEqual((await set(talk)).muted, ['娱乐']);
    assert.match(wordsOf(reply), /娱乐/);
    await talk.say('/settings mute none');
    assert.deepEqual((await set(talk)).muted, []);
  });

  it('keep the topics that were named last, or none', async () => {
    const talk = talkIn(GROUP);
    await talk.say('/settings topics 科技 经济');
    assert.deepEqual((await set(talk)).topics, ['科技', '经济']);
    await talk.say('/settings topics -经济');
    assert.deepEqual((await set(talk)).topics, ['科技']);
    await talk.say('/settings topics #秦创原');
    assert.deepEqual((await set(talk)).topics, ['秦创原']);
    await talk.say('/设置 话题 无');
    assert.deepEqual((await set(talk)).topics, []);
  });

  it('take several at once, in the names of any language and of a slash command', async () => {
    const talk = talkIn(GROUP);
    await talk.say('/settings zone New York 静音 开 length=short mute 体育');
    assert.deepEqual(await set(talk), {
      ...{ zone: 'America/New_York', length: 'short', topics: [], muted: ['体育'] },
      ...{ quiet: true, tellsEmpty: false },
    });
    await talk.press({
      command: 'settings',
      options: { zone: '台北', quiet: 'off', empty: 'on', topics: '科技 经济', mute: '-体育' },
    });
    assert.deepEqual(await set(talk), {
      ...{ zone: 'Asia/Taipei', length: 'short', topics: ['科技', '经济'], muted: [] },
      ...{ quiet: false, tellsEmpty: true },
    });
  });

  it('know a choice by what people call it', async () => {
    const talk = talkIn(GROUP);
    await talk.say('/设置 语言 英文 篇幅 詳細 静音 開啟');
    const { language, settings } = await talk.services.subscriptions.settings(GROUP);
    assert.deepEqual([language, settings.length, settings.quiet], ['en', 'long', true]);
    await talk.say('/settings language 繁体 quiet no');
    assert.equal((await talk.services.subscriptions.settings(GROUP)).language, 'zh-Hant');
    assert.equal((await talk.say('/settings language constructor')).failure, 'bad-options');
  });

  it('move the digests of the old zone', async () => {
    const talk = talkIn(GROUP);
    await talk.say('/subscribe 8:00');
    await talk.say('/subscribe 8:00 London');
    await talk.say('/settings zone Tokyo');
    const zones = (await talk.services.subscriptions.list(GROUP)).map(({ schedule }) => schedule.zone);
    assert.deepEqual(zones, ['Asia/Tokyo', 'Europe/London']);
  });

  it('leave the digests that named their zone where it is, also as it was the chat’s, and say what moved', async () => {
    const talk = talkIn(GROUP);
    await talk.say('/subscribe 7am Shanghai');
    await talk.say('/subscribe 8:00');
    const words = wordsOf(await talk.say('/settings zone New York'));
    assert.match(words, /moved to the new time zone:\nevery day at 08:00 \(New York\)/);
    assert.match(words, /stay:\nevery day at 07:00 \(Shanghai\)/);
    const zones = (await talk.services.subscriptions.list(GROUP)).map(({ schedule }) => schedule.zone);
    assert.deepEqual(zones, ['Asia/Shanghai', 'America/New_York']);
    assert.doesNotMatch(wordsOf(await talk.say('/settings quiet on')), /moved|stay/);
  });

  it('leave a zone that is named when the same digest is subscribed already', async () => {
    const talk = talkIn(GROUP);
    await talk.say('/subscribe 8:00');
    await talk.say('/subscribe 8:00 Shanghai');
    await talk.say('/settings zone New York');
    const known = await talk.services.subscriptions.list(GROUP);
    assert.deepEqual(
      known.map(({ schedule }) => schedule.zone),
      ['Asia/Shanghai'],
    );
  });

  it('offer the usual zones, ask back where a name means several, and lead back', async () => {
    const talk = talkIn(GROUP);
    const zones = await talk.say('/settings --show zones');
    const london = actionsOf(zones).find(({ label }) => label.startsWith('London'));
    assert.ok(london);
    await talk.press(london.action);
    assert.equal((await set(talk)).zone, 'Europe/London');
    assert.deepEqual(actionsOf(zones).at(-1)?.action, { command: 'settings', options: {} });
    const asked = await talk.say('/settings zone CST quiet on');
    assert.equal((await set(talk)).quiet, false);
    const [shanghai] = actionsOf(asked);
    assert.ok(shanghai);
    await talk.press(shanghai.action);
    const { zone, quiet } = await set(talk);
    assert.deepEqual([zone, quiet], ['Asia/Shanghai', true]);
  });

  it('change nothing where a word is none of theirs', async () => {
    const talk = talkIn(GROUP);
    for (const text of [
      '/settings blah',
      '/settings 科技',
      '/settings 开',
      '/settings length huge',
      '/settings zone Nowhere',
      '/settings mute AI -AI',
      '/settings colour red',
    ]) {
      const reply = await talk.say(text);
      assert.equal(reply.failure, 'bad-options', text);
    }
    assert.deepEqual((await set(talk)).topics, []);
  });

  it('say what a setting can be where only its name is given', async () => {
    const talk = talkIn(GROUP, { language: 'zh-Hans' });
    const cases = {
      '/settings 语言': /“语言”是空的。\n可以是：简体中文、繁體中文、English。/,
      '/settings 静音': /“静音”是空的。\n可以是：开、关。/,
      '/settings language en length': /“篇幅”是空的。\n可以是：短、标准、长。/,
      '/settings 语言 法语': /不能是“法语”。\n可以是：简体中文、繁體中文、English。/,
      '/settings mute': /“屏蔽”是空的。\n用法：/,
    };
    for (const [text, said] of Object.entries(cases)) {
      const reply = await talk.say(text);
      assert.match(wordsOf(reply), said);
      assert.equal(reply.failure, 'bad-options');
    }
  });

  it('keep within what a chat may mute', async () => {
    const talk = talkIn(GROUP);
    for (const letter of 'abc') {
      const words = Array.from({ length: 20 }, (_, index) => `${letter}${index}`).join(' ');
      const reply = await talk.say(`/settings mute ${words}`);
      assert.equal(reply.failure, letter === 'c' ? 'bad-options' : undefined);
    }
    assert.equal((await set(talk)).muted.length, 40);
  });
});
