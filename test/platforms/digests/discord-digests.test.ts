import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EIGHT } from '../../build-subscription.ts';
import { textOf } from '../discord/run-discord.ts';
import { DAY, fastTimers, HOUR, MINUTE, runDiscordDigests } from './run-digests.ts';

type Run = Awaited<ReturnType<typeof runDiscordDigests>>;
const POST = 'POST /channels/:channel/messages';
/** https://docs.discord.com/developers/resources/message#message-object-message-flags */
const SUPPRESS_NOTIFICATIONS = 1 << 12;

const textsIn = ({ server }: Run, channel: string): string => server.messages(channel).map(textOf).join('\n');
const subscribe = (run: Run, chat: string, more: object = {}) =>
  run.subscribe({ platform: 'discord', chat, ...more });

/** Of several parts. */
async function takeInMany(run: Run, chat: string) {
  await run.store.chats.change({ platform: 'discord', chat }, { settings: { length: 'long' } });
  for (let number = 10; number < 70; number += 1)
    await run.takeIn(`第${number}号消息${'很长的标题'.repeat(4)}`, {
      body: Array.from(
        { length: 8 },
        (_, index) =>
          `第${number}号报道的第${index}句话，${'说得很清楚也很长，'.repeat(7)}来了${number}${index}人。`,
      ).join(''),
    });
}

/** The numbers of the stories that a place was told, in the order of its messages. */
const numbersIn = (text: string): number[] =>
  [...text.matchAll(/第(\d+)号消息很长/g)].map(([, number]) => Number(number));

/** A whole digest of takeInMany: every story once, newest first. */
function assertWhole(text: string): void {
  const numbers = numbersIn(text);
  assert.equal(numbers.length, 60);
  assert.equal(new Set(numbers).size, 60);
}

describe('a digest in Discord', () => {
  it('comes at its slot, once, to a channel and to a thread of it', async (t) => {
    const run = await runDiscordDigests(t);
    const { server, channel, takeIn, passTo, ended, look } = run;
    const thread = server.addThread({ channelId: channel, name: 'digests' });
    await subscribe(run, channel, { id: 'channel' });
    await subscribe(run, channel, { id: 'thread', thread });
    await takeIn('图书馆开放夜间阅览室');
    await passTo(EIGHT - MINUTE);
    assert.equal(server.messages().length, 0);
    await passTo(EIGHT);
    for (const id of ['channel', 'thread']) assert.equal((await ended(id)).state, 'sent');
    await look();
    await passTo(EIGHT + HOUR);
    for (const place of [channel, thread]) {
      assert.equal(server.messages(place).length, 1);
      assert.match(textsIn(run, place), /图书馆开放夜间阅览室/);
    }
    assert.deepEqual(server.pings(), []);
  });

  it('comes once more where it is sent again within the minute', async (t) => {
    const run = await runDiscordDigests(t);
    const { server, channel, takeIn, passTo, ended, look, store } = run;
    await subscribe(run, channel);
    await takeIn('图书馆开放夜间阅览室');
    await passTo(EIGHT);
    const { id } = await ended();
    assert.ok(await store.deliveries.reopen(id));
    await look();
    assert.equal((await ended()).state, 'sent');
    const [first, second] = server.messages(channel);
    assert.equal(
      second === undefined ? null : textOf(second),
      textOf(first ?? { content: '', components: [] }),
    );
  });

  it('into a channel that lets it write no more is told of to the owners of the bot in private, once', async (t) => {
    const run = await runDiscordDigests(t, { timers: fastTimers });
    const { server, channel, takeIn, passTo, ended, store } = run;
    await subscribe(run, channel);
    server.setPermissions(channel, { deny: ['SendMessages'] });
    const direct = () => server.messages().filter(({ channelId }) => channelId !== channel);
    for (let day = 0; day < 2; day += 1) {
      await passTo(EIGHT + day * DAY - HOUR);
      await takeIn(`第${day}天的消息`);
      await passTo(EIGHT + day * DAY);
      assert.equal((await ended()).state, 'failed');
      await server.waitFor(() => direct().length === 1);
    }
    assert.equal((await store.chats.find({ platform: 'discord', chat: channel }))?.paused, 'muted');
    assert.match(direct().map(textOf).join(), /“#news”的简报暂停了。/);
  });

  it('that stops is told of to the owner of the server, of many channels in one message', async (t) => {
    const run = await runDiscordDigests(t, { timers: fastTimers, settings: { owners: [] } });
    const { server, guild, channel, ming, takeIn, passTo, ended, store } = run;
    const channels = [channel, server.addChannel({ guildId: guild, name: 'sport' })];
    for (const chat of channels) {
      await subscribe(run, chat, { id: chat });
      await store.chats.change({ platform: 'discord', chat }, { server: guild });
      server.setPermissions(chat, { deny: ['SendMessages'] });
    }
    await takeIn('图书馆开放夜间阅览室');
    await passTo(EIGHT);
    for (const chat of channels) assert.equal((await ended(chat)).state, 'failed');
    await server.waitFor(() => server.messages().length === 1);
    assert.equal(server.messages()[0]?.channelId, server.openDirectMessage(ming));
    assert.match(server.messages().map(textOf).join(), /“#(?:news|sport)”和“#(?:news|sport)”的简报暂停了。/);
  });

  it('that stops because the bot was taken out, or the channel deleted, is told of before the next is due', async (t) => {
    const run = await runDiscordDigests(t, { timers: fastTimers });
    const { server, ming, store } = run;
    const other = server.addGuild({ name: 'Others', ownerId: server.addUser({ username: 'ada' }) });
    const lost = server.addChannel({ guildId: other, name: 'lost' });
    const left = server.addChannel({ guildId: other, name: 'left' });
    for (const chat of [lost, left]) {
      await subscribe(run, chat, { id: chat });
      await store.chats.change({ platform: 'discord', chat }, { server: other });
    }
    server.removeChannel(lost);
    await server.waitFor(() => server.messages().length === 1);
    assert.match(server.messages(server.openDirectMessage(ming)).map(textOf).join(), /“#lost”.*已经不在了/);
    server.kick(other);
    await server.waitFor(() => server.messages(server.openDirectMessage(ming)).length === 2);
    assert.match(textOf(server.messages(server.openDirectMessage(ming))[1] ?? assert.fail()), /我被移出了/);
  });

  it('to somebody who takes no direct messages any more is told to nobody', async (t) => {
    const run = await runDiscordDigests(t, { timers: fastTimers });
    const { server, channel, takeIn, passTo, ended } = run;
    const ada = server.addUser({ username: 'ada' });
    const direct = server.openDirectMessage(ada);
    server.setAcceptsMessages(ada, false);
    server.setPermissions(channel, { deny: ['SendMessages'] });
    await subscribe(run, direct, { id: 'direct' });
    await subscribe(run, channel, { id: 'channel' });
    await takeIn('图书馆开放夜间阅览室');
    await passTo(EIGHT);
    for (const id of ['direct', 'channel']) assert.equal((await ended(id)).state, 'failed');
    await server.waitFor(() => server.messages().length === 1);
    const told = server.messages().map(textOf).join();
    assert.match(told, /“#news”的简报暂停了。/);
    assert.doesNotMatch(told, new RegExp(direct));
  });

  it('is quiet and in the language of its channel where that is set', async (t) => {
    const run = await runDiscordDigests(t);
    const { server, channel, takeIn, passTo, ended, store } = run;
    await subscribe(run, channel);
    await store.chats.change(
      { platform: 'discord', chat: channel },
      { language: 'en', settings: { quiet: true } },
    );
    await takeIn('图书馆开放夜间阅览室');
    await passTo(EIGHT);
    await ended();
    const [message] = server.messages(channel);
    assert.notEqual((message?.flags ?? 0) & SUPPRESS_NOTIFICATIONS, 0);
    assert.match(textsIn(run, channel), /digest/i);
  });

  it('is a note where there is nothing new and the channel wishes to know it', async (t) => {
    const run = await runDiscordDigests(t);
    const { server, channel, passTo, ended, store } = run;
    await subscribe(run, channel);
    await passTo(EIGHT);
    assert.equal((await ended()).state, 'empty');
    assert.equal(server.messages(channel).length, 0);
    await store.chats.change({ platform: 'discord', chat: channel }, { settings: { tellsEmpty: true } });
    await passTo(EIGHT + DAY);
    assert.equal((await ended()).state, 'empty');
    assert.equal(server.messages(channel).length, 1);
  });

  it('is a post of a forum, with a tag where it must have one, all its parts in the one post', async (t) => {
    const run = await runDiscordDigests(t);
    const { server, guild, passTo, ended } = run;
    const tags = [{ name: 'staff', isModerated: true }, { name: 'news' }];
    const forum = server.addChannel({ guildId: guild, type: 'forum', requiresTag: true, tags });
    await subscribe(run, forum);
    await takeInMany(run, forum);
    await passTo(EIGHT);
    const delivery = await ended();
    assert.equal(delivery.state, 'sent');
    const [post, ...more] = server.threads(forum);
    assert.equal(more.length, 0);
    assert.equal(post?.tagIds.length, 1);
    assert.match(post?.name ?? '', /08:00/);
    assert.ok(delivery.parts > 1);
    assert.equal(server.messages(post?.id).length, delivery.parts);
    assertWhole(textsIn(run, post?.id ?? ''));
  });

  it('of several parts in a forum stays in one post when the bot is stopped in the middle', async (t) => {
    const run = await runDiscordDigests(t);
    const { server, guild, passTo, ended, stop, start } = run;
    const forum = server.addChannel({ guildId: guild, type: 'forum' });
    await subscribe(run, forum);
    await takeInMany(run, forum);
    await passTo(EIGHT);
    await server.waitFor(() => server.threads(forum).length === 1);
    await stop();
    const post = server.threads(forum)[0]?.id ?? '';
    const before = server.messages(post).length;
    await start();
    const delivery = await ended();
    assert.ok(before < delivery.parts, 'something was left to be sent');
    assert.equal(server.threads(forum).length, 1);
    assertWhole(textsIn(run, post));
  });

  it('in an announcement channel is published, as often as Discord lets it, and is there in any case', async (t) => {
    const route = 'POST /channels/:channel/messages/:message/crosspost';
    const run = await runDiscordDigests(t, { settings: { crossposts: true } });
    const { server, guild, channel, takeIn, passTo, ended, logged } = run;
    const news = server.addChannel({ guildId: guild, type: 'announcement', name: 'announcements' });
    await subscribe(run, channel, { id: 'plain' });
    await subscribe(run, news, { id: 'news' });
    const published = (place: string) =>
      server.messages(place).filter(({ crosspostedAt }) => crosspostedAt !== null).length;
    for (let day = 0; day < 4; day += 1) {
      // Publishing comes behind what is sent; then as after ten within an hour.
      if (day === 2) await run.waitFor(() => published(news) === 2);
      if (day === 2) server.fail(route, { kind: 'status', status: 429, retryAfter: 3600 }, { times: 2 });
      await passTo(EIGHT + day * DAY - HOUR);
      await takeIn(`第${day}天的消息`);
      await passTo(EIGHT + day * DAY);
      for (const id of ['plain', 'news']) assert.equal((await ended(id)).state, 'sent');
    }
    await run.waitFor(() => logged.some((line) => line.includes('could not be published')));
    assert.deepEqual([server.messages(news).length, published(news)], [4, 2]);
    assert.deepEqual([server.messages(channel).length, published(channel)], [4, 0]);
  });

  it('opens an archived thread again, and fails in a locked one without a pause of the channel', async (t) => {
    const run = await runDiscordDigests(t);
    const { server, channel, takeIn, passTo, ended, store } = run;
    const archived = server.addThread({ channelId: channel, name: 'archived' });
    const locked = server.addThread({ channelId: channel, name: 'locked' });
    server.setThread(archived, { isArchived: true });
    server.setThread(locked, { isArchived: true, isLocked: true });
    await subscribe(run, channel, { id: 'archived', thread: archived });
    await subscribe(run, channel, { id: 'locked', thread: locked });
    await subscribe(run, channel, { id: 'channel' });
    await takeIn('图书馆开放夜间阅览室');
    await passTo(EIGHT);
    assert.equal((await ended('archived')).state, 'sent');
    const failed = await ended('locked');
    assert.deepEqual([failed.state, failed.reason], ['failed', 'thread-closed']);
    assert.equal((await ended('channel')).state, 'sent');
    assert.equal((await store.chats.find({ platform: 'discord', chat: channel }))?.paused ?? null, null);
  });

  it('without the right to write fails; when that is back the next tells it all, and the pause is over', async (t) => {
    const run = await runDiscordDigests(t);
    const { server, channel, takeIn, passTo, ended, store } = run;
    await subscribe(run, channel);
    await takeIn('第一天的消息');
    server.setPermissions(channel, { deny: ['SendMessages'] });
    await passTo(EIGHT);
    assert.deepEqual([(await ended()).state, (await ended()).reason], ['failed', 'chat muted']);
    const key = { platform: 'discord', chat: channel };
    assert.equal((await store.chats.find(key))?.paused, 'muted');
    await passTo(EIGHT + DAY);
    assert.equal((await ended()).state, 'failed');
    server.setPermissions(channel, { allow: ['SendMessages'] });
    await passTo(EIGHT + 2 * DAY);
    assert.equal((await ended()).state, 'sent');
    assert.equal((await store.chats.find(key))?.paused, null);
    assert.match(textsIn(run, channel), /第一天的消息/);
  });

  it('is sent once although the answer to a part is lost, and although the bot stops in the middle', async (t) => {
    const run = await runDiscordDigests(t);
    const { server, channel, passTo, ended, stop, start, store } = run;
    await subscribe(run, channel);
    await takeInMany(run, channel);
    server.fail(POST, { kind: 'drop-after-effect' }, { channelId: channel });
    await passTo(EIGHT);
    await server.waitFor(() => server.messages(channel).length === 2);
    await stop();
    await start();
    const delivery = await ended();
    assert.equal(server.messages(channel).length, delivery.parts);
    assertWhole(textsIn(run, channel));
    assert.equal(await store.events.countUncertain(`discord:${server.applicationId}/digests`), 0);
  });

  it('waits out a 429 and comes then, once', async (t) => {
    const run = await runDiscordDigests(t);
    const { server, channel, takeIn, passTo, ended } = run;
    await subscribe(run, channel);
    await takeIn('图书馆开放夜间阅览室');
    server.fail(POST, { kind: 'status', status: 429, retryAfter: 0.3 }, { channelId: channel });
    await passTo(EIGHT);
    assert.equal((await ended()).state, 'sent');
    assert.equal(server.messages(channel).length, 1);
    assert.equal(server.avoidable429s(), 0);
  });
});
