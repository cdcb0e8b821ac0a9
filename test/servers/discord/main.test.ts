import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { REST, Routes } from 'discord.js';

describe('the server started by hand', () => {
  it('lets a person play both sides with JSON', async (test) => {
    const script = fileURLToPath(new URL('main.ts', import.meta.url));
    const child = spawn(process.execPath, [script, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
    test.after(() => child.kill());
    let output = '';
    for await (const chunk of child.stdout) {
      output += String(chunk);
      if (output.includes('/control/')) break;
    }
    const value = (name: string): string => new RegExp(`${name}=(\\S+)`).exec(output)?.[1] ?? '';
    const control = async (name: string, body?: unknown): Promise<unknown> => {
      const response = await fetch(new URL(`/control/${name}`, value('DISCORD_API_URL')), {
        method: 'POST',
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return ((await response.json()) as { result?: unknown }).result;
    };
    const rest = new REST({ api: value('DISCORD_API_URL') }).setToken(value('DISCORD_BOT_TOKEN'));
    const me = (await rest.get(Routes.user())) as { id: string };
    await rest.put(Routes.applicationCommands(me.id), { body: [{ name: 'latest', description: 'a' }] });
    const use = { userId: value('user'), channelId: value('channel'), name: 'latest' };
    const id = await control('slashCommand', use);
    const [interaction] = (await control('unacknowledged')) as { id: string; token: string }[];
    assert.ok(interaction);
    assert.equal(interaction.id, id);
    const body = { type: 4, data: { content: 'a' } };
    await rest.post(Routes.interactionCallback(interaction.id, interaction.token), { body, auth: false });
    const seen = (await control('messages', [value('channel')])) as { content: string }[];
    assert.deepEqual(
      seen.map(({ content }) => content),
      ['a'],
    );
    assert.deepEqual(await control('gateway.sessions'), []);
    assert.equal(await control('nothing'), undefined);
    assert.equal(await control('stop'), undefined);
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    assert.equal(code, 0);
  });
});
