import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { buttonId, lastMessage, menusOf, runDiscord, textOf } from './run-discord.ts';

describe('subscribing a channel', () => {
  it('is answered to the admin alone, who learns what the bot may not do there', async (t) => {
    const { server, place, store } = await runDiscord(t);
    const { channel, guild, ming: userId } = place;
    const subscribe = () =>
      server.slashCommand({
        userId,
        channelId: channel,
        name: 'subscribe',
        options: { time: '8:00' },
        locale: 'zh-CN',
      });
    subscribe();
    await server.waitFor(() => server.messages(channel).length === 1);
    const message = lastMessage(server, channel);
    assert.equal(message.ephemeralTo, userId);
    assert.match(textOf(message), /08\\:00/);
    assert.doesNotMatch(textOf(message), /权限/);
    assert.equal((await store.chats.find({ platform: 'discord', chat: channel }))?.server, guild);
    server.setPermissions(channel, { deny: ['SendMessages'] });
    subscribe();
    await server.waitFor(() => server.messages(channel).length === 2);
    assert.match(textOf(lastMessage(server, channel)), /请先给我这些权限：发送消息/);
  });
});

describe('the presence', () => {
  it('tells when the next digest is, where the owner wants that', async (t) => {
    const { server } = await runDiscord(t, {
      settings: { presence: 'digest' },
      prepare: async (store) => {
        await store.subscriptions.add({
          id: 's1',
          ...{ platform: 'discord', chat: '1', thread: null, topics: [], muted: [], origin: 'command' },
          schedule: { times: [480], weekdays: [], zone: 'Asia/Shanghai' },
          createdAt: 0,
          next: { at: Date.UTC(2030, 0, 2, 0), key: '2030-01-02T08:00' },
          coveredTo: null,
        });
      },
    });
    const shown = () => JSON.stringify(server.gateway.sessions().map(({ presence }) => presence));
    await server.waitFor(() => /下一份简报：2030年1月2日 周三 08:00/.test(shown()));
  });
});

describe('the time zone of a channel', () => {
  it('is chosen from a menu, in place', async (t) => {
    const { server, place } = await runDiscord(t);
    const { channel, ming: userId } = place;
    server.slashCommand({ userId, channelId: channel, name: 'settings', locale: 'en-US' });
    await server.waitFor(() => server.messages(channel).length === 1);
    const settings = lastMessage(server, channel);
    server.pressButton(userId, channel, settings.id, buttonId(server, channel, /zone/i), 'en-US');
    await server.waitFor(() => menusOf(lastMessage(server, channel)).length === 1);
    const [menu] = menusOf(lastMessage(server, channel));
    const tokyo = menu?.options.find(({ label }) => label.includes('Tokyo'));
    assert.ok(menu && tokyo);
    server.choose(userId, channel, settings.id, menu.id, [tokyo.value], 'en-US');
    await server.waitFor(() => /Tokyo/.test(textOf(lastMessage(server, channel))));
    assert.equal(server.messages(channel).length, 1);
  });
});
