import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answersIn, runDiscord } from './run-discord.ts';

const SEND = 'POST /channels/:channel/messages';
const LONG = 30_000;
/** Discord's own, in the server and in the bot. */
const real = { server: { limits: {} }, settings: { limits: undefined } };

describe('the limits of Discord', () => {
  it('of a channel are kept, and one slow channel delays no other', async (t) => {
    const { server, place } = await runDiscord(t, real);
    const people = Array.from({ length: 8 }, () => server.addUser());
    for (const userId of people) {
      server.addMember(place.guild, userId);
      server.sendMessage(userId, place.channel, `<@${server.botId}> /topics`);
    }
    await server.waitFor(() => answersIn(server, place.channel).length >= 3, LONG);
    server.sendMessage(place.ming, place.direct, '/topics');
    await server.waitFor(() => answersIn(server, place.direct).length === 1, LONG);
    assert.ok(answersIn(server, place.channel).length < people.length);
    await server.waitFor(() => answersIn(server, place.channel).length === people.length, LONG);
    assert.equal(server.avoidable429s(), 0);
    const hits = server.rateLimitHits().filter(({ route }) => route === SEND);
    assert.deepEqual(hits, []);
  });

  it('of all are kept by many people in many places at once', async (t) => {
    const { server } = await runDiscord(t, real);
    const people = Array.from({ length: 110 }, () => server.addUser());
    for (const userId of people) server.sendMessage(userId, server.openDirectMessage(userId), '/topics');
    await server.waitFor(() => answersIn(server).length === people.length, LONG);
    assert.equal(server.avoidable429s(), 0);
  });

  it('take nothing from interactions, which are answered at once', async (t) => {
    const { server, place } = await runDiscord(t, real);
    const people = Array.from({ length: 150 }, () => server.addUser());
    const began = Date.now();
    for (const userId of people) {
      server.addMember(place.guild, userId);
      server.slashCommand({ userId, channelId: place.channel, name: 'topics' });
    }
    await server.waitFor(() => answersIn(server).length === people.length, LONG);
    const slowest = Math.max(
      ...server.interactions().map(({ acknowledgedAt }) => (acknowledgedAt ?? Infinity) - began),
    );
    assert.ok(slowest < 3000, String(slowest));
    assert.deepEqual(server.rateLimitHits(), []);
  });

  it('that come without warning are waited out as told, each where it is meant', async (t) => {
    const { server, place } = await runDiscord(t, real);
    server.fail(SEND, { kind: 'status', status: 429, retryAfter: 2 }, { channelId: place.channel });
    const began = Date.now();
    server.sendMessage(place.ada, place.channel, `<@${server.botId}> /topics`);
    await server.waitFor(() => server.calls(SEND).length === 1);
    server.sendMessage(place.ming, place.direct, '/topics');
    await server.waitFor(() => answersIn(server, place.direct).length === 1);
    assert.equal(answersIn(server, place.channel).length, 0);
    await server.waitFor(() => answersIn(server, place.channel).length === 1, LONG);
    const [message] = answersIn(server, place.channel);
    assert.ok((message?.sentAt ?? 0) - began >= 1990);
    assert.equal(server.avoidable429s(), 0);
    assert.equal(server.rateLimitHits().length, 1);
  });

  it('that one process was told of are waited out by the next', async (t) => {
    const { server, place, stop, start } = await runDiscord(t, real);
    server.fail(SEND, { kind: 'status', status: 429, retryAfter: 4 }, { channelId: place.channel });
    const began = Date.now();
    server.sendMessage(place.ada, place.channel, `<@${server.botId}> /topics`);
    await server.waitFor(() => server.rateLimitHits().length === 1);
    await stop();
    start();
    await server.waitFor(() => answersIn(server, place.channel).length === 1, LONG);
    const [message] = answersIn(server, place.channel);
    assert.ok((message?.sentAt ?? 0) - began >= 3990);
    assert.equal(server.avoidable429s(), 0);
  });

  it('of all that come without warning hold everything back as told, signs of work too', async (t) => {
    const { server, place } = await runDiscord(t, real);
    server.fail(SEND, { kind: 'status', status: 429, retryAfter: 2, isGlobal: true });
    server.sendMessage(place.ada, place.channel, `<@${server.botId}> /topics`);
    await server.waitFor(() => server.calls(SEND).length === 1);
    server.sendMessage(place.ming, place.direct, '/topics');
    server.slashCommand({ userId: place.ming, channelId: place.channel, name: 'topics' });
    await server.waitFor(() => answersIn(server).length === 3, LONG);
    assert.equal(server.avoidable429s(), 0);
    assert.equal(server.rateLimitHits().length, 1);
  });
});
