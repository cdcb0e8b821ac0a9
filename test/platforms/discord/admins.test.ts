import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Command, defineCommand } from '../../../src/commands/command.ts';
import { commands } from '../../../src/commands/command-list.ts';
import { buttons, notice } from '../../../src/core/blocks/build-blocks.ts';
import { answersIn, buttonId, lastMessage, runDiscord, textOf } from './run-discord.ts';

/** A command in the place of `topics`, which counts what it does. */
function commandFor(audience: Command['audience'], options: { isForAsker?: true } = {}): readonly Command[] {
  let done = 0;
  const made = defineCommand({
    ...{ name: 'topics', aliases: [], examples: null, audience, options: [], ...options },
    localName: 'command.topics.name',
    summary: 'command.topics.summary',
    description: 'command.topics.description',
    run: async () => ({
      blocks: [
        notice('info', `done ${++done}`),
        buttons({ label: 'Again', action: { command: 'topics', options: {} } }),
      ],
    }),
  });
  return [...commands.filter(({ name }) => name !== 'topics'), made];
}

describe('an admin’s command', () => {
  it('by slash is for whoever may manage the server, whatever the server shows to others', async (t) => {
    const { server, place } = await runDiscord(t, { commands: commandFor('chat-admins') });
    const { channel: channelId, guild, ada, ming } = place;
    const [offered] = server.commands().filter(({ name }) => name === 'topics');
    assert.equal(offered?.default_member_permissions, String(1 << 5));
    // The server's admins may show it to everybody.
    Object.assign(offered ?? {}, { default_member_permissions: null });
    server.slashCommand({ userId: ada, channelId, name: 'topics' });
    await server.waitFor(() => answersIn(server).length === 1);
    assert.match(textOf(lastMessage(server, channelId)), /Only admins/);
    assert.equal(lastMessage(server, channelId).ephemeralTo, ada);
    server.slashCommand({ userId: ming, channelId, name: 'topics' });
    await server.waitFor(() => answersIn(server).length === 2);
    assert.match(textOf(lastMessage(server, channelId)), /done 1/);
    server.addMember(guild, ada, [server.addRole({ guildId: guild, permissions: ['ManageGuild'] })]);
    server.slashCommand({ userId: ada, channelId, name: 'topics' });
    await server.waitFor(() => answersIn(server).length === 3);
    assert.match(textOf(lastMessage(server, channelId)), /done 2/);
  });

  it('is for anyone in a direct message', async (t) => {
    const { server, place } = await runDiscord(t, { commands: commandFor('chat-admins') });
    const channelId = server.openDirectMessage(place.ada);
    server.slashCommand({ userId: place.ada, channelId, name: 'topics' });
    server.sendMessage(place.ada, channelId, '/topics');
    await server.waitFor(() => answersIn(server, channelId).length === 2);
    assert.ok(answersIn(server, channelId).every((message) => /done/.test(textOf(message))));
    assert.equal(server.calls('GET /guilds/:guild').length, 0);
  });

  it('that is typed is for the owner and for whoever has a role that may, and asks once who that is', async (t) => {
    const { server, place } = await runDiscord(t, { commands: commandFor('chat-admins') });
    const { channel, guild, ada, ming } = place;
    const bea = server.addUser({ username: 'bea' });
    server.addMember(guild, bea, [server.addRole({ guildId: guild, permissions: ['Administrator'] })]);
    for (const [index, [person, says]] of (
      [
        [ada, /Only admins/],
        [ming, /done 1/],
        [bea, /done 2/],
      ] as const
    ).entries()) {
      server.sendMessage(person, channel, `<@${server.botId}> /topics`);
      await server.waitFor(() => answersIn(server, channel).length === index + 1);
      assert.match(textOf(lastMessage(server, channel)), says);
    }
    assert.equal(server.calls('GET /guilds/:guild').length, 1);
  });

  it('that is typed says what to do where Discord does not tell who the admins are', async (t) => {
    const { server, place } = await runDiscord(t, { commands: commandFor('chat-admins') });
    server.fail('GET /guilds/:guild', { kind: 'status', status: 500, code: 0 });
    server.sendMessage(place.ming, place.channel, `<@${server.botId}> /topics`);
    await server.waitFor(() => answersIn(server, place.channel).length === 1);
    assert.match(textOf(lastMessage(server, place.channel)), /can’t see who the admins are/);
  });

  it('has buttons that change their message for any admin, and that are refused to others', async (t) => {
    const { server, place } = await runDiscord(t, { commands: commandFor('chat-admins') });
    const { channel, ada, ming } = place;
    server.sendMessage(ming, channel, `<@${server.botId}> /topics`);
    await server.waitFor(() => answersIn(server, channel).length === 1);
    const { id } = lastMessage(server, channel);
    const again = buttonId(server, channel, /Again/);
    server.pressButton(ada, channel, id, again);
    await server.waitFor(() => answersIn(server, channel).length === 2);
    assert.match(textOf(lastMessage(server, channel)), /Only admins/);
    assert.equal(lastMessage(server, channel).ephemeralTo, ada);
    assert.deepEqual(server.messages(channel)[0]?.edits, []);
    server.pressButton(ming, channel, id, again);
    await server.waitFor(() => server.messages(channel)[0]?.edits.length === 1);
  });
});

describe('the owner’s command', () => {
  it('is for the owner of the bot, not for that of the server', async (t) => {
    const owner: string[] = [];
    const { server, place } = await runDiscord(t, {
      commands: commandFor('owner'),
      settings: { owners: owner },
    });
    const { channel, direct, ming } = place;
    server.sendMessage(ming, channel, `<@${server.botId}> /topics`);
    await server.waitFor(() => answersIn(server, channel).length === 1);
    assert.match(textOf(lastMessage(server, channel)), /whoever runs this bot/);
    owner.push(ming);
    server.slashCommand({ userId: ming, channelId: direct, name: 'topics' });
    await server.waitFor(() => answersIn(server, direct).length === 1);
    assert.match(textOf(lastMessage(server, direct)), /done/);
  });
});
