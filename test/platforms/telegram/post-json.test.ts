import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTelegramApi } from '../../../src/platforms/telegram/telegram-api.ts';
import { MING, startConversation } from '../../servers/telegram/start-conversation.ts';

describe('a call to the Bot API', () => {
  it('that a gateway answers may have been carried out where it waited in vain (504), else not (502)', async (t) => {
    const { server } = await startConversation(t);
    const { token, apiRoot } = server;
    const api = createTelegramApi({ token, apiRoot, lifetime: new AbortController().signal });
    for (const [code, reached] of [
      [502, false],
      [504, true],
    ] as const) {
      server.fail('sendMessage', { kind: 'status', code, description: 'an HTML page' });
      const result = await api.call('sendMessage', { chat_id: MING, text: 'hello' });
      assert.ok(!result.ok && result.failure.kind === 'retryable');
      assert.equal(result.failure.reached, reached, String(code));
      assert.match(result.failure.reason, new RegExp(String(code)));
    }
    const sent = await api.call('sendMessage', { chat_id: MING, text: '你好' });
    assert.ok(sent.ok && sent.result.text === '你好');
  });

  it('ends with its signal, and where nobody listens without having reached anybody', async (t) => {
    const { server } = await startConversation(t);
    const { token, apiRoot } = server;
    const lifetime = new AbortController();
    const api = createTelegramApi({ token, apiRoot, lifetime: lifetime.signal });
    server.fail('sendMessage', { kind: 'hang', milliseconds: 60_000 });
    const hanging = api.call('sendMessage', { chat_id: MING, text: 'hello' });
    await server.waitFor(() => server.underway('sendMessage') === 1);
    lifetime.abort();
    assert.deepEqual(await hanging, { ok: false, failure: { kind: 'aborted', reason: 'aborted' } });
    const other = createTelegramApi({ token, apiRoot, lifetime: new AbortController().signal });
    await server.stop();
    const refused = await other.call('sendMessage', { chat_id: MING, text: 'hello' });
    assert.ok(!refused.ok && refused.failure.kind === 'retryable' && !refused.failure.reached);
  });
});
