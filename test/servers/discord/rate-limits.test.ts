import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createManualClock } from '../create-manual-clock.ts';
import { startConversation } from './start-conversation.ts';

const HELLO = { content: 'a' };

describe('the limits of the API', () => {
  it('let five messages in five seconds into a channel, and say so in headers', async (test) => {
    const clock = createManualClock();
    const { server, guild, channel, call } = await startConversation(test, { limits: {}, clock: clock.now });
    const path = `/channels/${channel}/messages`;
    for (const remaining of ['4', '3', '2', '1', '0']) {
      const { headers } = await call('POST', path, HELLO);
      assert.equal(headers.get('x-ratelimit-limit'), '5');
      assert.equal(headers.get('x-ratelimit-remaining'), remaining);
      assert.equal(headers.get('x-ratelimit-reset-after'), '5');
    }
    clock.pass(1500);
    const { status, body, headers } = await call('POST', path, HELLO);
    assert.equal(status, 429);
    assert.deepEqual(body, { message: 'You are being rate limited.', retry_after: 3.5, global: false });
    assert.equal(headers.get('retry-after'), '4');
    assert.equal(headers.get('x-ratelimit-scope'), 'user');
    const other = server.addChannel({ guildId: guild });
    const next = await call('POST', `/channels/${other}/messages`, HELLO);
    assert.equal(next.status, 200);
    assert.equal(next.headers.get('x-ratelimit-bucket'), headers.get('x-ratelimit-bucket'));
    clock.pass(3500);
    assert.equal((await call('POST', path, HELLO)).status, 200);
    assert.equal(server.invalidRequests(), 1);
  });

  it('let fifty calls a second through in all, those of interactions apart', async (test) => {
    const clock = createManualClock();
    const { server, channel, ming, call } = await startConversation(test, { limits: {}, clock: clock.now });
    await call('PUT', `/applications/${server.applicationId}/commands`, [{ name: 'a', description: 'a' }]);
    for (let index = 0; index < 49; index += 1) assert.equal((await call('GET', '/users/@me')).status, 200);
    const { status, body, headers } = await call('GET', '/users/@me');
    assert.deepEqual([status, body.global], [429, true]);
    assert.deepEqual(
      [headers.get('x-ratelimit-global'), headers.get('x-ratelimit-scope')],
      ['true', 'global'],
    );
    server.slashCommand({ userId: ming, channelId: channel, name: 'a' });
    const [interaction] = server.interactions();
    const callback = `/interactions/${interaction?.id}/${interaction?.token}/callback`;
    assert.equal((await call('POST', callback, { type: 5 })).status, 204);
    clock.pass(1000);
    assert.equal((await call('GET', '/users/@me')).status, 200);
  });

  it('let ten crossposts an hour out of a channel', async (test) => {
    const clock = createManualClock();
    const limits = { routes: { 'POST /channels/:channel/messages': { limit: 100, seconds: 1 } } };
    const { server, guild, call } = await startConversation(test, { limits, clock: clock.now });
    const news = server.addChannel({ guildId: guild, type: 'announcement' });
    const path = `/channels/${news}/messages`;
    const crosspost = async (): Promise<number> => {
      const { body } = await call('POST', path, HELLO);
      return (await call('POST', `${path}/${body.id}/crosspost`)).status;
    };
    for (let index = 0; index < 10; index += 1) assert.equal(await crosspost(), 200);
    assert.equal(await crosspost(), 429);
    clock.pass(3_600_000);
    assert.equal(await crosspost(), 200);
  });

  it('count what came although it had been told to wait', async (test) => {
    const clock = createManualClock();
    const { server, channel, call } = await startConversation(test, { limits: {}, clock: clock.now });
    const send = async (content: string): Promise<number> =>
      (await call('POST', `/channels/${channel}/messages`, { content })).status;
    for (let index = 0; index < 5; index += 1) await send('a');
    assert.equal(await send('on its way'), 429);
    assert.equal(server.avoidable429s(), 0);
    assert.equal(await send('on its way'), 429);
    assert.equal(server.avoidable429s(), 1);
    clock.pass(101);
    assert.equal(await send('too early'), 429);
    assert.deepEqual(
      server.rateLimitHits().map(({ scope, isAvoidable }) => [scope, isAvoidable]),
      [
        ['user', false],
        ['user', true],
        ['user', true],
      ],
    );
  });

  it('hold the bucket of a planned 429, or everything, for as long as it says', async (test) => {
    const clock = createManualClock();
    const { server, guild, channel, call, refusalOf } = await startConversation(test, { clock: clock.now });
    const other = server.addChannel({ guildId: guild });
    server.fail('POST /channels/*/messages', { kind: 'status', status: 429, retryAfter: 7, scope: 'shared' });
    const { body, headers } = await call('POST', `/channels/${channel}/messages`, HELLO);
    assert.deepEqual([body.retry_after, headers.get('x-ratelimit-scope')], [7, 'shared']);
    assert.equal(server.invalidRequests(), 0);
    assert.equal(await refusalOf('POST', `/channels/${other}/messages`, HELLO), 'accepted');
    clock.pass(2000);
    assert.equal((await call('POST', `/channels/${channel}/messages`, HELLO)).body.retry_after, 5);
    clock.pass(5000);
    assert.equal(await refusalOf('POST', `/channels/${channel}/messages`, HELLO), 'accepted');
    server.fail('*', { kind: 'status', status: 429, isGlobal: true });
    assert.equal((await call('GET', '/users/@me')).body.global, true);
    assert.equal((await call('POST', `/channels/${other}/messages`, HELLO)).status, 429);
    clock.pass(1000);
    assert.equal((await call('POST', `/channels/${other}/messages`, HELLO)).status, 200);
  });
});
