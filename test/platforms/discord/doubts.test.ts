import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTranslator } from '../../../src/commands/create-translator.ts';
import type { PlatformStore } from '../../../src/core/ports/platform-store.ts';
import { type DiscordPart, nonceOf } from '../../../src/platforms/discord/answer-plan.ts';
import type { DiscordServer } from '../../servers/discord/discord-server.ts';
import { answersIn, type Place, runDiscord, textOf } from './run-discord.ts';

const SEND = 'POST /channels/:channel/messages';
const CALLBACK = 'POST /interactions/:interaction/:token/callback';
const FOLLOW_UP = 'POST /webhooks/:application/:token';
const ORIGINAL = 'PATCH /webhooks/:application/:token/messages/:message';
const MINUTE = 60_000;
const note = createTranslator('en')('chat.mayBeMissing');

const accountOf = ({ applicationId }: DiscordServer): string => `discord:${applicationId}`;
const textsOf = (server: DiscordServer, channel: string): string[] =>
  answersIn(server, channel).map((message) => textOf(message));

function partOf(
  text: string,
  more: Partial<DiscordPart> & Pick<DiscordPart, 'via' | 'channel'>,
): DiscordPart {
  const body = { components: [{ type: 10, content: text }], plain: [], form: null };
  const shared = { body, guild: null, isNote: false, nonce: nonceOf('500', text) };
  return (
    more.via === 'channel'
      ? { ...shared, replyTo: null, edits: null, thread: null, ...more }
      : { ...shared, step: 'follow-up', isEphemeral: false, ...more }
  ) as DiscordPart;
}

/** An event of Ming's that an earlier process has kept, with an answer in parts where that was known. */
async function keepEvent(
  store: PlatformStore,
  server: DiscordServer,
  {
    event,
    parts,
    sent,
    sending,
    age = 0,
    givenAge = age,
  }: {
    event: object;
    parts: DiscordPart[];
    sent: number;
    sending: boolean;
    /** Milliseconds since it was received, and since its last part was given away. */
    age?: number;
    givenAge?: number;
  },
): Promise<void> {
  const account = accountOf(server);
  const receivedAt = Date.now() - age;
  await store.events.receive(account, [{ id: '500', lane: 'x', body: JSON.stringify(event), receivedAt }]);
  if (parts.length === 0) return;
  await store.events.plan(account, '500', JSON.stringify({ parts, exchange: null }), { uncertain: 0 });
  for (let part = 0; part < sent; part += 1) {
    await store.events.startPart(account, '500', part, receivedAt);
    await store.events.endPart(account, '500', part, { uncertain: 0 });
  }
  if (sending) await store.events.startPart(account, '500', sent, Date.now() - givenAge);
}

const messageOf = ({ ming, direct }: Place, content = '/help'): object => ({
  kind: 'message',
  message: { id: '500', channel_id: direct, type: 0, author: { id: ming }, content },
});

describe('a message that an earlier process has left', () => {
  it('unanswered is answered', async (t) => {
    const { server, place } = await runDiscord(t, {
      prepare: (store, s, p) =>
        keepEvent(store, s, { event: messageOf(p), parts: [], sent: 0, sending: false }),
    });
    await server.waitFor(() => answersIn(server, place.direct).length === 1);
    assert.match(textsOf(server, place.direct)[0] ?? '', /Commands/);
  });

  it('with parts that were not sent gets those, and none that were', async (t) => {
    const { server, place } = await runDiscord(t, {
      prepare: (store, s, p) => {
        const parts = ['one', 'two', 'three'].map((text) =>
          partOf(text, { via: 'channel', channel: p.direct }),
        );
        return keepEvent(store, s, { event: messageOf(p), parts, sent: 1, sending: false });
      },
    });
    await server.waitFor(() => answersIn(server, place.direct).length === 2);
    assert.deepEqual(textsOf(server, place.direct), ['two', 'three']);
  });

  it('with a part in doubt gets it once while Discord knows its nonce', async (t) => {
    const bot = await runDiscord(t, {
      prepare: async (store, s, p) => {
        const parts = ['one', 'two'].map((text) => partOf(text, { via: 'channel', channel: p.direct }));
        const { nonce, body } = parts[0] as DiscordPart;
        await fetch(`${s.api}/v10/channels/${p.direct}/messages`, {
          method: 'POST',
          headers: { authorization: `Bot ${s.token}`, 'content-type': 'application/json' },
          body: JSON.stringify({ components: body.components, flags: 1 << 15, nonce, enforce_nonce: true }),
        });
        await keepEvent(store, s, { event: messageOf(p), parts, sent: 0, sending: true });
      },
    });
    const { server, place, store } = bot;
    await server.waitFor(() => answersIn(server, place.direct).length === 2);
    assert.deepEqual(textsOf(server, place.direct), ['one', 'two']);
    await bot.stop();
    assert.equal(await store.events.countUncertain(accountOf(server)), 0);
  });

  it('with a part in doubt that was given away a moment ago gets it, however long it waited before', async (t) => {
    const bot = await runDiscord(t, {
      prepare: (store, s, p) => {
        const parts = ['one', 'two'].map((text) => partOf(text, { via: 'channel', channel: p.direct }));
        const age = 10 * MINUTE;
        return keepEvent(store, s, {
          ...{ event: messageOf(p), parts, sent: 0, sending: true, age },
          givenAge: 1000,
        });
      },
    });
    const { server, place, store } = bot;
    await server.waitFor(() => answersIn(server, place.direct).length === 2);
    assert.deepEqual(textsOf(server, place.direct), ['one', 'two']);
    await bot.stop();
    assert.equal(await store.events.countUncertain(accountOf(server)), 0);
  });

  it('with a part of which an answer never came, and no try after that, does not get it a second time', async (t) => {
    let time = Date.now();
    const now = (): number => time;
    const bot = await runDiscord(t, { now, server: { clock: now } });
    const { server, place } = bot;
    server.fail(SEND, { kind: 'drop-after-effect' });
    server.sendMessage(place.ming, place.direct, '/topics');
    await server.waitFor(() => answersIn(server, place.direct).length === 1);
    await bot.stop();
    time += 10 * MINUTE;
    bot.start();
    await bot.serves();
    await server.waitFor(() => answersIn(server, place.direct).length === 2);
    const [first = '', second = ''] = textsOf(server, place.direct);
    assert.match(first, /Topics/);
    assert.ok(second.includes(note), second);
  });

  it('with a part in doubt says so in its place when the nonce is forgotten, once, and counts it', async (t) => {
    const bot = await runDiscord(t, {
      prepare: (store, s, p) => {
        const parts = ['one', 'two', 'three'].map((text) =>
          partOf(text, { via: 'channel', channel: p.direct }),
        );
        return keepEvent(store, s, { event: messageOf(p), parts, sent: 1, sending: true, age: 10 * MINUTE });
      },
    });
    const { server, place, store } = bot;
    await server.waitFor(() => answersIn(server, place.direct).length === 2);
    const [told = '', rest] = textsOf(server, place.direct);
    assert.ok(told.includes(note), told);
    assert.equal(rest, 'three');
    await bot.stop();
    assert.equal(await store.events.countUncertain(accountOf(server)), 1);
    assert.deepEqual(await store.events.listOpen(accountOf(server)), []);
  });

  it('is given up where it is days old', async (t) => {
    const { server, place, logged } = await runDiscord(t, {
      prepare: (store, s, p) =>
        keepEvent(store, s, {
          event: messageOf(p),
          parts: [],
          sent: 0,
          sending: false,
          age: 3 * 1440 * MINUTE,
        }),
    });
    server.sendMessage(place.ming, place.direct, '/topics');
    await server.waitFor(() => answersIn(server, place.direct).length === 1);
    assert.match(textsOf(server, place.direct)[0] ?? '', /Topics/);
    assert.ok(logged.some(({ message }) => /given up/.test(message)));
  });
});

describe('an interaction that an earlier process has left', () => {
  /** Ada's, who used a command in the channel while nobody took it. */
  const interactionOf = (server: DiscordServer, { channel, guild, ada }: Place): object => {
    const [{ id, token } = { id: '', token: '' }] = server.interactions();
    return {
      kind: 'interaction',
      interaction: {
        ...{ id, token, application_id: server.applicationId, guild_id: guild, channel_id: channel },
        ...{ locale: 'en-US', type: 2, data: { name: 'topics', options: [] } },
        member: { user: { id: ada }, permissions: '0' },
      },
    };
  };

  it('with a response in doubt gets it once', async (t) => {
    const bot = await runDiscord(t);
    const { server, place, store } = bot;
    await bot.stop();
    server.slashCommand({ userId: place.ada, channelId: place.channel, name: 'topics' });
    const [{ id, token } = { id: '', token: '' }] = server.interactions();
    const interaction = { application: server.applicationId, id, token };
    const parts = ['one', 'two'].map((text, index) =>
      partOf(text, {
        ...{ via: 'interaction', channel: place.channel, interaction },
        ...{ guild: place.guild, step: index === 0 ? 'respond' : 'follow-up' },
      } as Partial<DiscordPart> & Pick<DiscordPart, 'via' | 'channel'>),
    );
    const body = { type: 4, data: { components: parts[0]?.body.components, flags: 1 << 15 } };
    await fetch(`${server.api}/v10/interactions/${id}/${token}/callback`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    // Known already, it is not taken anew when the gateway tells of it.
    const account = accountOf(server);
    const kept = JSON.stringify(interactionOf(server, place));
    await store.events.receive(account, [{ id, lane: 'x', body: kept, receivedAt: Date.now() }]);
    await store.events.plan(account, id, JSON.stringify({ parts, exchange: null }), { uncertain: 0 });
    await store.events.startPart(account, id, 0, Date.now());
    bot.start();
    await server.waitFor(() => answersIn(server, place.channel).length === 2);
    assert.deepEqual(textsOf(server, place.channel), ['one', 'two']);
  });

  it('with a follow-up in doubt gets the word that it may be missing', async (t) => {
    const bot = await runDiscord(t);
    const { server, place, store } = bot;
    await bot.stop();
    server.slashCommand({ userId: place.ada, channelId: place.channel, name: 'topics' });
    const [{ id, token } = { id: '', token: '' }] = server.interactions();
    await fetch(`${server.api}/v10/interactions/${id}/${token}/callback`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ type: 4, data: { content: 'one' } }),
    });
    const interaction = { application: server.applicationId, id, token };
    const parts = ['one', 'two', 'three'].map((text) =>
      partOf(text, {
        ...{ via: 'interaction', channel: place.channel, interaction, guild: place.guild },
      } as Partial<DiscordPart> & Pick<DiscordPart, 'via' | 'channel'>),
    );
    const account = accountOf(server);
    const kept = JSON.stringify(interactionOf(server, place));
    await store.events.receive(account, [{ id, lane: 'x', body: kept, receivedAt: Date.now() }]);
    await store.events.plan(account, id, JSON.stringify({ parts, exchange: null }), { uncertain: 0 });
    await store.events.startPart(account, id, 0, Date.now());
    await store.events.endPart(account, id, 0, { uncertain: 0 });
    await store.events.startPart(account, id, 1, Date.now());
    bot.start();
    await server.waitFor(() => answersIn(server, place.channel).length === 3);
    const texts = textsOf(server, place.channel);
    assert.ok(texts[1]?.includes(note));
    assert.equal(texts[2], 'three');
  });

  it('unanswered is answered in the channel where its time is over', async (t) => {
    let time = Date.now();
    const bot = await runDiscord(t, { server: { clock: () => time } });
    const { server, place } = bot;
    await bot.stop();
    server.slashCommand({ userId: place.ada, channelId: place.channel, name: 'topics' });
    time += MINUTE;
    bot.start();
    await server.waitFor(() => answersIn(server, place.channel).length === 1);
    assert.equal(answersIn(server, place.channel)[0]?.interactionId, null);
    assert.ok(bot.logged.every(({ level }) => level !== 'error'));
  });
});

describe('a stop', () => {
  it('ends what is being sent, leaves what waits for the next start, and loses nothing', async (t) => {
    const bot = await runDiscord(t);
    const { server, place } = bot;
    server.fail(SEND, { kind: 'hang', milliseconds: 200 });
    server.sendMessage(place.ming, place.direct, '/help');
    server.sendMessage(place.ming, place.direct, '/topics');
    await server.waitFor(() => server.underway(SEND) === 1);
    assert.equal(await bot.stop(), 0);
    assert.equal(answersIn(server, place.direct).length, 1);
    bot.start();
    await server.waitFor(() => answersIn(server, place.direct).length === 2);
    assert.match(textsOf(server, place.direct)[1] ?? '', /Topics/);
  });

  for (const [how, fault] of [
    ['without an effect', { kind: 'hang', milliseconds: 60_000 }],
    ['after its effect', { kind: 'drop-after-effect' }],
  ] as const)
    it(`that ends a message ${how} leaves it for the next start, which sends it once`, async (t) => {
      const bot = await runDiscord(t);
      const { server, place } = bot;
      server.fail(SEND, fault);
      server.sendMessage(place.ming, place.direct, '/help');
      await server.waitFor(() => server.underway(SEND) === 1 || server.calls(SEND).length === 1);
      assert.equal(await bot.stop(), 0);
      assert.equal((await bot.store.events.listOpen(accountOf(server))).length, 1);
      bot.start();
      await server.waitFor(() => server.calls(SEND).some(({ response }) => response.status === 200));
      assert.equal(answersIn(server, place.direct).length, 1);
      await bot.stop();
      assert.deepEqual(await bot.store.events.listOpen(accountOf(server)), []);
    });

  it('that ends a response leaves it for the next start, which gives it once', async (t) => {
    const bot = await runDiscord(t);
    const { server, place } = bot;
    server.fail(CALLBACK, { kind: 'drop-after-effect' });
    server.slashCommand({ userId: place.ada, channelId: place.channel, name: 'latest' });
    await server.waitFor(() => server.calls(CALLBACK).length === 1);
    assert.equal(await bot.stop(), 0);
    bot.start();
    await server.waitFor(() => server.calls(ORIGINAL).length === 1);
    await bot.stop();
    assert.equal(answersIn(server, place.channel).length, 1);
    assert.deepEqual(await bot.store.events.listOpen(accountOf(server)), []);
    assert.equal(server.calls(FOLLOW_UP).length, 0);
  });

  it('leaves a command that is being worked on for the next start, with its sign of work', async (t) => {
    let asked = 0;
    const bot = await runDiscord(t, {
      services: {
        topics: async () => {
          asked += 1;
          if (asked === 1) await new Promise(() => {});
          return { topics: [] };
        },
      },
    });
    const { server, place } = bot;
    server.slashCommand({ userId: place.ada, channelId: place.channel, name: 'topics' });
    await server.waitFor(() => server.messages(place.channel)[0]?.isLoading === true);
    assert.equal(await bot.stop(), 0);
    bot.start();
    await server.waitFor(() => answersIn(server, place.channel).length === 1);
    assert.equal(server.messages(place.channel).length, 1);
  });
});
