import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { REST, Routes } from 'discord.js';
import { spawnDiscordServer } from './spawn-discord-server.ts';

describe('the server in a process of its own', () => {
  it('lets a person play both sides with JSON', async (test) => {
    const { api, token, userId, channelId, control, stop } = await spawnDiscordServer();
    test.after(stop);
    const rest = new REST({ api }).setToken(token);
    const me = (await rest.get(Routes.user())) as { id: string };
    await rest.put(Routes.applicationCommands(me.id), { body: [{ name: 'latest', description: 'a' }] });
    const id = await control('slashCommand', { userId, channelId, name: 'latest' });
    const [interaction] = await control('unacknowledged');
    assert.ok(interaction);
    assert.equal(interaction.id, id);
    const body = { type: 4, data: { content: 'a' } };
    await rest.post(Routes.interactionCallback(interaction.id, interaction.token), { body, auth: false });
    const seen = await control('messages', channelId);
    assert.deepEqual(
      seen.map(({ content }) => content),
      ['a'],
    );
    assert.deepEqual(await control('gateway.sessions'), []);
    await assert.rejects(control('pressButton', userId, channelId, seen[0]?.id ?? '', 'x'), /no component x/);
    for (const name of ['nothing', 'stop'])
      assert.equal((await fetch(new URL(`/control/${name}`, api))).status, 404);
    // As a person would, with one object and no list.
    const response = await fetch(new URL('/control/addUser', api), { method: 'POST', body: '{"id":"7"}' });
    assert.deepEqual(await response.json(), { result: '7' });
    assert.equal(await stop(), 0);
  });
});
