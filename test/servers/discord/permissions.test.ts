import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startConversation } from './start-conversation.ts';

const HELLO = { content: 'a' };

describe('what the bot may do in a channel', () => {
  it('is nothing where it sees nothing', async (test) => {
    const { server, guild, channel, refusalOf } = await startConversation(test);
    const path = `/channels/${channel}/messages`;
    server.setPermissions(channel, { deny: ['ViewChannel'] }, 'everyone');
    assert.equal(await refusalOf('GET', `/channels/${channel}`), '403 50001 Missing Access');
    assert.equal(await refusalOf('POST', path, HELLO), '403 50001 Missing Access');
    server.setPermissions(channel, { allow: ['ViewChannel'] });
    assert.equal(await refusalOf('POST', path, HELLO), 'accepted');
    server.kick(guild);
    assert.equal(await refusalOf('POST', path, HELLO), '403 50001 Missing Access');
    assert.equal(await refusalOf('GET', `/guilds/${guild}`), '403 50001 Missing Access');
    server.readd(guild);
    assert.equal(await refusalOf('GET', `/guilds/${guild}`), 'accepted');
    assert.equal(await refusalOf('GET', `/guilds/${guild}/members/@me`), 'accepted');
    server.removeChannel(channel);
    assert.equal(await refusalOf('POST', path, HELLO), '404 10003 Unknown Channel');
  });

  it('is less without the permissions that a message needs', async (test) => {
    const { server, channel, ming, refusalOf, call } = await startConversation(test);
    const path = `/channels/${channel}/messages`;
    const asked = server.sendMessage(ming, channel, 'a');
    const missing = '403 50013 Missing Permissions';
    server.setPermissions(channel, { deny: ['EmbedLinks'] });
    assert.equal(await refusalOf('POST', path, { embeds: [{ title: 'a' }] }), missing);
    server.setPermissions(channel, { deny: ['ReadMessageHistory'] });
    assert.match(
      await refusalOf('POST', path, { content: 'a', message_reference: { message_id: asked } }),
      /^403 160002/,
    );
    assert.equal(await refusalOf('GET', `${path}/${asked}`), missing);
    assert.deepEqual((await call('GET', path)).body, []);
    server.setPermissions(channel, { deny: ['SendMessages'] });
    assert.equal(await refusalOf('POST', path, HELLO), missing);
    assert.equal(await refusalOf('POST', `/channels/${channel}/typing`), missing);
  });

  it('adds up from everyone, roles and members, later ones winning', async (test) => {
    const { server, guild, channel, refusalOf } = await startConversation(test);
    const path = `/channels/${channel}/messages`;
    const role = server.addRole({ guildId: guild });
    server.addMember(guild, server.botId, [role]);
    server.setPermissions(channel, { deny: ['SendMessages'] }, 'everyone');
    server.setPermissions(channel, { allow: ['SendMessages'] }, role);
    assert.equal(await refusalOf('POST', path, HELLO), 'accepted');
    server.setPermissions(channel, { deny: ['SendMessages'] }, 'bot');
    assert.match(await refusalOf('POST', path, HELLO), /50013/);
    server.addMember(guild, server.botId, [
      server.addRole({ guildId: guild, permissions: ['Administrator'] }),
    ]);
    assert.equal(await refusalOf('POST', path, HELLO), 'accepted');
  });

  it('is another matter in threads', async (test) => {
    const { server, channel, refusalOf } = await startConversation(test);
    const thread = server.addThread({ channelId: channel });
    server.setPermissions(channel, { deny: ['SendMessages'] });
    assert.equal(await refusalOf('POST', `/channels/${thread}/messages`, HELLO), 'accepted');
    server.setPermissions(channel, { deny: ['SendMessagesInThreads'] });
    assert.match(await refusalOf('POST', `/channels/${thread}/messages`, HELLO), /50013/);
  });

  it('is only what is written in private channels of others: nothing', async (test) => {
    const { server, ming, refusalOf } = await startConversation(test);
    const other = server.addPrivateChannel([ming, server.addUser()]);
    assert.equal(await refusalOf('POST', `/channels/${other}/messages`, HELLO), '403 50001 Missing Access');
  });
});
