import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { buildArticle } from '../../build-article.ts';
import type { DiscordServer } from '../../servers/discord/discord-server.ts';
import { waitUntil } from '../../wait-until.ts';
import {
  BRIDGE,
  BRIDGE_CORRECTED,
  createNewsDesk,
  LIBRARY,
  makeDigestDue,
  type NewsDesk,
} from '../news-desk.ts';
import { answersIn, type Place, runDiscord, textOf } from './run-discord.ts';

/** A bot that has posted a digest in a channel, as it stands there. */
async function post(
  t: TestContext,
  {
    news = createNewsDesk(),
    channelOf = (_server, { channel }) => channel,
    text = /Harbour|Report/,
  }: {
    news?: NewsDesk;
    channelOf?: (server: DiscordServer, place: Place) => string;
    text?: RegExp;
  } = {},
) {
  let delivery = '';
  let channel = '';
  const bot = await runDiscord(t, {
    ...news,
    prepare: async (store, server, place) => {
      channel = channelOf(server, place);
      delivery = await makeDigestDue(store, { platform: 'discord', chat: channel, thread: null });
    },
  });
  await waitUntil(async () => (await bot.store.deliveries.find(delivery))?.state === 'sent');
  const messages = () => answersIn(bot.server).filter((message) => text.test(textOf(message)));
  return { ...bot, news, delivery, channel, messages };
}

/** The source changes what the first story was told from, and the ticker goes on. */
function revise({ news, wake }: { news: NewsDesk; wake(): void }, body = BRIDGE_CORRECTED): void {
  news.revise(BRIDGE.id, { body });
  wake();
}

describe('a post on Discord', () => {
  it('is edited once where a source corrects what it said, and is marked so', async (t) => {
    const posted = await post(t);
    const { store, delivery, messages, wake } = posted;
    revise(posted);
    await waitUntil(async () => (await store.posts.listCorrections(delivery)).length === 1);
    wake();
    wake();
    await posted.stop();
    const [message, ...others] = messages();
    assert.deepEqual(others, []);
    assert.equal(message?.edits.length, 1);
    const text = message === undefined ? '' : textOf(message);
    assert.match(
      text,
      /Harbour bridge reopens\S*\n-# Corrected \d+ \w+ \d{4}, \d\d\\:\d\d\n.*41 million euros/,
    );
    assert.doesNotMatch(text, /32 million/);
    assert.match(text, /120 readers/);
    assert.equal(message?.pings.repliedUser, null);
  });

  it('is corrected at the next start where the bot was down when the source changed it', async (t) => {
    const posted = await post(t);
    await posted.stop();
    posted.news.revise(BRIDGE.id, { body: BRIDGE_CORRECTED });
    posted.start();
    await waitUntil(async () => (await posted.store.posts.listCorrections(posted.delivery)).length === 1);
    await posted.stop();
    posted.start();
    await posted.serves();
    await posted.stop();
    assert.equal(posted.messages()[0]?.edits.length, 1);
  });

  it('that was deleted stays so', async (t) => {
    const posted = await post(t);
    const { server, channel, messages, logged } = posted;
    server.removeMessage(channel, messages()[0]?.id ?? '');
    revise(posted);
    await waitUntil(() => logged.some(({ message }) => /could not be sent/.test(message)));
    await posted.stop();
    assert.deepEqual(messages(), []);
  });

  it('in a forum is corrected in its thread, and an update of it there leads to it by a link', async (t) => {
    const posted = await post(t, {
      channelOf: (server, { guild }) => server.addChannel({ guildId: guild, name: 'digests', type: 'forum' }),
    });
    const { store, place, channel, delivery, news, messages, wake } = posted;
    const [first] = messages();
    assert.notEqual(first?.channelId, channel);
    revise(posted);
    await waitUntil(async () => (await store.posts.listCorrections(delivery)).length === 1);
    assert.equal(messages()[0]?.edits.length, 1);

    await store.chats.change({ platform: 'discord', chat: channel }, { server: place.guild });
    news.tell('second@2026-01-05T08:00', [{ id: BRIDGE.id, updates: { delivery } }]);
    await makeDigestDue(store, { platform: 'discord', chat: channel, thread: null }, 'second');
    wake();
    await waitUntil(() => messages().length === 2);
    await posted.stop();
    const [, second] = messages();
    assert.equal(second?.repliesTo, null);
    const link = `https://discord.com/channels/${place.guild}/${first?.channelId}/${first?.id}`;
    assert.ok(second !== undefined && textOf(second).includes(link));
  });

  it('in several messages is corrected in the one that tells the story, within its limits', async (t) => {
    const long = Array.from({ length: 24 }, (_, index) =>
      buildArticle({
        id: `long${String(index).padStart(6, '0')}`,
        title: `Report ${index} of the harbour`,
        body: `Report ${index} counts ${index + 100} ships, ${'and says so at length '.repeat(9)}in the end.`,
        language: 'en',
      }),
    );
    const posted = await post(t, { news: createNewsDesk(long) });
    const { store, delivery, messages, news, wake } = posted;
    const before = messages().map((message) => textOf(message));
    assert.ok(before.length > 1);
    const body = `Report 3 counts 555 ships, ${'and says more than that at great length '.repeat(5)}now. ${'It goes on with what it has to say. '.repeat(5)}`;
    news.revise('long000003', { body });
    wake();
    await waitUntil(async () => (await store.posts.listCorrections(delivery)).length === 1);
    await posted.stop();
    const after = messages().map((message) => textOf(message));
    assert.deepEqual(
      after.map((text, index) => text !== before[index]),
      before.map((text) => text.includes('Report 3 ')),
    );
    assert.equal(after.length, before.length);
  });

  it('replies without a ping to the post that told its story first, each message once', async (t) => {
    const posted = await post(t);
    const { store, channel, delivery, news, messages, wake } = posted;
    const [first] = messages();
    news.tell('second@2026-01-05T08:00', [{ id: LIBRARY.id }, { id: BRIDGE.id, updates: { delivery } }]);
    await makeDigestDue(store, { platform: 'discord', chat: channel, thread: null }, 'second');
    wake();
    await waitUntil(async () => (await store.deliveries.find('second@2026-01-05T08:00'))?.state === 'sent');
    await posted.stop();
    const [, ...later] = answersIn(posted.server, channel);
    assert.equal(later.length, 2);
    assert.match(textOf(later[0] ?? { content: '', components: [] }), /Night reading room/);
    assert.equal(later[0]?.repliesTo, null);
    assert.deepEqual(later[1]?.repliesTo, { channelId: channel, messageId: first?.id });
    assert.equal(later[1]?.pings.repliedUser, null);
    assert.notEqual(later[0]?.nonce, later[1]?.nonce);
  });

  it('is sent without a reply where the earlier one was deleted', async (t) => {
    const posted = await post(t);
    const { server, store, channel, delivery, news, messages, wake } = posted;
    server.removeMessage(channel, messages()[0]?.id ?? '');
    news.tell('second@2026-01-05T08:00', [{ id: BRIDGE.id, updates: { delivery } }]);
    await makeDigestDue(store, { platform: 'discord', chat: channel, thread: null }, 'second');
    wake();
    await waitUntil(() => messages().length === 1);
    assert.equal(messages()[0]?.repliesTo, null);
  });
});
