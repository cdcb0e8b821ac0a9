import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DiscordServer, GuildGiven } from '../../servers/discord/discord-server.ts';
import { answersIn, buttonId, lastMessage, type RunningBot, runDiscord, textOf } from './run-discord.ts';

/** A server that does not know the bot yet, with a channel where Discord welcomes people. */
function addNewServer(server: DiscordServer, given: GuildGiven = {}): { guild: string; channel: string } {
  const guild = server.addGuild({ hasBot: false, ...given });
  const channel = server.addChannel({ guildId: guild, name: 'welcome' });
  server.setSystemChannel(guild, channel);
  return { guild, channel };
}

/** Resolves when what the gateway told before was heard. */
async function settled({ server, place }: RunningBot): Promise<void> {
  const before = answersIn(server, place.direct).length;
  server.sendMessage(place.ming, place.direct, '/topics');
  await server.waitFor(() => answersIn(server, place.direct).length === before + 1);
}

describe('a server that lets the bot in', () => {
  for (const [given, says] of [
    [{ name: 'Readers' }, /Hello everyone/],
    [{ name: '读书会' }, /大家好.*做每句话都注明/s],
    [{ name: 'Readers', preferredLocale: 'zh-TW' }, /大家好.*做每句話都註明/s],
    [{ name: '读书会', features: ['COMMUNITY'] }, /Hello everyone/],
  ] as const)
    it(`is greeted once, in its language (${Object.values(given)})`, async (t) => {
      const bot = await runDiscord(t);
      const { server } = bot;
      const { guild, channel } = addNewServer(server, {
        ...given,
        features: [...('features' in given ? given.features : [])],
      });
      server.readd(guild);
      await server.waitFor(() => answersIn(server, channel).length === 1);
      assert.match(textOf(lastMessage(server, channel)), says);
      server.setGuildAvailable(guild, false);
      server.setGuildAvailable(guild, true);
      await settled(bot);
      await bot.stop();
      bot.start();
      await bot.serves();
      await settled(bot);
      assert.equal(answersIn(server, channel).length, 1);
      assert.deepEqual(server.pings(), []);
    });

  it('while it was down is greeted at the start', async (t) => {
    const bot = await runDiscord(t);
    const { server } = bot;
    await bot.stop();
    const { guild, channel } = addNewServer(server);
    server.readd(guild);
    bot.start();
    await bot.serves();
    await server.waitFor(() => answersIn(server, channel).length === 1);
  });

  it('again is greeted again, in the language that it has', async (t) => {
    const bot = await runDiscord(t);
    const { server, place } = bot;
    const { guild, channel } = addNewServer(server);
    server.addMember(guild, place.ming);
    server.readd(guild);
    await server.waitFor(() => answersIn(server, channel).length === 1);
    server.slashCommand({ userId: place.ming, channelId: channel, name: 'topics', locale: 'zh-CN' });
    await server.waitFor(() => answersIn(server, channel).length === 2);
    server.kick(guild);
    await settled(bot);
    server.readd(guild);
    await server.waitFor(() => answersIn(server, channel).length === 3);
    assert.match(textOf(lastMessage(server, channel)), /大家好/);
    server.pressButton(
      place.ming,
      channel,
      lastMessage(server, channel).id,
      buttonId(server, channel, /最新/),
    );
    await server.waitFor(() => answersIn(server, channel).length === 4);
  });

  it('is not greeted where the bot may not write, and where there is no such channel', async (t) => {
    const bot = await runDiscord(t);
    const { server } = bot;
    const mute = addNewServer(server, { everyonePermissions: ['ViewChannel'] });
    const closed = addNewServer(server);
    server.setPermissions(closed.channel, { deny: ['ViewChannel'] }, 'everyone');
    const bare = addNewServer(server);
    server.setSystemChannel(bare.guild, null);
    for (const { guild } of [mute, closed, bare]) server.readd(guild);
    await settled(bot);
    await bot.stop();
    bot.start();
    await bot.serves();
    await settled(bot);
    assert.equal(answersIn(server).length, 2);
    assert.equal(server.invalidRequests(), 0);
    assert.ok(bot.logged.every(({ level }) => level !== 'error' && level !== 'warn'));
  });

  it('hours ago is not greeted any more', async (t) => {
    let passed = 0;
    const bot = await runDiscord(t, { now: () => Date.now() + passed });
    await bot.stop();
    const { guild, channel } = addNewServer(bot.server);
    bot.server.readd(guild);
    passed = 2 * 3_600_000;
    bot.start();
    await bot.serves();
    await settled(bot);
    assert.equal(answersIn(bot.server, channel).length, 0);
  });

  it('is not greeted at a start without a session, which tells of every server', async (t) => {
    const bot = await runDiscord(t, {
      beforeStart: (server, { guild, channel }) => server.setSystemChannel(guild, channel),
    });
    await settled(bot);
    assert.equal(answersIn(bot.server, bot.place.channel).length, 0);
  });
});
