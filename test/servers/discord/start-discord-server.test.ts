import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startConversation } from './start-conversation.ts';

describe("Discord's local server", () => {
  it('knows its bot by the token, and nobody by another', async (test) => {
    const { server, call } = await startConversation(test);
    const { body } = await call('GET', '/users/@me');
    assert.equal(body.id, server.botId);
    assert.equal((await call('GET', '/applications/@me')).body.id, server.applicationId);
    for (const authorization of [`Bot ${server.token}x`, server.token, '']) {
      const response = await fetch(`${server.api}/v10/users/@me`, { headers: { authorization } });
      assert.equal(response.status, 401);
      assert.deepEqual(await response.json(), { message: '401: Unauthorized', code: 0 });
    }
    assert.equal(server.invalidRequests(), 3);
  });

  it('answers 404 to paths and versions that there are not, 405 to methods', async (test) => {
    const { server, refusalOf } = await startConversation(test);
    assert.equal(await refusalOf('GET', '/nothing'), '404 0 404: Not Found');
    assert.equal(await refusalOf('GET', '/channels/1/messages/2/3'), '404 0 404: Not Found');
    assert.equal(await refusalOf('DELETE', '/users/@me'), '405 0 405: Method Not Allowed');
    for (const path of ['/api/v9/users/@me', '/', '/control/messages'])
      assert.equal((await fetch(new URL(path, server.api))).status, 404, path);
  });

  it('refuses a body that can not be read', async (test) => {
    const { server, channel } = await startConversation(test);
    const response = await fetch(`${server.api}/v10/channels/${channel}/messages`, {
      method: 'POST',
      body: '{',
      headers: { authorization: `Bot ${server.token}`, 'content-type': 'application/json' },
    });
    assert.equal(response.status, 400);
    assert.equal(((await response.json()) as { code: number }).code, 50109);
  });

  it('takes files beside the JSON', async (test) => {
    const { server, channel } = await startConversation(test);
    const body = new FormData();
    body.set('payload_json', JSON.stringify({ content: 'a' }));
    body.set('files[0]', new File(['abc'], 'digest.txt'));
    const headers = { authorization: `Bot ${server.token}` };
    await fetch(`${server.api}/v10/channels/${channel}/messages`, { method: 'POST', body, headers });
    assert.deepEqual(
      server.messages(channel).map(({ content, files }) => [content, files]),
      [['a', [{ name: 'digest.txt', size: 3 }]]],
    );
  });

  it('tells where the gateway is, and for how many shards', async (test) => {
    const { call } = await startConversation(test, { shards: 3, maxConcurrency: 2 });
    const { body } = await call('GET', '/gateway/bot');
    assert.match(String(body.url), /^ws:\/\/127\.0\.0\.1:\d+\/gateway$/);
    assert.equal(body.shards, 3);
    assert.deepEqual(body.session_start_limit, {
      total: 1000,
      remaining: 1000,
      reset_after: 0,
      max_concurrency: 2,
    });
  });

  it('keeps what every call asked and got, without tokens', async (test) => {
    const { server, channel, call, ming } = await startConversation(test);
    await call('PUT', `/applications/${server.applicationId}/commands`, [{ name: 'a', description: 'a' }]);
    server.slashCommand({ userId: ming, channelId: channel, name: 'a' });
    const [interaction] = server.interactions();
    await call('POST', `/channels/${channel}/messages`, { content: 'a' });
    await call('POST', '/channels/1/messages', { content: 'a' });
    await call('POST', `/interactions/${interaction?.id}/${interaction?.token}/callback`, { type: 5 });
    assert.deepEqual(
      server
        .calls('POST /channels/*/messages')
        .map(({ path, payload, response }) => [path, payload, response]),
      [
        [`/channels/${channel}/messages`, { content: 'a' }, { status: 200 }],
        ['/channels/1/messages', { content: 'a' }, { status: 404, code: 10003, message: 'Unknown Channel' }],
      ],
    );
    const seen = JSON.stringify(server.calls());
    assert.ok(!seen.includes(server.token) && !seen.includes(interaction?.token ?? ''));
  });

  it('says what it saw in place of what was waited for', async (test) => {
    const { server, channel, call } = await startConversation(test);
    await call('POST', `/channels/${channel}/messages`, { content: 'something else' });
    await assert.rejects(
      server.waitFor(() => false, 1),
      /seen: \n {2}POST \/channels\/:channel\/messages .*something else.* → 200/,
    );
  });
});

describe('planned faults', () => {
  const path = (channel: string): string => `/channels/${channel}/messages`;

  it('answer with the status that was asked for, so many times', async (test) => {
    const { server, channel, refusalOf } = await startConversation(test);
    const fault = { kind: 'status', status: 403, code: 50013, message: 'Missing Permissions' } as const;
    server.fail('POST /channels/:channel/messages', fault, { times: 2 });
    assert.equal(await refusalOf('GET', path(channel)), 'accepted');
    for (const expected of ['403 50013 Missing Permissions', '403 50013 Missing Permissions', 'accepted'])
      assert.equal(await refusalOf('POST', path(channel), { content: 'a' }), expected);
  });

  it('meet only the channel that was named', async (test) => {
    const { server, guild, channel, refusalOf } = await startConversation(test);
    const other = server.addChannel({ guildId: guild });
    server.fail('*', { kind: 'status', status: 500, message: 'x' }, { channelId: other });
    assert.equal(await refusalOf('POST', path(channel), { content: 'a' }), 'accepted');
    assert.equal(await refusalOf('POST', path(other), { content: 'a' }), '500 0 x');
  });

  it('give an HTML page for a bad gateway', async (test) => {
    const { server, channel, call } = await startConversation(test);
    server.fail('*', { kind: 'status', status: 502 });
    const { status, body } = await call('POST', path(channel), { content: 'a' });
    assert.equal(status, 502);
    assert.match(String(body.text), /^<html>/);
    assert.deepEqual(server.messages(), []);
  });

  it('drop the connection before the effect, after it, or in the middle of the answer', async (test) => {
    const { server, channel, call } = await startConversation(test);
    server.fail('*', { kind: 'drop' });
    await assert.rejects(call('POST', path(channel), { content: 'lost' }));
    server.fail('*', { kind: 'drop-after-effect' });
    await assert.rejects(call('POST', path(channel), { content: 'sent' }));
    server.fail('*', { kind: 'cut-short' });
    await assert.rejects(call('POST', path(channel), { content: 'half answered' }));
    assert.deepEqual(
      server.messages().map(({ content }) => content),
      ['sent', 'half answered'],
    );
  });

  it('hold a call up, and forget it when the client goes away', async (test) => {
    const { server, channel } = await startConversation(test);
    server.fail('*', { kind: 'hang', milliseconds: 60_000 });
    const leaving = new AbortController();
    const held = fetch(`${server.api}/v10${path(channel)}`, {
      method: 'POST',
      body: '{"content":"never"}',
      headers: { authorization: `Bot ${server.token}` },
      signal: leaving.signal,
    });
    await server.waitFor((seen) => seen.underway('POST /channels/*/messages') === 1);
    leaving.abort();
    await assert.rejects(held);
    await server.waitFor((seen) => seen.underway() === 0);
    assert.deepEqual(server.messages(), []);
  });
});
