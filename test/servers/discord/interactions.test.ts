import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { createManualClock } from '../create-manual-clock.ts';
import { type Conversation, errorsIn, startConversation } from './start-conversation.ts';
import type { DiscordServerOptions, Interaction } from './start-discord-server.ts';

const V2 = 1 << 15;
const COMMANDS = [
  { name: 'latest', description: 'a', contexts: [0, 1, 2], integration_types: [0, 1] },
  {
    name: 'search',
    description: 'a',
    options: [{ type: 3, name: 'topic', description: 'a', autocomplete: true, required: true }],
  },
];

interface Asked extends Conversation {
  /** Acknowledges the interaction that came last. */
  acknowledge(body: object, query?: string): Promise<{ status: number; body: Record<string, unknown> }>;
  last(): Interaction;
  /** The interaction's webhook, for `refusalOf` and `call`. */
  webhook(message?: string): string;
}

/** A conversation in which commands are registered and Ming has used `/latest`. */
async function ask(test: TestContext, options: DiscordServerOptions = {}): Promise<Asked> {
  const conversation = await startConversation(test, options);
  const { server, ming, channel, call } = conversation;
  await call('PUT', `/applications/${server.applicationId}/commands`, COMMANDS);
  server.slashCommand({ userId: ming, channelId: channel, name: 'latest' });
  const last = (): Interaction => {
    const interaction = server.interactions().at(-1);
    assert.ok(interaction);
    return interaction;
  };
  return {
    ...conversation,
    last,
    acknowledge: (body, query = '') =>
      call('POST', `/interactions/${last().id}/${last().token}/callback${query}`, body),
    webhook: (message) =>
      `/webhooks/${server.applicationId}/${last().token}${message === undefined ? '' : `/messages/${message}`}`,
  };
}

describe('an interaction', () => {
  it('is acknowledged once, within three seconds', async (test) => {
    const clock = createManualClock();
    const { server, channel, ming, acknowledge, last } = await ask(test, { clock: clock.now });
    clock.pass(3000);
    assert.equal(server.unacknowledged().length, 1);
    assert.equal((await acknowledge({ type: 5 })).status, 204);
    const again = await acknowledge({ type: 5 });
    assert.deepEqual([again.status, again.body.code], [400, 40060]);
    assert.deepEqual(server.unacknowledged(), []);
    assert.deepEqual(
      [last().acknowledgedAt, last().callbackType, last().refusedAcknowledgements],
      [clock.now(), 5, 1],
    );
    server.slashCommand({ userId: ming, channelId: channel, name: 'latest' });
    clock.pass(3001);
    const late = await acknowledge({ type: 4, data: { content: 'a' } });
    assert.deepEqual([late.status, late.body], [404, { message: 'Unknown interaction', code: 10062 }]);
    assert.equal(last().refusedAcknowledgements, 1);
  });

  it('needs no token of a bot, but its own', async (test) => {
    const { server, last } = await ask(test);
    const callback = (token: string): Promise<Response> =>
      fetch(`${server.api}/v10/interactions/${last().id}/${token}/callback`, {
        method: 'POST',
        body: '{"type":5}',
      });
    assert.equal((await callback('x')).status, 404);
    assert.equal((await callback(last().token)).status, 204);
  });

  it('is answered with a message, which comes back when it is asked for', async (test) => {
    const { server, acknowledge, last } = await ask(test);
    const { status, body } = await acknowledge(
      { type: 4, data: { content: 'a', flags: 64 } },
      '?with_response=true',
    );
    assert.equal(status, 200);
    const [message] = server.messages();
    assert.deepEqual([message?.content, message?.ephemeralTo], ['a', last().userId]);
    assert.equal((body.interaction as Record<string, unknown>).response_message_id, message?.id);
    assert.equal((body.resource as { message: { flags: number } }).message.flags, 64);
  });

  it('refuses a callback of another kind, and a message that is wrong', async (test) => {
    const { acknowledge, last } = await ask(test);
    for (const type of [6, 7, 8])
      assert.deepEqual(errorsIn((await acknowledge({ type })).body), ['type BASE_TYPE_CHOICES']);
    const long = { type: 4, data: { content: 'a'.repeat(2001) } };
    assert.deepEqual(errorsIn((await acknowledge(long)).body), ['data.content BASE_TYPE_MAX_LENGTH']);
    assert.deepEqual(errorsIn((await acknowledge({ type: 5, data: { flags: V2 } })).body), [
      'data.flags BASE_TYPE_CHOICES',
    ]);
    assert.equal(last().acknowledgedAt, null);
    assert.equal((await acknowledge({ type: 5, data: { flags: 64 } })).status, 204);
  });

  it('has a webhook once it is acknowledged, for fifteen minutes', async (test) => {
    const clock = createManualClock();
    const { server, acknowledge, webhook, refusalOf, call } = await ask(test, { clock: clock.now });
    const original = webhook('@original');
    assert.equal(await refusalOf('PATCH', original, { content: 'a' }), '404 10015 Unknown Webhook');
    assert.equal(await refusalOf('POST', webhook(), { content: 'a' }), '404 10015 Unknown Webhook');
    await acknowledge({ type: 5 });
    clock.pass(15 * 60_000);
    assert.equal((await call('GET', original)).body.flags, 128);
    assert.equal(await refusalOf('PATCH', original, { content: 'a' }), 'accepted');
    clock.pass(1);
    assert.equal(await refusalOf('PATCH', original, { content: 'b' }), '401 50027 Invalid Webhook Token');
    assert.match(await refusalOf('POST', '/webhooks/1/x', { content: 'a' }), /^404 10015/);
    assert.equal(server.messages()[0]?.content, 'a');
  });

  it('that was deferred gets its content by an edit or by the first follow-up', async (test) => {
    const { server, channel, ming, acknowledge, webhook, call } = await ask(test);
    await acknowledge({ type: 5, data: { flags: 64 } });
    assert.equal(server.messages()[0]?.isLoading, true);
    const components = [{ type: 10, content: 'a' }];
    const edited = await call('PATCH', webhook('@original'), { flags: V2, components });
    assert.equal(edited.body.flags, V2 | 64);
    const [first] = server.messages();
    assert.deepEqual([first?.isLoading, first?.edits.length, first?.editedAt], [false, 0, null]);
    const more = await call('POST', webhook(), { content: 'more' });
    assert.notEqual(more.body.id, first?.id);

    server.slashCommand({ userId: ming, channelId: channel, name: 'latest' });
    await acknowledge({ type: 5 });
    await call('POST', webhook(), { content: 'first', flags: 64 });
    await call('POST', webhook(), { content: 'second', flags: 64 });
    assert.deepEqual(
      server.messages().map(({ content, ephemeralTo }) => [content, ephemeralTo]),
      [
        ['', ming],
        ['more', null],
        ['first', null],
        ['second', ming],
      ],
    );
  });

  it('edits and deletes its response and follow-ups, and no other message', async (test) => {
    const { server, channel, acknowledge, webhook, call, refusalOf } = await ask(test);
    await acknowledge({ type: 4, data: { content: 'a' } });
    const { body } = await call('POST', webhook(), { content: 'b' });
    const other = await call('POST', `/channels/${channel}/messages`, { content: 'c' });
    assert.equal(await refusalOf('PATCH', webhook(body.id), { content: 'b2' }), 'accepted');
    assert.match(await refusalOf('PATCH', webhook(other.body.id), { content: 'x' }), /^404 10008/);
    assert.equal(await refusalOf('DELETE', webhook('@original')), 'accepted');
    assert.match(await refusalOf('GET', webhook('%40original')), /^404 10008/);
    assert.deepEqual(
      server.messages().map(({ content }) => content),
      ['b2', 'c'],
    );
  });

  it('seen by one person is not found in the channel', async (test) => {
    const { server, channel, acknowledge, refusalOf } = await ask(test);
    await acknowledge({ type: 4, data: { content: 'a', flags: 64 } });
    const path = `/channels/${channel}/messages/${server.messages()[0]?.id}`;
    assert.equal(await refusalOf('PATCH', path, { content: 'b' }), '404 10008 Unknown Message');
  });

  it('pings users only, unless it says otherwise', async (test) => {
    const { server, guild, ming, acknowledge } = await ask(test);
    server.setBotPermissions(guild, ['MentionEveryone']);
    await acknowledge({ type: 4, data: { content: `@everyone <@${ming}>` } });
    assert.deepEqual(server.messages()[0]?.pings, {
      everyone: false,
      here: false,
      users: [ming],
      roles: [],
      repliedUser: null,
    });
  });
});

describe('a component', () => {
  const row = (...components: object[]): object => ({ type: 1, components });
  const button = { type: 2, style: 1, label: 'a', custom_id: 'more' };
  const select = {
    type: 3,
    custom_id: 'topic',
    options: [
      { label: 'a', value: 'a' },
      { label: 'b', value: 'b' },
    ],
  };

  it('changes its message at once, or after a deferral', async (test) => {
    const { server, channel, ming, call, acknowledge, webhook } = await ask(test);
    const sent = await call('POST', `/channels/${channel}/messages`, {
      content: 'a',
      components: [row(button), row(select)],
    });
    server.pressButton(ming, channel, sent.body.id, 'more');
    assert.equal((await acknowledge({ type: 7, data: { content: 'b' } })).status, 204);
    assert.equal(server.messages()[0]?.content, 'b');
    server.choose(ming, channel, sent.body.id, 'topic', ['b']);
    assert.equal((await acknowledge({ type: 6 })).status, 204);
    await call('PATCH', webhook('@original'), { content: 'c', components: [] });
    assert.deepEqual(
      server.messages().map(({ content, components }) => [content, components]),
      [['c', []]],
    );
    assert.equal((await call('POST', webhook(), { content: 'more' })).status, 200);
    assert.equal(server.messages().length, 2);
  });

  it('is there, is enabled, and offers what is chosen', async (test) => {
    const { server, channel, ming, call } = await ask(test);
    const components = [row({ ...button, disabled: true }), row(select)];
    const { body } = await call('POST', `/channels/${channel}/messages`, { content: 'a', components });
    assert.throws(() => server.pressButton(ming, channel, body.id, 'more'), /disabled/);
    assert.throws(() => server.pressButton(ming, channel, body.id, 'other'), /no component/);
    assert.throws(() => server.choose(ming, channel, body.id, 'topic', ['c']), /no option c/);
    assert.throws(() => server.choose(ming, channel, body.id, 'topic', ['a', 'b']), /does not take 2/);
  });
});

describe('autocomplete', () => {
  it('is answered with up to twenty-five choices', async (test) => {
    const { server, channel, ming, acknowledge, webhook, refusalOf } = await ask(test);
    const use = { userId: ming, channelId: channel, name: 'search', options: { topic: 'q' } };
    server.autocomplete({ ...use, focused: 'topic' });
    const choices = Array.from({ length: 26 }, (_, index) => ({ name: `${index}`, value: `${index}` }));
    assert.deepEqual(errorsIn((await acknowledge({ type: 8, data: { choices } })).body), [
      'data.choices BASE_TYPE_MAX_LENGTH',
    ]);
    const empty = { type: 8, data: { choices: [{ name: '', value: 'a' }] } };
    assert.deepEqual(errorsIn((await acknowledge(empty)).body), ['data.choices.0.name BASE_TYPE_BAD_LENGTH']);
    const some = choices.slice(0, 25);
    assert.equal((await acknowledge({ type: 8, data: { choices: some } })).status, 204);
    assert.deepEqual(server.interactions().at(-1)?.callbackData, { choices: some });
    assert.match(await refusalOf('PATCH', webhook('@original'), { content: 'a' }), /^404 10008/);
  });
});

describe('an app that a person has installed', () => {
  it('answers where the bot is not, with five follow-ups', async (test) => {
    const { server, acknowledge, webhook, refusalOf } = await ask(test);
    const lan = server.addUser({ hasInstalled: true });
    const elsewhere = server.addPrivateChannel([lan, server.addUser()]);
    const use = { userId: lan, channelId: elsewhere, name: 'latest' };
    assert.throws(() => server.slashCommand(use), /the bot is not there/);
    server.slashCommand({ ...use, installedBy: 'user' });
    await acknowledge({ type: 4, data: { content: 'a' } });
    for (let index = 0; index < 5; index += 1)
      assert.equal(await refusalOf('POST', webhook(), { content: 'b' }), 'accepted');
    assert.match(await refusalOf('POST', webhook(), { content: 'b' }), /^400 40094/);
    assert.equal(server.messages(elsewhere).length, 6);
  });
});
