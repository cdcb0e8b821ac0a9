import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Api, HttpError } from 'grammy';
import { MING, refusalOf, startConversation, textsOf } from './start-conversation.ts';

describe('the local Bot API server', () => {
  it('knows its bot by the token, and nobody by another', async (test) => {
    const { server, api } = await startConversation(test);
    const me = await api.getMe();
    assert.equal(me.id, 123_456);
    assert.equal(me.username, server.username);
    assert.equal(me.can_read_all_group_messages, false);
    const stranger = new Api('123456:other', { apiRoot: server.apiRoot });
    assert.equal(await refusalOf(stranger.getMe()), '401 Unauthorized');
  });

  it('answers 404 to methods and paths that there are not', async (test) => {
    const { server } = await startConversation(test);
    for (const path of [
      `/bot${server.token}/getNothing`,
      '/',
      '/control/messages',
      `/bot${server.token}/getMe/x`,
    ]) {
      const response = await fetch(server.apiRoot + path);
      assert.equal(response.status, 404, path);
      assert.equal(((await response.json()) as { error_code: number }).error_code, 404);
    }
  });

  it('takes parameters from a query, a form, multipart and JSON', async (test) => {
    const { server } = await startConversation(test);
    const url = `${server.apiRoot}/bot${server.token}/sendMessage`;
    const values = {
      chat_id: String(MING),
      text: 'a',
      disable_notification: 'true',
      link_preview_options: '{"is_disabled":true}',
    };
    const multipart = new FormData();
    for (const [name, value] of Object.entries(values)) multipart.set(name, value);
    await fetch(`${url}?${new URLSearchParams(values)}`);
    await fetch(url, { method: 'POST', body: new URLSearchParams(values) });
    await fetch(url, { method: 'POST', body: multipart });
    await fetch(url, {
      method: 'POST',
      body: JSON.stringify({ ...values, chat_id: MING, disable_notification: true }),
      headers: { 'content-type': 'application/json' },
    });
    const sent = server.messages(MING);
    assert.equal(sent.length, 4);
    assert.ok(sent.every((message) => message.text === 'a' && message.disable_notification));
    assert.ok(sent.every((message) => message.link_preview_options?.is_disabled === true));
  });

  it('refuses a body that can not be read', async (test) => {
    const { server } = await startConversation(test);
    for (const body of ['{', '[]', 'null']) {
      const response = await fetch(`${server.apiRoot}/bot${server.token}/getMe`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
      });
      assert.equal(response.status, 400, body);
    }
  });

  it('keeps what every call asked and got, without the token', async (test) => {
    const { server, api } = await startConversation(test);
    await api.sendMessage(MING, 'a');
    await refusalOf(api.sendMessage(7, 'a'));
    assert.deepEqual(
      server.calls('sendMessage').map(({ payload, response }) => [payload.chat_id, response]),
      [
        [MING, { ok: true }],
        [7, { ok: false, error_code: 400, description: 'Bad Request: chat not found' }],
      ],
    );
    assert.ok(!JSON.stringify(server.calls()).includes(server.token));
  });

  it('says what it saw in place of what was waited for', async (test) => {
    const { server, api } = await startConversation(test);
    await api.sendMessage(MING, 'something else');
    await assert.rejects(
      server.waitFor(() => false, 1),
      /seen: \n {2}sendMessage .*something else.* → ok/,
    );
    const waiting = server.waitFor((seen) => seen.messages().length === 2);
    await api.sendMessage(MING, 'b');
    await waiting;
  });
});

describe('planned faults', () => {
  it('answer with the status that was asked for, so many times', async (test) => {
    const { server, api } = await startConversation(test);
    server.fail('sendMessage', { kind: 'status', code: 403, description: 'Forbidden: x' }, { times: 2 });
    assert.equal(await refusalOf(api.sendMessage(MING, 'a')), '403 Forbidden: x');
    assert.equal(await refusalOf(api.sendMessage(MING, 'a')), '403 Forbidden: x');
    assert.equal(await refusalOf(api.sendMessage(MING, 'a')), 'accepted');
  });

  it('meet only the chat that was named', async (test) => {
    const { server, api } = await startConversation(test);
    server.addChat({ id: -5, type: 'group' });
    server.fail('sendMessage', { kind: 'status', code: 400, description: 'Bad Request: x' }, { chatId: -5 });
    assert.equal(await refusalOf(api.sendMessage(MING, 'a')), 'accepted');
    assert.equal(await refusalOf(api.sendMessage(-5, 'a')), '400 Bad Request: x');
  });

  it('give an HTML page for a bad gateway', async (test) => {
    const { server, api } = await startConversation(test);
    server.fail('*', { kind: 'status', code: 502, description: 'Bad Gateway' });
    await assert.rejects(api.getMe(), HttpError);
    server.fail('getMe', { kind: 'status', code: 502, description: 'Bad Gateway' });
    const response = await fetch(`${server.apiRoot}/bot${server.token}/getMe`);
    assert.equal(response.status, 502);
    assert.match(await response.text(), /^<html>/);
  });

  it('drop the connection before the effect, after it, or in the middle of the answer', async (test) => {
    const { server, api } = await startConversation(test);
    server.fail('sendMessage', { kind: 'drop' });
    await assert.rejects(api.sendMessage(MING, 'lost'), HttpError);
    server.fail('sendMessage', { kind: 'drop-after-effect' });
    await assert.rejects(api.sendMessage(MING, 'sent'), HttpError);
    server.fail('sendMessage', { kind: 'cut-short' });
    // Not by grammY, whose timer for the answer goes on for minutes then.
    const response = await fetch(`${server.apiRoot}/bot${server.token}/sendMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chat_id: MING, text: 'half answered' }),
    });
    await assert.rejects(response.json());
    assert.deepEqual(textsOf(server.messages()), ['sent', 'half answered']);
  });

  it('hold a call up, and forget it when the client goes away', async (test) => {
    const { server, api } = await startConversation(test);
    server.fail('sendMessage', { kind: 'hang', milliseconds: 60_000 });
    const leaving = new AbortController();
    const held = api.sendMessage(MING, 'never', {}, leaving.signal as never);
    await server.waitFor((seen) => seen.underway('sendMessage') === 1);
    leaving.abort();
    await assert.rejects(held);
    server.fail('sendMessage', { kind: 'hang', milliseconds: 1 });
    assert.equal(await refusalOf(api.sendMessage(MING, 'late')), 'accepted');
    await server.waitFor((seen) => seen.calls('sendMessage').length === 2);
    assert.deepEqual(textsOf(server.messages()), ['late']);
  });
});
