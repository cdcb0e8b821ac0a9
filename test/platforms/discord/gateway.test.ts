import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { GatewaySession } from '../../servers/discord/discord-server.ts';
import { answersIn, lastMessage, type RunningBot, runDiscord, textOf } from './run-discord.ts';

const LONG = 20_000;

const connected = ({ server }: RunningBot): GatewaySession[] =>
  server.gateway.sessions().filter(({ isConnected }) => isConnected);
const ask = ({ server, place }: RunningBot): string =>
  server.sendMessage(place.ming, place.direct, '/topics');
const answered = ({ server, place }: RunningBot, count: number): Promise<void> =>
  server.waitFor(() => answersIn(server, place.direct).length === count, LONG);
const resumed = (bot: RunningBot, times: number): Promise<void> =>
  bot.server.waitFor(() => connected(bot)[0]?.resumes === times, LONG);

describe('the gateway', () => {
  for (const [what, lose] of [
    ['drops the connection', ({ server }: RunningBot) => server.gateway.drop()],
    ['asks to reconnect', ({ server }: RunningBot) => server.gateway.askToReconnect()],
    [
      'calls the session invalid for now',
      ({ server }: RunningBot) => server.gateway.invalidate({ isResumable: true }),
    ],
  ] as const)
    it(`that ${what} is gone on with, and what was said meanwhile is answered`, async (t) => {
      const bot = await runDiscord(t);
      ask(bot);
      await answered(bot, 1);
      lose(bot);
      ask(bot);
      await answered(bot, 2);
      await resumed(bot, 1);
      assert.equal(bot.server.gateway.identifies(), 1);
      assert.ok(bot.logged.every(({ level }) => level !== 'error'));
    });

  it('that forgets the session is entered anew', async (t) => {
    const bot = await runDiscord(t);
    bot.server.gateway.invalidate();
    await bot.server.waitFor(
      () => bot.server.gateway.identifies() === 2 && connected(bot).length === 1,
      LONG,
    );
    ask(bot);
    await answered(bot, 1);
    assert.ok(bot.logged.every(({ level }) => level !== 'error'));
  });

  it('that is down for a while is gone on with', async (t) => {
    const bot = await runDiscord(t);
    bot.server.gateway.setDown(true);
    ask(bot);
    await bot.server.waitFor(() => connected(bot).length === 0);
    bot.server.gateway.setDown(false);
    await answered(bot, 1);
  });

  it('that is down at the start is tried again', async (t) => {
    const bot = await runDiscord(t, {
      serves: false,
      beforeStart: (server) => server.fail('GET /gateway/bot', { kind: 'status', status: 502 }, { times: 2 }),
    });
    await bot.server.waitFor(() => connected(bot).length === 1, LONG);
    ask(bot);
    await answered(bot, 1);
    assert.ok(bot.logged.some(({ message }) => /trying again/.test(message)));
  });

  it('is asked for no privileged intent, which it would refuse', async (t) => {
    const { server } = await runDiscord(t, { server: { privilegedIntents: 0 } });
    assert.equal((server.gateway.sessions()[0]?.intents ?? -1) & ((1 << 1) | (1 << 8) | (1 << 15)), 0);
  });
});

describe('a restart', () => {
  it('goes on with the session: what was said while the bot was down is answered, and nothing twice', async (t) => {
    const bot = await runDiscord(t);
    ask(bot);
    await answered(bot, 1);
    await bot.stop();
    ask(bot);
    ask(bot);
    bot.start();
    await bot.serves();
    await answered(bot, 3);
    await resumed(bot, 1);
    assert.equal(bot.server.gateway.identifies(), 1);
    assert.deepEqual(bot.server.commandWrites(), 1);
  });

  it('enters anew where the session is no longer known, and goes on', async (t) => {
    let time = Date.now();
    const bot = await runDiscord(t, { server: { clock: () => time } });
    await bot.stop();
    time += 10 * 60_000;
    bot.start();
    await bot.serves();
    await bot.server.waitFor(
      () => bot.server.gateway.identifies() === 2 && connected(bot).length === 1,
      LONG,
    );
    ask(bot);
    await answered(bot, 1);
    assert.ok(bot.logged.every(({ level }) => level !== 'error'));
  });

  it('enters anew where what was kept of the session can not be read', async (t) => {
    const bot = await runDiscord(t, {
      prepare: async (store) => {
        const { read } = store.notes;
        store.notes.read = async (name) => (name.startsWith('discord.session') ? '{"sess' : read(name));
      },
    });
    ask(bot);
    await answered(bot, 1);
  });
});

describe('a token', () => {
  it('that is wrong ends the run with 1, and the log names what to look at', async (t) => {
    const bot = await runDiscord(t, { serves: false, settings: { token: 'wrong.token.here-secret' } });
    assert.equal(await bot.ended(), 1);
    assert.ok(
      bot.logged.some(({ level, message }) => level === 'error' && /DISCORD_BOT_TOKEN/.test(message)),
    );
    assert.doesNotMatch(JSON.stringify(bot.logged), /secret/);
  });

  it('that REST refuses once in a while is used on, and the answer comes later', async (t) => {
    const bot = await runDiscord(t);
    const { server, place } = bot;
    server.fail('POST /channels/:channel/messages', {
      ...{ kind: 'status', status: 401, code: 0 },
      message: '401: Unauthorized',
    });
    ask(bot);
    await server.waitFor(() => server.calls('POST /channels/:channel/messages').length === 1);
    const ada = server.openDirectMessage(place.ada);
    server.sendMessage(place.ada, ada, '/topics');
    await server.waitFor(() => answersIn(server, ada).length === 1);
    assert.ok(bot.logged.some(({ details }) => JSON.stringify(details).includes('unauthorized')));
  });

  it('that is no longer taken ends the run with 1', async (t) => {
    const bot = await runDiscord(t);
    bot.server.gateway.drop({ code: 4004 });
    assert.equal(await bot.ended(), 1);
    assert.ok(bot.logged.some(({ message }) => /DISCORD_BOT_TOKEN/.test(message)));
  });
});

describe('shards', () => {
  it('are as many as Discord recommends, each with its guilds', async (t) => {
    const bot = await runDiscord(t, { server: { shards: 2, maxConcurrency: 2 } });
    const { server, place } = bot;
    await server.waitFor(() => connected(bot).length === 2, LONG);
    assert.deepEqual(
      connected(bot)
        .map(({ shard }) => shard)
        .toSorted(),
      [
        [0, 2],
        [1, 2],
      ],
    );
    const channels = Array.from({ length: 4 }, () => {
      const guildId = server.addGuild({ memberIds: [place.ada] });
      return server.addChannel({ guildId });
    });
    for (const channelId of [...channels, place.channel])
      server.slashCommand({ userId: place.ada, channelId, name: 'topics' });
    await server.waitFor(() => answersIn(server).length === 5);
    await bot.stop();
    server.sendMessage(place.ming, place.direct, '/help');
    bot.start();
    await bot.serves();
    await answered(bot, 1);
    assert.equal(server.gateway.identifies(), 2);
  });

  it('may be a share of a number: the others are for other processes', async (t) => {
    const bot = await runDiscord(t, { settings: { shards: { ids: [1], count: 3 } } });
    await bot.server.waitFor(() => connected(bot).length === 1, LONG);
    assert.deepEqual(
      connected(bot).map(({ shard }) => shard),
      [[1, 3]],
    );
  });
});

describe('shards that Discord does not take', () => {
  it('end the run with 1 at the first entry, and the log names what to look at', async (t) => {
    const bot = await runDiscord(t, { serves: false, settings: { shards: { ids: [3], count: 3 } } });
    assert.equal(await bot.ended(), 1);
    assert.ok(bot.logged.some(({ message }) => /DISCORD_SHARDS/.test(message)));
  });
});

describe('the presence', () => {
  it('shows the newest headline where the owner wants it, and it again after an entry anew', async (t) => {
    const bot = await runDiscord(t, { settings: { presence: 'headline' } });
    const shown = (): unknown => {
      const activities = connected(bot)[0]?.presence?.activities;
      return Array.isArray(activities) ? activities[0]?.state : undefined;
    };
    await bot.server.waitFor(() => shown() === '志愿者走进老街社区');
    bot.server.gateway.invalidate();
    await bot.server.waitFor(
      () => bot.server.gateway.identifies() === 2 && connected(bot).length === 1,
      LONG,
    );
    await bot.server.waitFor(() => shown() === '志愿者走进老街社区');
  });

  it('shows nothing else', async (t) => {
    const bot = await runDiscord(t);
    ask(bot);
    await answered(bot, 1);
    assert.deepEqual(connected(bot)[0]?.presence?.activities ?? [], []);
    assert.match(textOf(lastMessage(bot.server, bot.place.direct)), /Topics/);
  });
});
