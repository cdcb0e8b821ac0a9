import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lastMessage, runDiscord, textOf } from './run-discord.ts';

describe('a slash command', () => {
  it('is answered in the channel, at once, in the language of whoever uses it', async (t) => {
    const { server, place } = await runDiscord(t);
    const { channel, ming: userId } = place;
    server.slashCommand({
      userId,
      channelId: channel,
      name: 'latest',
      options: { count: 1 },
      locale: 'zh-CN',
    });
    await server.waitFor(() => server.messages(channel).length === 1);
    assert.match(textOf(lastMessage(server, channel)), /最新/);
    const [interaction] = server.interactions();
    assert.equal(interaction?.callbackType, 4);
    assert.equal(server.pings().length, 0);
  });
});
