import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answersIn, runDiscord, textOf } from './run-discord.ts';

describe('a flood', () => {
  it('of commands is slowed down in the person’s language, each is answered, and others are not slowed', async (t) => {
    const { server, place } = await runDiscord(t);
    const { channel: channelId, ada, ming } = place;
    for (let index = 0; index < 25; index += 1)
      server.slashCommand({ userId: ada, channelId, name: 'topics', locale: 'zh-TW' });
    server.slashCommand({ userId: ming, channelId, name: 'latest', locale: 'zh-TW' });
    await server.waitFor(() => answersIn(server, channelId).length === 26);
    const slowed = answersIn(server, channelId).filter((message) => /有點快/.test(textOf(message)));
    assert.ok(slowed.length >= 10 && slowed.length <= 16, String(slowed.length));
    assert.ok(slowed.every(({ ephemeralTo }) => ephemeralTo === ada));
    assert.deepEqual(server.unacknowledged(), []);
    assert.ok(answersIn(server, channelId).some((message) => /最新/.test(textOf(message))));
  });

  it('is none where many people use commands in one channel at once', async (t) => {
    const { server, place } = await runDiscord(t);
    const { channel: channelId, guild } = place;
    for (let index = 0; index < 40; index += 1) {
      const userId = server.addUser();
      server.addMember(guild, userId);
      server.slashCommand({ userId, channelId, name: 'topics' });
    }
    await server.waitFor(() => answersIn(server, channelId).length === 40);
    assert.ok(answersIn(server, channelId).every((message) => /Topics/.test(textOf(message))));
  });

  it('of messages is slowed down with one kind word', async (t) => {
    const { server, place } = await runDiscord(t);
    const direct = server.openDirectMessage(place.ada);
    for (let index = 0; index < 25; index += 1) server.sendMessage(place.ada, direct, '/help');
    server.sendMessage(place.ming, place.direct, '/help');
    await server.waitFor(() => answersIn(server, place.direct).length === 1);
    await server.waitFor(() =>
      answersIn(server, direct).some((message) => /a little fast/.test(textOf(message))),
    );
    const slowed = answersIn(server, direct).filter((message) => /a little fast/.test(textOf(message)));
    assert.equal(slowed.length, 1);
    assert.ok(answersIn(server, direct).length <= 13);
  });
});
