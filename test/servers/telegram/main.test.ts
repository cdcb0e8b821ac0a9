import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Api } from 'grammy';

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
    const apiRoot = /TELEGRAM_API_ROOT=(\S+)/.exec(output)?.[1] ?? '';
    const token = /TELEGRAM_BOT_TOKEN=(\S+)/.exec(output)?.[1] ?? '';
    const control = async (name: string, body: object): Promise<unknown> => {
      const response = await fetch(`${apiRoot}/control/${name}`, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      });
      return ((await response.json()) as { result?: unknown }).result;
    };
    await control('sendText', { text: '/latest' });
    const api = new Api(token, { apiRoot });
    const [update] = await api.getUpdates();
    assert.equal(update?.message?.text, '/latest');
    await api.sendMessage(42, '<b>a</b>', { parse_mode: 'HTML' });
    assert.deepEqual(await control('messages', {}), ['(message 2 in 42)\n<b>a</b>']);
    assert.equal(await control('nothing', {}), undefined);
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    assert.equal(code, 0);
  });
});
