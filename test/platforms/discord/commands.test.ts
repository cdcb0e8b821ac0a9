import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTranslator } from '../../../src/commands/create-translator.ts';
import type { DiscordServer, Json } from '../../servers/discord/discord-server.ts';
import { answersIn, lastMessage, runDiscord, textOf } from './run-discord.ts';

const LOCALES = [
  ['zh-CN', 'zh-Hans'],
  ['zh-TW', 'zh-Hant'],
  ['en-US', 'en'],
] as const;

/** Each command with what is given to it, and what its answer says in each language. */
const USES = [
  { name: 'start', options: {}, says: ['start.title', 'start.greeting'] },
  { name: 'help', options: { command: 'digest' }, says: ['command.digest.description'] },
  { name: 'latest', options: { topic: '志愿服务', count: 1 }, says: ['latest.titleOnTopic'] },
  { name: 'digest', options: { topic: '志愿服务', period: 'all' }, says: ['digest.titleOnTopic'] },
  { name: 'ask', options: { question: '周末共有多少人报名' }, says: ['source.title'] },
  { name: 'search', options: { query: '新车间' }, says: ['search.title'] },
  { name: 'topics', options: { period: '7d' }, says: ['topics.title'] },
  { name: 'article', options: { id: 'aaa111' }, says: ['article.summary', 'article.text'] },
] as const;

const VALUES = { topic: '志愿服务', query: '新车间', period: '' };

/** Without what the markup of Discord puts between letters. */
const bare = (text: string): string => text.replace(/[\\*\s]/g, '');

const choicesOf = (server: DiscordServer): Json[] =>
  (server.interactions().at(-1)?.callbackData?.choices ?? []) as Json[];

describe('a slash command', () => {
  for (const [locale, language] of LOCALES)
    it(`of each kind is answered in ${locale}`, async (t) => {
      const { server, place } = await runDiscord(t);
      const { direct, ming: userId } = place;
      const translate = createTranslator(language);
      for (const [index, { name, options, says }] of USES.entries()) {
        server.slashCommand({ userId, channelId: direct, name, options, locale });
        await server.waitFor(() => answersIn(server, direct).length === index + 1);
        const text = bare(textOf(lastMessage(server, direct)));
        for (const key of says)
          assert.ok(text.includes(bare(translate(key, VALUES))), `${name}: ${key} in ${text}`);
      }
      assert.deepEqual(server.unacknowledged(), []);
      assert.equal(server.pings().length, 0);
    });

  it('takes its options by name', async (t) => {
    const { server, place } = await runDiscord(t);
    const { channel, ming: userId } = place;
    server.slashCommand({
      ...{ userId, channelId: channel, name: 'latest', locale: 'zh-CN' },
      options: { topic: '工业', count: 1 },
    });
    await server.waitFor(() => answersIn(server, channel).length === 1);
    assert.match(textOf(lastMessage(server, channel)), /工业.*新车间投产/s);
    assert.doesNotMatch(textOf(lastMessage(server, channel)), /志愿者/);
  });

  it('takes today to be what it is in the zone that the channel has set', async (t) => {
    const days: unknown[] = [];
    const bot = await runDiscord(t, {
      now: () => Date.parse('2026-03-05T20:00:00Z'),
      services: {
        async digest({ period, zone }) {
          days.push(period, zone);
          return Promise.reject(new Error('enough is known'));
        },
      },
      prepare: (store, _, { channel }) =>
        store.chats.change(
          { platform: 'discord', chat: channel },
          { settings: { zone: 'Europe/London' }, language: 'en' },
        ),
    });
    const { server, place } = bot;
    const use = { userId: place.ming, channelId: place.channel, name: 'digest', locale: 'en-US' };
    server.slashCommand({ ...use, options: { period: 'today' } });
    await server.waitFor(() => answersIn(server).length === 1);
    assert.deepEqual(days, [{ kind: 'day', day: '2026-03-05' }, 'Europe/London']);
    server.autocomplete({ ...use, focused: 'period', options: { period: 'today' } });
    await server.waitFor(() => choicesOf(server).length > 0);
    assert.match(String(choicesOf(server)[0]?.name), /Mar(ch)? 5|5 Mar/);
  });

  it('in a server is answered in the language that the channel has; what is for the asker, in theirs', async (t) => {
    const { server, place } = await runDiscord(t);
    const { channel, ming, ada } = place;
    server.slashCommand({ userId: ming, channelId: channel, name: 'latest', locale: 'zh-CN' });
    await server.waitFor(() => answersIn(server, channel).length === 1);
    server.slashCommand({ userId: ada, channelId: channel, name: 'latest', locale: 'en-US' });
    await server.waitFor(() => answersIn(server, channel).length === 2);
    assert.match(textOf(lastMessage(server, channel)), /最新/);
    server.slashCommand({ userId: ada, channelId: channel, name: 'help', locale: 'en-US' });
    await server.waitFor(() => answersIn(server, channel).length === 3);
    assert.match(textOf(lastMessage(server, channel)), /Commands/);
  });

  it('is answered for the asker alone where it is help or a mistake, in a server only', async (t) => {
    const { server, place } = await runDiscord(t);
    const { channel, direct, ming: userId } = place;
    const uses = [
      { name: 'help' },
      { name: 'start' },
      { name: 'article', options: { id: 'zzz' } },
      { name: 'digest', options: { period: 'someday' } },
      { name: 'latest' },
    ];
    for (const use of uses) {
      const before = answersIn(server).length;
      server.slashCommand({ ...use, userId, channelId: channel });
      await server.waitFor(() => answersIn(server).length === before + 1);
      server.slashCommand({ ...use, userId, channelId: direct });
      await server.waitFor(() => answersIn(server).length === before + 2);
    }
    assert.deepEqual(
      answersIn(server, channel).map(({ ephemeralTo }) => ephemeralTo),
      [userId, userId, userId, userId, null],
    );
    assert.ok(answersIn(server, direct).every(({ ephemeralTo }) => ephemeralTo === null));
  });

  it('of who brought the bot along is answered where the bot is not', async (t) => {
    const { server, place, logged } = await runDiscord(t);
    const eve = server.addUser({ username: 'eve', hasInstalled: true });
    const between = server.addPrivateChannel([eve, place.ada]);
    const guild = server.addGuild({ hasBot: false, memberIds: [eve] });
    const elsewhere = server.addChannel({ guildId: guild });
    for (const channelId of [between, elsewhere]) {
      server.slashCommand({
        ...{ userId: eve, channelId, name: 'ask', installedBy: 'user' },
        options: { question: '周末共有多少人报名' },
      });
      await server.waitFor(() => answersIn(server, channelId).length === 1);
      assert.match(textOf(lastMessage(server, channelId)), /59人/);
      server.slashCommand({ userId: eve, channelId, name: 'help', installedBy: 'user' });
      await server.waitFor(() => answersIn(server, channelId).length === 2);
    }
    assert.ok(logged.every(({ level }) => level !== 'error'));
    assert.equal(server.invalidRequests(), 0);
  });
});

describe('an option that is being typed', () => {
  it('is completed: topics, articles by id and title, periods in the language of who types', async (t) => {
    const { server, place } = await runDiscord(t);
    const { channel: channelId, ming: userId } = place;
    const complete = async (
      use: { name: string; focused: string; typed: string },
      locale = 'zh-CN',
    ): Promise<string[]> => {
      const { name, focused, typed } = use;
      const id = server.autocomplete({
        ...{ userId, channelId, name, focused, locale },
        options: { [focused]: typed },
      });
      await server.waitFor(() =>
        server.interactions().some((one) => one.id === id && one.acknowledgedAt !== null),
      );
      return choicesOf(server).map(({ name: label, value }) => `${label} → ${value}`);
    };
    assert.deepEqual(await complete({ name: 'latest', focused: 'topic', typed: '志' }), [
      '志愿服务 → 志愿服务',
    ]);
    assert.deepEqual(await complete({ name: 'article', focused: 'id', typed: 'bbb' }), [
      '新车间投产（3月5日） → bbb333',
    ]);
    const [chinese] = await complete({ name: 'digest', focused: 'period', typed: '昨' });
    const [english] = await complete({ name: 'digest', focused: 'period', typed: 'yest' }, 'en-US');
    assert.match(chinese ?? '', /^昨天/);
    assert.match(english ?? '', /^yesterday/i);
  });

  it('gets nothing where the services fail, and the log says so without what was typed', async (t) => {
    const { server, place, logged } = await runDiscord(t, {
      services: { completeTopics: async (prefix) => Promise.reject(new Error(`no ${prefix}`)) },
    });
    const { channel: channelId, ming: userId } = place;
    server.autocomplete({
      ...{ userId, channelId, name: 'latest', focused: 'topic' },
      options: { topic: 'mysecret' },
    });
    await server.waitFor(() => server.interactions()[0]?.acknowledgedAt !== null);
    assert.deepEqual(choicesOf(server), []);
    assert.ok(logged.some(({ message }) => /completed/.test(message)));
    assert.doesNotMatch(JSON.stringify(logged), /mysecret/);
  });
});
