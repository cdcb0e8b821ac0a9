import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { refusalOf, startConversation } from './start-conversation.ts';

const latest = { command: 'latest', description: '最新' };

describe("the bot's menu", () => {
  it('is kept by scope and language', async (test) => {
    const { api } = await startConversation(test);
    const scope = { type: 'all_group_chats' } as const;
    await api.setMyCommands([latest]);
    await api.setMyCommands([{ ...latest, description: 'Newest' }], { scope, language_code: 'en' });
    assert.deepEqual(await api.getMyCommands(), [latest]);
    assert.deepEqual(await api.getMyCommands({ scope }), []);
    assert.equal((await api.getMyCommands({ scope, language_code: 'en' }))[0]?.description, 'Newest');
    await api.deleteMyCommands({ scope, language_code: 'en' });
    assert.deepEqual(await api.getMyCommands({ scope, language_code: 'en' }), []);
    assert.deepEqual(await api.getMyCommands(), [latest]);
  });

  it('takes a hundred commands of plain names with a description', async (test) => {
    const { api } = await startConversation(test);
    const set = (command: string, description = 'a'): Promise<string> =>
      refusalOf(api.setMyCommands([{ command, description }]));
    const many = (count: number): Promise<string> =>
      refusalOf(
        api.setMyCommands(Array.from({ length: count }, (_, i) => ({ ...latest, command: `c${i}` }))),
      );
    assert.equal(await set('a'.repeat(32), '新'.repeat(256)), 'accepted');
    assert.match(await set('a'.repeat(33)), /^400 .*command length must not exceed 32$/);
    assert.equal(await set('Latest'), '400 Bad Request: BOT_COMMAND_INVALID');
    assert.equal(await set('最新'), '400 Bad Request: BOT_COMMAND_INVALID');
    assert.match(await set('a', ' '), /command description must be non-empty$/);
    assert.match(await set('a', 'b'.repeat(257)), /description length must not exceed 256$/);
    assert.equal(await many(100), 'accepted');
    assert.match(await many(101), /^400/);
  });

  it('knows languages of two letters only', async (test) => {
    const { api } = await startConversation(test);
    const set = (language: string): Promise<string> =>
      refusalOf(api.setMyCommands([latest], { language_code: language as never }));
    assert.equal(await set('zh'), 'accepted');
    assert.equal(await set('zh-hans'), '400 Bad Request: invalid language code specified');
  });

  it('comes with descriptions in each language', async (test) => {
    const { api } = await startConversation(test);
    await api.setMyDescription('News', {});
    await api.setMyDescription('新闻', { language_code: 'zh' });
    await api.setMyShortDescription('Short');
    assert.equal((await api.getMyDescription({ language_code: 'zh' })).description, '新闻');
    assert.equal((await api.getMyDescription({ language_code: 'fr' })).description, 'News');
    assert.equal((await api.getMyShortDescription()).short_description, 'Short');
    assert.match(await refusalOf(api.setMyShortDescription('a'.repeat(121))), /^400/);
  });
});
