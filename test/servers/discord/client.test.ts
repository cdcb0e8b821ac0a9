import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it, type TestContext } from 'node:test';
import {
  type ChatInputCommandInteraction,
  Client,
  type Interaction as ClientInteraction,
  DiscordAPIError,
  GatewayIntentBits,
  type Message,
  MessageFlags,
} from 'discord.js';
import { type Conversation, startConversation } from './start-conversation.ts';
import type { DiscordServerOptions } from './start-discord-server.ts';

const INTENTS = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];
const COMMANDS = [
  {
    name: 'latest',
    description: 'a',
    contexts: [0, 1, 2],
    integrationTypes: [0, 1],
    options: [
      { type: 4, name: 'count', description: 'a' },
      { type: 7, name: 'channel', description: 'a' },
    ],
  },
];

/** The real client, logged in and with its commands written. */
async function logIn(
  test: TestContext,
  options: DiscordServerOptions = {},
): Promise<Conversation & { client: Client<true>; next(): Promise<ClientInteraction> }> {
  const conversation = await startConversation(test, options);
  const { server } = conversation;
  const client = new Client({ intents: INTENTS, rest: { api: server.api } });
  test.after(() => client.destroy());
  const ready = once(client, 'clientReady');
  await client.login(server.token);
  await ready;
  await client.application?.commands.set(COMMANDS as never);
  return {
    ...conversation,
    client: client as Client<true>,
    next: async () => (await once(client, 'interactionCreate'))[0] as ClientInteraction,
  };
}

describe('the client of discord.js', () => {
  it('logs in, and knows its guilds and channels', async (test) => {
    const { client, server, guild, channel } = await logIn(test);
    assert.equal(client.user.id, server.botId);
    assert.equal(client.guilds.cache.get(guild)?.preferredLocale, 'zh-CN');
    assert.equal(client.channels.cache.get(channel)?.isSendable(), true);
    assert.equal(server.commandWrites(), 1);
    const other = server.addChannel({ guildId: guild, type: 'forum', tags: [{ name: 'a' }] });
    await once(client, 'channelCreate');
    server.setPermissions(other, { deny: ['ViewChannel'] });
    await once(client, 'channelUpdate');
    server.kick(guild);
    await once(client, 'guildDelete');
    server.readd(guild);
    await once(client, 'guildCreate');
  });

  it('reads a command of a guild in full', async (test) => {
    const { server, guild, channel, ming, next } = await logIn(test);
    const coming = next();
    const options = { count: 3, channel };
    server.slashCommand({ userId: ming, channelId: channel, name: 'latest', options, locale: 'zh-TW' });
    const interaction = await coming;
    assert.ok(interaction.isChatInputCommand() && interaction.inCachedGuild());
    assert.equal(interaction.options.getInteger('count'), 3);
    assert.equal(interaction.options.getChannel('channel')?.id, channel);
    assert.deepEqual(
      [interaction.locale, interaction.guildLocale, interaction.context, interaction.guildId],
      ['zh-TW', 'zh-CN', 0, guild],
    );
    assert.equal(interaction.channel?.id, channel);
    assert.equal(interaction.memberPermissions.has('ManageGuild'), true);
    assert.equal(interaction.appPermissions.has('SendMessages'), true);
    assert.equal(interaction.authorizingIntegrationOwners[0], guild);
  });

  it('reads commands of direct messages and of private channels', async (test) => {
    const { server, ming, next } = await logIn(test);
    let coming = next();
    const direct = server.openDirectMessage(ming);
    server.slashCommand({ userId: ming, channelId: direct, name: 'latest' });
    const first = (await coming) as ChatInputCommandInteraction;
    assert.deepEqual([first.context, first.guildId, first.channelId], [1, null, direct]);
    await first.reply('a');
    coming = next();
    const lan = server.addUser({ hasInstalled: true });
    const between = server.addPrivateChannel([lan, ming]);
    server.slashCommand({ userId: lan, channelId: between, name: 'latest', installedBy: 'user' });
    const second = (await coming) as ChatInputCommandInteraction;
    assert.deepEqual([second.context, second.authorizingIntegrationOwners[1]], [2, lan]);
    await second.reply('b');
    assert.deepEqual(
      server.messages().map(({ content, channelId }) => [content, channelId]),
      [
        ['a', direct],
        ['b', between],
      ],
    );
  });

  it('defers, edits and follows up', async (test) => {
    const { server, channel, ming, next } = await logIn(test);
    const coming = next();
    server.slashCommand({ userId: ming, channelId: channel, name: 'latest' });
    const interaction = (await coming) as ChatInputCommandInteraction;
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await interaction.editReply({
      flags: MessageFlags.IsComponentsV2,
      components: [{ type: 10, content: 'a' }],
    });
    assert.equal((await interaction.fetchReply()).flags.has('IsComponentsV2'), true);
    const more = await interaction.followUp({ content: 'b' });
    await interaction.editReply({ message: more, content: 'c' });
    await assert.rejects(interaction.deferReply());
    assert.deepEqual(
      server.messages(channel).map(({ content, ephemeralTo }) => [content, ephemeralTo]),
      [
        ['', ming],
        ['c', null],
      ],
    );
  });

  it('updates the message whose button was pressed or whose option was chosen', async (test) => {
    const { server, channel, ming, client, next } = await logIn(test);
    const place = client.channels.cache.get(channel);
    assert.ok(place?.isSendable());
    const sent = await place.send({
      content: 'a',
      components: [
        { type: 1, components: [{ type: 2, style: 1, label: 'more', custom_id: 'more' }] },
        { type: 1, components: [{ type: 3, custom_id: 'topic', options: [{ label: 'a', value: 'a' }] }] },
      ],
    });
    let coming = next();
    server.pressButton(ming, channel, sent.id, 'more');
    const pressed = await coming;
    assert.ok(pressed.isButton());
    assert.equal(pressed.message.id, sent.id);
    await pressed.update('b');
    coming = next();
    server.choose(ming, channel, sent.id, 'topic', ['a']);
    const chosen = await coming;
    assert.ok(chosen.isStringSelectMenu());
    assert.deepEqual(chosen.values, ['a']);
    await chosen.deferUpdate();
    await chosen.editReply({ content: 'c', components: [] });
    assert.deepEqual(
      server.messages().map(({ content }) => content),
      ['c'],
    );
  });

  it('hears what it was mentioned in, and posts in forums', async (test) => {
    const { server, guild, channel, ming, client } = await logIn(test);
    const forum = server.addChannel({ guildId: guild, type: 'forum' });
    await once(client, 'channelCreate');
    const coming = once(client, 'messageCreate');
    server.sendMessage(ming, channel, `<@${client.user.id}> what?`);
    const [message] = (await coming) as [Message];
    assert.equal(message.mentions.has(client.user.id), true);
    await message.reply({ content: 'that', allowedMentions: { parse: [], repliedUser: false } });
    const place = client.channels.cache.get(forum);
    assert.ok(place?.isThreadOnly());
    const post = await place.threads.create({ name: 'digest', message: { content: 'a' } });
    assert.equal((await post.fetchStarterMessage())?.content, 'a');
    assert.deepEqual(server.pings(), []);
  });

  it('resumes after a drop and hears what it missed', async (test) => {
    const { server, channel, ming, client, next } = await logIn(test);
    const resumed = once(client, 'shardResume');
    const coming = next();
    server.gateway.drop();
    await server.waitFor((seen) => seen.gateway.sessions().every(({ isConnected }) => !isConnected));
    server.slashCommand({ userId: ming, channelId: channel, name: 'latest' });
    await resumed;
    const interaction = (await coming) as ChatInputCommandInteraction;
    await interaction.reply('a');
    assert.equal(server.gateway.identifies(), 1);
    assert.deepEqual(server.unacknowledged(), []);
  });

  it('notices a connection that has gone silent, and resumes', async (test) => {
    const { server, channel, ming, client } = await logIn(test, { heartbeatInterval: 250 });
    const coming = once(client, 'messageCreate');
    server.gateway.freeze();
    server.sendMessage(ming, channel, `<@${client.user.id}> anybody?`);
    await coming;
    assert.ok((server.gateway.sessions()[0]?.resumes ?? 0) > 0);
    assert.equal(server.gateway.identifies(), 1);
  });

  it('spreads over the shards that are recommended', async (test) => {
    const conversation = await startConversation(test, { shards: 2, maxConcurrency: 2 });
    const { server, ming } = conversation;
    for (let index = 0; index < 4; index += 1) server.addGuild({ ownerId: ming });
    const client = new Client({ intents: INTENTS, shards: 'auto', rest: { api: server.api } });
    test.after(() => client.destroy());
    const ready = once(client, 'clientReady');
    await client.login(server.token);
    await ready;
    assert.equal(client.guilds.cache.size, 5);
    assert.deepEqual(
      server.gateway.sessions().map(({ shard }) => shard),
      [
        [0, 2],
        [1, 2],
      ],
    );
  });

  it('waits out a limit without being told twice', async (test) => {
    const routes = { 'POST /channels/:channel/messages': { limit: 2, seconds: 0.3 } };
    const { server, channel, client } = await logIn(test, { limits: { routes } });
    const place = client.channels.cache.get(channel);
    assert.ok(place?.isSendable());
    server.fail('POST /channels/*/messages', { kind: 'status', status: 429, retryAfter: 0.1 });
    await Promise.all(['a', 'b', 'c', 'd', 'e'].map((content) => place.send(content)));
    assert.equal(server.messages().length, 5);
    assert.equal(server.rateLimitHits().length, 1);
    assert.equal(server.avoidable429s(), 0);
  });

  it('gives the code of a refusal, and retries a bad gateway', async (test) => {
    const { server, channel, client } = await logIn(test);
    const place = client.channels.cache.get(channel);
    assert.ok(place?.isSendable());
    server.fail('POST /channels/*/messages', { kind: 'status', status: 502 });
    await place.send('a');
    server.setPermissions(channel, { deny: ['SendMessages'] });
    await assert.rejects(
      place.send('b'),
      (error) => error instanceof DiscordAPIError && error.code === 50013 && error.status === 403,
    );
    assert.equal(server.calls('POST /channels/*/messages').length, 3);
  });
});
