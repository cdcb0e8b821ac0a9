import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fakeArticles } from '../../fakes/fake-services.ts';
import { answersIn, buttonId, buttonsOf, lastMessage, menusOf, runDiscord, textOf } from './run-discord.ts';

const DAY = 86_400_000;

/** More articles than have buttons, so that a menu opens them. */
const many = Array.from({ length: 6 }, (_, index) => ({ ...fakeArticles[0], id: `ccc00${index}` }));

describe('a page', () => {
  it('turns in place for whoever asked, by slash, by mention and in a direct message', async (t) => {
    const { server, place } = await runDiscord(t);
    const { channel, direct, ada, ming } = place;
    const ask = [
      () => server.slashCommand({ userId: ada, channelId: channel, name: 'latest', options: { count: 1 } }),
      () => server.sendMessage(ada, channel, `<@${server.botId}> /latest 1`),
    ];
    for (const [index, use] of ask.entries()) {
      use();
      await server.waitFor(() => answersIn(server, channel).length === index + 1);
      server.pressButton(
        ada,
        channel,
        lastMessage(server, channel).id,
        buttonId(server, channel, /Older|Next/),
      );
      await server.waitFor(() => lastMessage(server, channel).edits.length === 1);
      assert.match(textOf(lastMessage(server, channel)), /night reading room/);
    }
    server.sendMessage(ming, direct, '/latest 1');
    await server.waitFor(() => answersIn(server, direct).length === 1);
    server.pressButton(ming, direct, lastMessage(server, direct).id, buttonId(server, direct, /Older|Next/));
    await server.waitFor(() => lastMessage(server, direct).edits.length === 1);
    assert.equal(answersIn(server).length, 3);
    assert.deepEqual(server.unacknowledged(), []);
    assert.deepEqual(server.pings(), []);
  });

  it('opens for others as a copy of their own, in their language, which turns in place', async (t) => {
    const { server, place } = await runDiscord(t);
    const { channel, ada, ming } = place;
    server.slashCommand({ userId: ada, channelId: channel, name: 'latest', options: { count: 1 } });
    await server.waitFor(() => answersIn(server, channel).length === 1);
    const { id, components } = lastMessage(server, channel);
    server.pressButton(ming, channel, id, buttonId(server, channel, /Older|Next/), 'zh-CN');
    await server.waitFor(() => answersIn(server, channel).length === 2);
    const copy = lastMessage(server, channel);
    assert.equal(copy.ephemeralTo, ming);
    assert.match(textOf(copy), /最新.*night reading room/s);
    assert.deepEqual(server.messages(channel)[0]?.components, components);
    server.pressButton(ming, channel, copy.id, buttonId(server, channel, /较早/), 'zh-CN');
    await server.waitFor(() => lastMessage(server, channel).edits.length === 1);
    assert.match(textOf(lastMessage(server, channel)), /新车间投产/);
    assert.equal(answersIn(server, channel).length, 2);
  });

  it('that takes its time shows no sign of work over what stands there', async (t) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { server, place } = await runDiscord(t, {
      services: {
        search: async (query, { offset }) => {
          if (offset > 0) await promise;
          const hit = { articleId: 'aaa111', title: `${query} ${offset}`, score: 1, snippet: query };
          return { hits: [{ ...hit, highlights: [] }], hasMore: true };
        },
      },
    });
    const { channel, ada } = place;
    server.slashCommand({ userId: ada, channelId: channel, name: 'search', options: { query: 'reading' } });
    await server.waitFor(() => answersIn(server, channel).length === 1);
    const { id } = lastMessage(server, channel);
    server.pressButton(ada, channel, id, buttonId(server, channel, /Next/));
    await server.waitFor(() => server.unacknowledged().length === 0 && server.interactions().length === 2);
    assert.equal(server.interactions().at(-1)?.callbackType, 6);
    assert.deepEqual(lastMessage(server, channel).edits, []);
    resolve();
    await server.waitFor(() => lastMessage(server, channel).edits.length === 1);
  });
});

describe('an article’s button', () => {
  it('opens it for whoever pressed, also after a restart and weeks later', async (t) => {
    let now = Date.now();
    const bot = await runDiscord(t, { now: () => now });
    const { server, place } = bot;
    const { channel, ada, ming } = place;
    server.slashCommand({ userId: ada, channelId: channel, name: 'digest', options: { period: 'all' } });
    await server.waitFor(() => answersIn(server, channel).length === 1);
    const { id } = lastMessage(server, channel);
    const [button] = buttonsOf(lastMessage(server, channel));
    await bot.stop();
    now += 60 * DAY;
    bot.start();
    await bot.serves();
    server.pressButton(ming, channel, id, button?.id ?? '');
    await server.waitFor(() => answersIn(server, channel).length === 2);
    assert.equal(lastMessage(server, channel).ephemeralTo, ming);
    assert.match(textOf(lastMessage(server, channel)), /活动持续到10时30分/);
    assert.equal(server.messages(channel)[0]?.edits.length, 0);
  });

  it('is an entry of a menu where there are many, also after a restart', async (t) => {
    const stories = many.map(({ id, title = '' }) => ({
      ...{ id: id ?? '', headline: `${title} ${id}`, sentences: [], topics: [] },
      articles: [{ id: id ?? '', title, publisher: null, url: null, publishedAt: null }],
    }));
    const bot = await runDiscord(t, {
      services: {
        topics: async () => ({
          topics: Array.from({ length: 12 }, (_, index) => ({
            ...{ topic: `话题${index}`, kind: 'hashtag' as const, count: 1, change: null },
          })),
        }),
        latest: async ({ topic }) => ({
          stories: stories.map((story) => ({ ...story, headline: `${topic} ${story.headline}` })),
          hasMore: false,
        }),
      },
    });
    const { server, place } = bot;
    const { channel, ada } = place;
    server.slashCommand({ userId: ada, channelId: channel, name: 'topics' });
    await server.waitFor(() => answersIn(server, channel).length === 1);
    const message = lastMessage(server, channel);
    const [menu] = menusOf(message);
    assert.equal(menu?.options.length, 12);
    await bot.stop();
    bot.start();
    await bot.serves();
    server.choose(ada, channel, message.id, menu?.id ?? '', [menu?.options[3]?.value ?? '']);
    await server.waitFor(() => answersIn(server, channel).length === 2);
    assert.match(textOf(lastMessage(server, channel)), /话题3/);
    assert.equal(lastMessage(server, channel).ephemeralTo, ada);
  });

  it('says so where what it points to is gone, to whoever pressed alone', async (t) => {
    const query = 'x'.repeat(120);
    const { server, place, store, logged } = await runDiscord(t, {
      services: {
        search: async (title) => ({
          hits: [{ articleId: 'aaa111', title, score: 1, snippet: title, highlights: [] }],
          hasMore: true,
        }),
        article: async () => 'not-found',
      },
    });
    const { channel, ada } = place;
    server.slashCommand({ userId: ada, channelId: channel, name: 'search', options: { query } });
    await server.waitFor(() => answersIn(server, channel).length === 1);
    const { id } = lastMessage(server, channel);
    const next = buttonId(server, channel, /Next/);
    const article = buttonId(server, channel, /Full text/);
    server.pressButton(ada, channel, id, next);
    await server.waitFor(() => server.messages(channel)[0]?.edits.length === 1);
    await store.buttons.forget(Number.MAX_SAFE_INTEGER);
    server.pressButton(ada, channel, id, buttonId(server, channel, /Next/));
    await server.waitFor(() => answersIn(server, channel).length === 2);
    assert.match(textOf(lastMessage(server, channel)), /is gone/);
    server.pressButton(ada, channel, id, article);
    await server.waitFor(() => answersIn(server, channel).length === 3);
    assert.match(textOf(lastMessage(server, channel)), /no article/);
    assert.ok(
      answersIn(server, channel)
        .slice(1)
        .every(({ ephemeralTo }) => ephemeralTo === ada),
    );
    assert.match(textOf(answersIn(server, channel)[0] ?? { content: '', components: [] }), /xxx/);
    assert.ok(logged.every(({ level }) => level !== 'error'));
  });

  it('whose message is deleted at that moment says what it would have', async (t) => {
    const { server, place, logged } = await runDiscord(t);
    const { channel, ada } = place;
    server.slashCommand({ userId: ada, channelId: channel, name: 'latest', options: { count: 1 } });
    await server.waitFor(() => answersIn(server, channel).length === 1);
    const { id } = lastMessage(server, channel);
    server.fail('POST /interactions/:interaction/:token/callback', { kind: 'hang', milliseconds: 100 });
    server.pressButton(ada, channel, id, buttonId(server, channel, /Older|Next/));
    await server.waitFor(() => server.underway() === 1);
    server.removeMessage(channel, id);
    await server.waitFor(() => answersIn(server, channel).length === 1);
    assert.match(textOf(lastMessage(server, channel)), /night reading room/);
    assert.ok(logged.every(({ level }) => level !== 'error'));
  });
});
