import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createManualClock } from '../create-manual-clock.ts';
import { errorsIn, startConversation } from './start-conversation.ts';

describe('a message', () => {
  it('is sent, read, edited and deleted', async (test) => {
    const { server, channel, call, refusalOf } = await startConversation(test);
    const path = `/channels/${channel}/messages`;
    const { body } = await call('POST', path, { content: 'one', flags: 4 });
    assert.deepEqual([body.content, body.channel_id, body.flags], ['one', channel, 4]);
    await call('PATCH', `${path}/${body.id}`, { content: 'two' });
    assert.equal((await call('GET', `${path}/${body.id}`)).body.content, 'two');
    const [message] = server.messages(channel);
    assert.deepEqual(
      message?.edits.map(({ content }) => content),
      ['one'],
    );
    assert.equal((await call('DELETE', `${path}/${body.id}`)).status, 204);
    assert.deepEqual(server.messages(channel), []);
    for (const method of ['GET', 'PATCH', 'DELETE'])
      assert.equal(
        await refusalOf(method, `${path}/${body.id}`, method === 'PATCH' ? { content: 'x' } : undefined),
        '404 10008 Unknown Message',
      );
  });

  it('has something in it, of at most 2000 characters', async (test) => {
    const { channel, call, refusalOf } = await startConversation(test);
    const path = `/channels/${channel}/messages`;
    for (const empty of [{}, { content: '' }, { content: ' \n' }, { embeds: [], components: [] }])
      assert.equal(await refusalOf('POST', path, empty), '400 50006 Cannot send an empty message');
    assert.equal(await refusalOf('POST', path, { content: 'a'.repeat(2000) }), 'accepted');
    const { status, body } = await call('POST', path, { content: 'a'.repeat(2001) });
    assert.equal(status, 400);
    assert.deepEqual(body, {
      message: 'Invalid Form Body',
      code: 50035,
      errors: {
        content: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 2000 or fewer in length.' }] },
      },
    });
  });

  it('keeps the limits of embeds', async (test) => {
    const { channel, call } = await startConversation(test);
    const errors = async (embeds: object[]): Promise<string[]> =>
      errorsIn((await call('POST', `/channels/${channel}/messages`, { embeds })).body);
    assert.deepEqual(await errors([{ title: 'a'.repeat(256), description: 'a'.repeat(4096) }]), []);
    assert.deepEqual(await errors(Array.from({ length: 11 }, () => ({ title: 'a' }))), [
      'embeds BASE_TYPE_MAX_LENGTH',
    ]);
    assert.deepEqual(await errors([{ title: 'a'.repeat(257), fields: [{ name: 'a', value: '' }] }]), [
      'embeds.0.title BASE_TYPE_MAX_LENGTH',
      'embeds.0.fields.0.value BASE_TYPE_BAD_LENGTH',
    ]);
    const halves = [{ description: 'a'.repeat(3000) }, { description: 'a'.repeat(3001) }];
    assert.deepEqual(await errors(halves), ['embeds MAX_EMBED_SIZE_EXCEEDED']);
    assert.deepEqual(await errors([{ title: 'a', url: 'javascript:alert(1)' }]), [
      'embeds.0.url URL_TYPE_INVALID_SCHEME',
    ]);
  });

  it('with an enforced nonce is sent once within minutes', async (test) => {
    const clock = createManualClock();
    const { server, channel, call, refusalOf } = await startConversation(test, { clock: clock.now });
    const path = `/channels/${channel}/messages`;
    const send = async (more: object = { enforce_nonce: true }): Promise<string> =>
      (await call('POST', path, { content: 'a', nonce: 'digest-1', ...more })).body.id;
    const first = await send();
    clock.pass(60_000);
    assert.equal(await send(), first);
    assert.notEqual(await send({}), first);
    clock.pass(600_000);
    assert.notEqual(await send(), first);
    assert.equal(server.messages().length, 3);

    const deleted = await send();
    server.removeMessage(channel, deleted);
    const again = { content: 'a', nonce: 'digest-1', enforce_nonce: true };
    assert.equal(await refusalOf('POST', path, again), '404 10008 Unknown Message');
    const long = await call('POST', path, { content: 'a', nonce: 'n'.repeat(26) });
    assert.deepEqual(errorsIn(long.body), ['nonce BASE_TYPE_MAX_LENGTH']);
  });

  it('answers another that is there, or says so', async (test) => {
    const { server, channel, ming, call, refusalOf } = await startConversation(test);
    const path = `/channels/${channel}/messages`;
    const asked = server.sendMessage(ming, channel, 'a question');
    const answer = await call('POST', path, { content: 'a', message_reference: { message_id: asked } });
    assert.equal((answer.body.referenced_message as { id: string }).id, asked);
    assert.equal(server.messages()[0]?.pings.repliedUser, ming);
    server.removeMessage(channel, asked);
    const refused = await call('POST', path, { content: 'a', message_reference: { message_id: asked } });
    assert.deepEqual(errorsIn(refused.body), ['message_reference REPLIES_UNKNOWN_MESSAGE']);
    const reference = { message_id: asked, fail_if_not_exists: false };
    assert.equal(await refusalOf('POST', path, { content: 'a', message_reference: reference }), 'accepted');
    assert.equal(server.messages()[1]?.repliesTo, null);
  });

  it('of somebody else can not be edited', async (test) => {
    const { server, channel, ming, refusalOf } = await startConversation(test);
    const theirs = server.sendMessage(ming, channel, 'mine');
    const path = `/channels/${channel}/messages/${theirs}`;
    assert.equal(
      await refusalOf('PATCH', path, { content: 'x' }),
      '403 50005 Cannot edit a message authored by another user',
    );
    assert.equal(await refusalOf('DELETE', path), '403 50013 Missing Permissions');
    server.setPermissions(channel, { allow: ['ManageMessages'] });
    assert.equal(await refusalOf('DELETE', path), 'accepted');
  });

  it('is crossposted from announcement channels, once', async (test) => {
    const { server, guild, channel, call, refusalOf } = await startConversation(test);
    const news = server.addChannel({ guildId: guild, type: 'announcement' });
    const sent = await call('POST', `/channels/${news}/messages`, { content: 'a' });
    const path = `/channels/${news}/messages/${sent.body.id}/crosspost`;
    assert.equal(await refusalOf('POST', path), 'accepted');
    assert.equal(await refusalOf('POST', path), '400 40033 This message has already been crossposted.');
    assert.ok(server.messages(news)[0]?.crosspostedAt);
    const plain = await call('POST', `/channels/${channel}/messages`, { content: 'a' });
    assert.match(
      await refusalOf('POST', `/channels/${channel}/messages/${plain.body.id}/crosspost`),
      /^400 50024/,
    );
  });

  it('reaches a person in their direct messages, unless they refuse', async (test) => {
    const { server, ming, call, refusalOf } = await startConversation(test);
    const { body } = await call('POST', '/users/@me/channels', { recipient_id: ming });
    assert.equal(body.type, 1);
    assert.equal((await call('POST', '/users/@me/channels', { recipient_id: ming })).body.id, body.id);
    const path = `/channels/${body.id}/messages`;
    assert.equal(await refusalOf('POST', path, { content: 'a' }), 'accepted');
    server.setAcceptsMessages(ming, false);
    assert.equal(
      await refusalOf('POST', path, { content: 'a' }),
      '403 50007 Cannot send messages to this user',
    );
    const stranger = server.openDirectMessage(server.addUser());
    assert.match(await refusalOf('POST', `/channels/${stranger}/messages`, { content: 'a' }), /^403 50278/);
    assert.match(await refusalOf('POST', '/users/@me/channels', { recipient_id: '1' }), /^400 50035/);
  });
});
