import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defineCommand } from '../../../src/commands/command.ts';
import { commands } from '../../../src/commands/command-list.ts';
import { paragraph } from '../../../src/core/blocks/build-blocks.ts';
import { createFakeServices } from '../../fakes/fake-services.ts';
import { answersIn, lastMessage, type RunningBot, runDiscord, textOf } from './run-discord.ts';

const CALLBACK = 'POST /interactions/:interaction/:token/callback';
const ORIGINAL = 'PATCH /webhooks/:application/:token/messages/:message';
const [ANSWERED, DEFERRED] = [4, 5];

/** `latest` waits until the test lets it go on. */
function holdLatest() {
  const { promise, resolve: release } = Promise.withResolvers<void>();
  const { latest } = createFakeServices();
  return {
    release,
    services: {
      latest: async (query: Parameters<typeof latest>[0]) => {
        await promise;
        return latest(query);
      },
    },
  };
}

const noErrors = ({ logged }: RunningBot): void =>
  assert.deepEqual(
    logged.filter(({ level }) => level === 'error'),
    [],
  );

describe('a slow command', () => {
  it('is acknowledged in time and its answer takes the place of the sign of work', async (t) => {
    const { release, services } = holdLatest();
    const bot = await runDiscord(t, { services });
    const { server, place } = bot;
    server.slashCommand({ userId: place.ada, channelId: place.channel, name: 'latest' });
    await server.waitFor(() => server.messages(place.channel)[0]?.isLoading === true);
    release();
    await server.waitFor(() => answersIn(server, place.channel).length === 1);
    assert.match(textOf(lastMessage(server, place.channel)), /Latest/);
    const [{ acknowledgedAt, createdAt, callbackType } = {}] = server.interactions();
    assert.equal(callbackType, DEFERRED);
    assert.ok((acknowledgedAt ?? 0) - (createdAt ?? 0) < 3000);
    noErrors(bot);
  });

  it('that fails says so to the asker alone, and the sign of work that all saw goes', async (t) => {
    const { promise, reject } = Promise.withResolvers<never>();
    const { server, place } = await runDiscord(t, { services: { latest: async () => promise } });
    server.slashCommand({ userId: place.ada, channelId: place.channel, name: 'latest' });
    await server.waitFor(() => server.messages(place.channel)[0]?.isLoading === true);
    reject(new Error('the store is gone'));
    await server.waitFor(() => answersIn(server, place.channel).length === 1);
    assert.equal(server.messages(place.channel).length, 1);
    assert.equal(lastMessage(server, place.channel).ephemeralTo, place.ada);
    assert.match(textOf(lastMessage(server, place.channel)), /Something went wrong/);
  });

  it('shows what there is as it grows, and the whole takes its place', async (t) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const growing = defineCommand({
      name: 'topics',
      aliases: [],
      localName: 'command.topics.name',
      summary: 'command.topics.summary',
      description: 'command.topics.description',
      examples: null,
      audience: 'all',
      options: [],
      async run({ grow }) {
        grow?.([paragraph('the first half')]);
        await promise;
        return { blocks: [paragraph('the first half and the second')] };
      },
    });
    const { server, place } = await runDiscord(t, {
      commands: [...commands.filter(({ name }) => name !== 'topics'), growing],
    });
    server.slashCommand({ userId: place.ada, channelId: place.channel, name: 'topics' });
    await server.waitFor(() => answersIn(server, place.channel).length === 1);
    assert.equal(textOf(lastMessage(server, place.channel)), 'the first half');
    resolve();
    await server.waitFor(() => /second/.test(textOf(lastMessage(server, place.channel))));
    assert.equal(server.messages(place.channel).length, 1);
    assert.deepEqual(server.pings(), []);
  });

  it('holds up nobody else in its channel, and what the same person asks meanwhile is acknowledged', async (t) => {
    const { release, services } = holdLatest();
    const bot = await runDiscord(t, { services });
    const { server, place } = bot;
    const { channel: channelId, ada, ming } = place;
    const people = Array.from({ length: 20 }, () => server.addUser());
    for (const userId of people) server.addMember(place.guild, userId);
    server.slashCommand({ userId: ada, channelId, name: 'latest' });
    for (const name of ['topics', 'digest', 'help']) server.slashCommand({ userId: ada, channelId, name });
    server.slashCommand({ userId: ming, channelId, name: 'topics' });
    for (const userId of people) server.slashCommand({ userId, channelId, name: 'topics' });
    await server.waitFor(() => answersIn(server, channelId).length === 21);
    await server.waitFor(() => server.unacknowledged().length === 0);
    release();
    await server.waitFor(() => answersIn(server, channelId).length === 25);
    assert.ok(server.interactions().every(({ refusedAcknowledgements }) => refusedAcknowledgements === 0));
    noErrors(bot);
  });
});

describe('an answer that comes at the moment of the acknowledgement', () => {
  it('waits for it where that is on its way, and takes its place', async (t) => {
    const { release, services } = holdLatest();
    const { server, place } = await runDiscord(t, { services });
    server.fail(CALLBACK, { kind: 'hang', milliseconds: 300 });
    server.slashCommand({ userId: place.ada, channelId: place.channel, name: 'latest' });
    await server.waitFor(() => server.underway(CALLBACK) === 1);
    release();
    await server.waitFor(() => answersIn(server, place.channel).length === 1);
    assert.equal(server.messages(place.channel).length, 1);
    assert.deepEqual([server.calls(CALLBACK).length, server.calls(ORIGINAL).length], [1, 1]);
    assert.equal(server.interactions()[0]?.refusedAcknowledgements, 0);
  });

  it('is the acknowledgement where it is on its way first, however long that takes', async (t) => {
    const { server, place } = await runDiscord(t);
    server.fail(CALLBACK, { kind: 'hang', milliseconds: 1800 });
    server.slashCommand({ userId: place.ada, channelId: place.channel, name: 'latest' });
    await server.waitFor(() => answersIn(server, place.channel).length === 1);
    assert.equal(server.calls(CALLBACK).length, 1);
    assert.equal(server.interactions()[0]?.callbackType, ANSWERED);
    assert.equal(server.interactions()[0]?.refusedAcknowledgements, 0);
  });

  for (const kind of ['drop', 'drop-after-effect'] as const)
    it(`is there once where the acknowledgement got no answer (${kind})`, async (t) => {
      const { release, services } = holdLatest();
      const bot = await runDiscord(t, { services });
      const { server, place } = bot;
      server.fail(CALLBACK, { kind });
      server.slashCommand({ userId: place.ada, channelId: place.channel, name: 'latest' });
      await server.waitFor(() => server.unacknowledged().length === 0 && server.underway() === 0);
      release();
      await server.waitFor(() => answersIn(server, place.channel).length === 1);
      assert.equal(server.messages(place.channel).length, 1);
      noErrors(bot);
    });
});

describe('a response', () => {
  for (const kind of ['drop', 'drop-after-effect'] as const)
    it(`that got no answer is there once (${kind})`, async (t) => {
      const bot = await runDiscord(t);
      const { server, place } = bot;
      server.fail(CALLBACK, { kind });
      server.slashCommand({ userId: place.ada, channelId: place.channel, name: 'latest' });
      const again = kind === 'drop' ? CALLBACK : ORIGINAL;
      await server.waitFor(() => server.calls(again).some(({ response }) => response.status === 200));
      await bot.stop();
      assert.equal(server.messages(place.channel).length, 1);
      assert.deepEqual(await bot.store.events.listOpen(`discord:${server.applicationId}`), []);
      noErrors(bot);
    });
});

describe('an interaction that Discord does not know (any more)', () => {
  const expired = { kind: 'status', status: 404, code: 10062, message: 'Unknown interaction' } as const;

  it('is answered in the channel', async (t) => {
    const bot = await runDiscord(t);
    const { server, place } = bot;
    server.fail(CALLBACK, expired);
    server.slashCommand({ userId: place.ada, channelId: place.channel, name: 'latest' });
    await server.waitFor(() => answersIn(server, place.channel).length === 1);
    assert.equal(lastMessage(server, place.channel).interactionId, null);
    assert.match(textOf(lastMessage(server, place.channel)), /Latest/);
    noErrors(bot);
  });

  it('is answered in the channel where its acknowledgement came too late', async (t) => {
    const { release, services } = holdLatest();
    const bot = await runDiscord(t, { services });
    const { server, place } = bot;
    server.fail(CALLBACK, expired);
    server.slashCommand({ userId: place.ada, channelId: place.channel, name: 'latest' });
    await server.waitFor(() => server.calls(CALLBACK).length === 1);
    release();
    await server.waitFor(() => answersIn(server, place.channel).length === 1);
    assert.deepEqual([server.calls(CALLBACK).length, server.calls(ORIGINAL).length], [1, 0]);
    noErrors(bot);
  });

  it('is left where the answer is for the asker alone, or where the bot may not write', async (t) => {
    const bot = await runDiscord(t);
    const { server, place } = bot;
    const closed = server.addChannel({ guildId: place.guild });
    server.setPermissions(closed, { deny: ['SendMessages'] });
    server.fail(CALLBACK, expired, { times: 2 });
    server.slashCommand({ userId: place.ada, channelId: place.channel, name: 'help' });
    server.slashCommand({ userId: place.ming, channelId: closed, name: 'latest' });
    await server.waitFor(() => server.calls('POST /channels/:channel/messages').length === 1);
    // The answers that come after show that these were done with.
    server.slashCommand({ userId: place.ada, channelId: place.channel, name: 'topics' });
    await server.waitFor(() => answersIn(server).length === 1);
    await bot.stop();
    assert.deepEqual(await bot.store.events.listOpen(`discord:${server.applicationId}`), []);
    noErrors(bot);
  });

  it('because its token is over is answered in the channel', async (t) => {
    const { release, services } = holdLatest();
    const bot = await runDiscord(t, { services });
    const { server, place } = bot;
    server.slashCommand({ userId: place.ada, channelId: place.channel, name: 'latest' });
    await server.waitFor(() => server.messages(place.channel)[0]?.isLoading === true);
    server.fail(ORIGINAL, { kind: 'status', status: 401, code: 50027, message: 'Invalid Webhook Token' });
    release();
    await server.waitFor(() => answersIn(server, place.channel).length === 1);
    assert.match(textOf(lastMessage(server, place.channel)), /Latest/);
    noErrors(bot);
    // The bot's own token is as good as it was.
    server.sendMessage(place.ada, place.channel, `<@${server.botId}> /topics`);
    await server.waitFor(() => answersIn(server, place.channel).length === 2);
  });

  it('because it was acknowledged by another process has its answer all the same', async (t) => {
    const bot = await runDiscord(t);
    const { server, place } = bot;
    server.fail(CALLBACK, {
      ...{ kind: 'status', status: 400, code: 40060 },
      message: 'Interaction has already been acknowledged.',
    });
    server.slashCommand({ userId: place.ada, channelId: place.channel, name: 'latest' });
    await server.waitFor(() => answersIn(server, place.channel).length === 1);
    noErrors(bot);
  });
});

describe('a command that there is no more', () => {
  it('but that Discord still offers gets a word', async (t) => {
    const known = [...commands];
    const bot = await runDiscord(t, { commands: known });
    const { server, place } = bot;
    await bot.stop();
    known.splice(
      known.findIndex(({ name }) => name === 'topics'),
      1,
    );
    server.fail('PUT /applications/:application/commands', { kind: 'status', status: 500 });
    bot.start();
    await bot.serves();
    server.slashCommand({ userId: place.ada, channelId: place.channel, name: 'topics' });
    await server.waitFor(() => answersIn(server, place.channel).length === 1);
    assert.equal(lastMessage(server, place.channel).ephemeralTo, place.ada);
  });
});

describe('an interaction that is answered', () => {
  it('leaves nothing that waits for the end of its token', async (t) => {
    const { server, place } = await runDiscord(t);
    const waiting = (): number =>
      process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
    const before = waiting();
    for (let count = 0; count < 8; count += 1)
      for (const userId of [place.ming, place.ada])
        server.slashCommand({ userId, channelId: place.channel, name: 'topics' });
    await server.waitFor(() => answersIn(server, place.channel).length === 16);
    // What is recorded after the last answer has its turn.
    server.slashCommand({ userId: place.ming, channelId: place.direct, name: 'help' });
    await server.waitFor(() => answersIn(server, place.direct).length === 1);
    assert.ok(waiting() < before + 16, `${waiting()} timers, ${before} before`);
  });
});
