import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { errorsIn, startConversation } from './start-conversation.ts';

describe('whom a message calls', () => {
  it('is everybody it names unless it says otherwise', async (test) => {
    const { server, guild, channel, ming, call } = await startConversation(test);
    const role = server.addRole({ guildId: guild, isMentionable: true });
    const silent = server.addRole({ guildId: guild });
    server.setBotPermissions(guild, ['MentionEveryone']);
    const content = `<@${ming}> <@!${ming}> <@&${role}> <@&${silent}> @everyone @here`;
    await call('POST', `/channels/${channel}/messages`, { content });
    const expected = { everyone: true, here: true, users: [ming], roles: [role, silent], repliedUser: null };
    assert.deepEqual(server.messages()[0]?.pings, expected);
    assert.equal(server.pings().length, 1);
  });

  it('is nobody when nothing is allowed', async (test) => {
    const { server, guild, channel, ming, call } = await startConversation(test);
    server.setBotPermissions(guild, ['MentionEveryone']);
    const asked = server.sendMessage(ming, channel, 'a');
    const content = `<@${ming}> @everyone`;
    await call('POST', `/channels/${channel}/messages`, {
      content,
      allowed_mentions: { parse: [] },
      message_reference: { message_id: asked },
    });
    await call('POST', `/channels/${channel}/messages`, {
      flags: 1 << 15,
      components: [{ type: 17, components: [{ type: 10, content }] }],
      allowed_mentions: { parse: [] },
    });
    assert.deepEqual(server.pings(), []);
  });

  it('is found in texts of components too, and in edits', async (test) => {
    const { server, channel, ming, call } = await startConversation(test);
    const shown = (content: string): object => ({ flags: 1 << 15, components: [{ type: 10, content }] });
    const sent = await call('POST', `/channels/${channel}/messages`, shown('quiet'));
    assert.deepEqual(server.pings(), []);
    await call('PATCH', `/channels/${channel}/messages/${sent.body.id}`, shown(`<@${ming}>`));
    assert.deepEqual(
      server.pings().map(({ pings }) => pings.users),
      [[ming]],
    );
  });

  it('is not everyone without the permission, and no role that is not mentionable', async (test) => {
    const { server, guild, channel, call } = await startConversation(test);
    const role = server.addRole({ guildId: guild });
    await call('POST', `/channels/${channel}/messages`, { content: `@everyone @here <@&${role}>` });
    assert.deepEqual(server.pings(), []);
  });

  it('is nobody who is named in code', async (test) => {
    const { server, channel, ming, call } = await startConversation(test);
    for (const content of [`\`<@${ming}>\``, `\`\`\`\n<@${ming}>\n\`\`\``, `\`\`a \` <@${ming}>\`\``])
      await call('POST', `/channels/${channel}/messages`, { content });
    assert.deepEqual(server.pings(), []);
    await call('POST', `/channels/${channel}/messages`, { content: `\` <@${ming}>` });
    assert.equal(server.pings().length, 1);
  });

  it('is who is listed, and can not be listed and parsed', async (test) => {
    const { server, channel, ming, call } = await startConversation(test);
    const other = server.addUser();
    const path = `/channels/${channel}/messages`;
    const content = `<@${ming}> <@${other}>`;
    await call('POST', path, { content, allowed_mentions: { users: [other] } });
    assert.deepEqual(server.messages()[0]?.pings.users, [other]);
    const errors = async (allowed: object): Promise<string[]> =>
      errorsIn((await call('POST', path, { content, allowed_mentions: allowed })).body);
    assert.deepEqual(await errors({ parse: ['users'], users: [other] }), [
      'allowed_mentions MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
    ]);
    assert.deepEqual(await errors({ parse: ['all'] }), ['allowed_mentions.parse.0 BASE_TYPE_CHOICES']);
    const many = Array.from({ length: 101 }, () => other);
    assert.deepEqual(await errors({ users: many }), ['allowed_mentions.users BASE_TYPE_MAX_LENGTH']);
  });
});
