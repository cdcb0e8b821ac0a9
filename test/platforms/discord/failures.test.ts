import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { StoreError } from '../../../src/core/ports/store.ts';
import type { Fault } from '../../servers/discord/discord-server.ts';
import { answersIn, buttonId, lastMessage, type RunningBot, runDiscord, textOf } from './run-discord.ts';

const SEND = 'POST /channels/:channel/messages';

const chatOf = ({ store }: RunningBot, chat: string) => store.chats.find({ platform: 'discord', chat });
const mention = ({ server, place }: RunningBot, what = '/topics', channel = place.channel): string =>
  server.sendMessage(place.ming, channel, `<@${server.botId}> ${what}`);

describe('a failure of Discord', () => {
  for (const [what, fault] of [
    ['a proxy that says 502', { kind: 'status', status: 502 }],
    ['a server error', { kind: 'status', status: 500, code: 0 }],
    ['a dropped connection', { kind: 'drop' }],
    ['a limit of the channel', { kind: 'status', status: 429, retryAfter: 1 }],
    ['a limit of all', { kind: 'status', status: 429, retryAfter: 1, isGlobal: true }],
    ['a shared limit', { kind: 'status', status: 429, retryAfter: 1, scope: 'shared' }],
  ] satisfies [string, Fault][])
    it(`that passes (${what}) delays the answer`, async (t) => {
      const bot = await runDiscord(t);
      const { server, place } = bot;
      server.fail(SEND, fault);
      mention(bot);
      await server.waitFor(() => answersIn(server, place.channel).length === 1);
      assert.equal(server.avoidable429s(), 0);
      await bot.stop();
      assert.equal(await bot.store.events.countUncertain(`discord:${server.applicationId}`), 0);
    });

  it('in the midst of a send is made up for, and the message is there once', async (t) => {
    const bot = await runDiscord(t);
    const { server, place } = bot;
    server.fail(SEND, { kind: 'drop-after-effect' }, { times: 2 });
    mention(bot);
    await server.waitFor(() => server.calls(SEND).some(({ response }) => response.status === 200));
    await bot.stop();
    assert.equal(answersIn(server, place.channel).length, 1);
    assert.equal(await bot.store.events.countUncertain(`discord:${server.applicationId}`), 0);
  });
});

describe('a channel that the bot has', () => {
  it('removed is paused as gone', async (t) => {
    const bot = await runDiscord(t);
    const { server, place } = bot;
    mention(bot);
    await server.waitFor(() => answersIn(server, place.channel).length === 1);
    await bot.stop();
    bot.start();
    await bot.serves();
    server.removeChannel(place.channel);
    // What comes after shows that it was heard of.
    server.sendMessage(place.ming, place.direct, '/topics');
    await server.waitFor(() => answersIn(server, place.direct).length === 1);
    await bot.stop();
    assert.equal((await chatOf(bot, place.channel))?.paused, 'gone');
  });

  it('no right to write in is paused with its language until the bot can, and no direct message tells of it', async (t) => {
    const bot = await runDiscord(t);
    const { server, place } = bot;
    server.slashCommand({
      ...{ userId: place.ming, channelId: place.channel, name: 'topics', locale: 'zh-TW' },
    });
    await server.waitFor(() => answersIn(server, place.channel).length === 1);
    server.setPermissions(place.channel, { deny: ['SendMessages'] });
    mention(bot);
    await server.waitFor(() => server.calls(SEND).length === 1);
    await bot.stop();
    const paused = await chatOf(bot, place.channel);
    assert.deepEqual([paused?.paused, paused?.language], ['muted', 'zh-Hant']);
    server.setPermissions(place.channel, { allow: ['SendMessages'] });
    bot.start();
    await bot.serves();
    mention(bot);
    await server.waitFor(() => answersIn(server, place.channel).length === 2);
    await bot.stop();
    const resumed = await chatOf(bot, place.channel);
    assert.deepEqual([resumed?.paused, resumed?.language, resumed?.server], [null, 'zh-Hant', place.guild]);
  });

  it('no sight of is paused as muted, for nothing tells when it is back', async (t) => {
    const bot = await runDiscord(t);
    const { server, place } = bot;
    mention(bot, '/help');
    server.setPermissions(place.channel, { deny: ['ViewChannel'] });
    await server.waitFor(() => server.calls(SEND).length === 1);
    await bot.stop();
    assert.equal((await chatOf(bot, place.channel))?.paused, 'muted');
  });

  it('of a server that threw it out is paused, and resumed when it is let in again; an outage pauses nothing', async (t) => {
    const bot = await runDiscord(t);
    const { server, place } = bot;
    const heard = async (count: number): Promise<void> => {
      server.sendMessage(place.ming, place.direct, '/topics');
      await server.waitFor(() => answersIn(server, place.direct).length === count);
    };
    mention(bot);
    await server.waitFor(() => answersIn(server, place.channel).length === 1);
    await heard(1);
    server.setGuildAvailable(place.guild, false);
    await heard(2);
    assert.equal((await chatOf(bot, place.channel))?.paused, null);
    server.setGuildAvailable(place.guild, true);
    server.kick(place.guild);
    await heard(3);
    assert.equal((await chatOf(bot, place.channel))?.paused, 'removed');
    server.readd(place.guild);
    await heard(4);
    assert.equal((await chatOf(bot, place.channel))?.paused, null);
  });

  it('in a server that threw it out while it was down is resumed where it is let in again while it is down', async (t) => {
    const bot = await runDiscord(t);
    const { server, place } = bot;
    mention(bot);
    await server.waitFor(() => answersIn(server, place.channel).length === 1);
    server.kick(place.guild);
    await bot.stop();
    server.readd(place.guild);
    bot.start();
    await bot.serves();
    mention(bot);
    await server.waitFor(() => answersIn(server, place.channel).length === 2);
    await bot.stop();
    assert.equal((await chatOf(bot, place.channel))?.paused, null);
  });

  it('with a person who takes no messages any more is paused as muted', async (t) => {
    const bot = await runDiscord(t);
    const { server, place } = bot;
    server.setAcceptsMessages(place.ming, false);
    server.sendMessage(place.ming, place.direct, '/topics');
    await server.waitFor(() => server.calls(SEND).length === 1);
    await bot.stop();
    assert.equal((await chatOf(bot, place.direct))?.paused, 'muted');
  });
});

describe('a failure of our own', () => {
  it('is answered in the language of who asked, and logged without what they wrote', async (t) => {
    const bot = await runDiscord(t, {
      services: {
        ask: async (question) => Promise.reject(new Error(`cannot answer ${question}`)),
        topics: async () => Promise.reject(new StoreError('The store failed', 'disk-full')),
      },
    });
    const { server, place, logged } = bot;
    server.sendMessage(place.ming, place.direct, 'my secret question');
    await server.waitFor(() => answersIn(server, place.direct).length === 1);
    assert.match(textOf(lastMessage(server, place.direct)), /Something went wrong/);
    server.slashCommand({
      ...{ userId: place.ming, channelId: place.channel, name: 'topics', locale: 'zh-CN' },
    });
    await server.waitFor(() => answersIn(server, place.channel).length === 1);
    assert.match(textOf(lastMessage(server, place.channel)), /磁盘/);
    assert.doesNotMatch(JSON.stringify(logged), /secret/);
    assert.equal(logged.filter(({ level }) => level === 'error').length, 2);
  });
});

describe('what is secret', () => {
  it('is in no log, whatever fails: tokens of the bot and of interactions, what people and articles say', async (t) => {
    const bot = await runDiscord(t);
    const { server, place, logged } = bot;
    const { channel, direct, ada, ming } = place;
    server.slashCommand({ userId: ada, channelId: channel, name: 'latest', options: { count: 1 } });
    await server.waitFor(() => answersIn(server, channel).length === 1);
    const { id } = lastMessage(server, channel);
    const older = buttonId(server, channel, /Older/);
    const faults: Fault[] = [
      { kind: 'drop' },
      { kind: 'status', status: 500, code: 0, message: `strange ${server.token}` },
      { kind: 'status', status: 502 },
      { kind: 'status', status: 400, code: 99999, message: `strange 志愿者 ${server.token}` },
      { kind: 'status', status: 400, code: 50035, message: 'Invalid Form Body 志愿者' },
      { kind: 'status', status: 401, code: 50027, message: 'Invalid Webhook Token' },
      { kind: 'status', status: 403, code: 50013, message: 'Missing Permissions' },
      { kind: 'status', status: 404, code: 10062, message: 'Unknown interaction' },
    ];
    const routes = [
      SEND,
      'POST /interactions/:interaction/:token/callback',
      'PATCH /webhooks/:application/:token/messages/:message',
      'POST /webhooks/:application/:token',
      'POST /channels/:channel/typing',
    ];
    for (const fault of faults) for (const route of routes) server.fail(route, fault);
    const people = Array.from({ length: 12 }, () => server.addUser());
    for (const [index, userId] of people.entries()) {
      server.addMember(place.guild, userId);
      const question = `geheim${index} 志愿者`;
      server.slashCommand({ userId, channelId: channel, name: 'ask', options: { question } });
      server.slashCommand({ userId, channelId: channel, name: 'latest' });
      server.sendMessage(userId, channel, `<@${server.botId}> geheim ${index}`);
    }
    server.pressButton(ada, channel, id, older);
    server.autocomplete({
      userId: ming,
      channelId: direct,
      name: 'latest',
      focused: 'topic',
      options: { topic: '志' },
    });
    const uses = server.interactions().length;
    await server.waitFor(
      () =>
        server.calls('POST /interactions/:interaction/:token/callback').length >= uses &&
        server.calls(SEND).length >= 14,
      20_000,
    );
    await bot.stop();
    assert.ok(logged.some(({ level }) => level === 'warn'));
    const all = JSON.stringify(logged);
    assert.ok(!all.includes(server.token) && !all.includes(server.token.split('.').at(-1) ?? ''));
    for (const { token } of server.interactions()) assert.ok(!all.includes(token.slice(0, 30)));
    assert.doesNotMatch(all, /geheim|志愿|strange/);
  });
});
