import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Article } from '../../../src/core/model/article.ts';
import { createFakeServices, fakeArticles } from '../../fakes/fake-services.ts';
import { answersIn, buttonId, lastMessage, runDiscord, textOf } from './run-discord.ts';

const CALLBACK = 'POST /interactions/:interaction/:token/callback';
const SEND = 'POST /channels/:channel/messages';
const refused = { kind: 'status', status: 400, code: 50035, message: 'Invalid Form Body' } as const;
const V2 = 1 << 15;

/** A digest of so many stories, each too long to stand beside many others. */
const stories: Article[] = Array.from({ length: 40 }, (_, index) => {
  const body = `第${index}篇的第一句，${'内容'.repeat(60)}。第${index}篇的第二句，${'更多'.repeat(40)}。`;
  return {
    ...(fakeArticles[0] as Article),
    ...{ id: `ddd${String(index).padStart(3, '0')}`, title: `标题${index}号`, body },
    paragraphs: [{ start: 0, end: body.length, kind: 'text' }],
  };
});
const numbersIn = (text: string): number[] =>
  [...text.matchAll(/标题(\d+)号/g)].map(([, number]) => Number(number));
const inOrder = stories.map((_, index) => index);

describe('components that Discord refuses', () => {
  for (const [how, route] of [
    ['by slash', CALLBACK],
    ['by mention', SEND],
  ] as const)
    it(`come as plain text with the same words and buttons, in order (${how})`, async (t) => {
      const bot = await runDiscord(t, { services: createFakeServices(stories.slice(0, 12)) });
      const { server, place, logged } = bot;
      const { channel, ada } = place;
      server.fail(route, refused);
      if (how === 'by slash')
        server.slashCommand({ userId: ada, channelId: channel, name: 'digest', options: { period: 'all' } });
      else server.sendMessage(ada, channel, `<@${server.botId}> /digest all`);
      await server.waitFor(() => numbersIn(answersIn(server, channel).map(textOf).join('')).includes(11));
      const plain = answersIn(server, channel).filter(({ flags }) => (flags & V2) === 0);
      assert.ok(plain.length >= 2);
      assert.ok(plain.every(({ content }) => content.length > 0 && content.length <= 2000));
      assert.deepEqual(numbersIn(answersIn(server, channel).map(textOf).join('')), inOrder.slice(0, 12));
      assert.ok(logged.some(({ message }) => /another form/.test(message)));
      assert.doesNotMatch(JSON.stringify(logged), /标题|内容/);
      server.pressButton(ada, channel, plain[0]?.id ?? '', buttonIdOf(plain[0]));
      await server.waitFor(() => server.unacknowledged().length === 0);
    });

  it('in place come as a message of their own, for it stays one with components', async (t) => {
    const bot = await runDiscord(t);
    const { server, place } = bot;
    const { channel, ada } = place;
    server.slashCommand({ userId: ada, channelId: channel, name: 'latest', options: { count: 1 } });
    await server.waitFor(() => answersIn(server, channel).length === 1);
    await bot.stop();
    bot.start();
    await bot.serves();
    server.fail(CALLBACK, refused);
    server.pressButton(ada, channel, lastMessage(server, channel).id, buttonId(server, channel, /Older/));
    await server.waitFor(() => answersIn(server, channel).length === 2);
    assert.match(textOf(lastMessage(server, channel)), /night reading room/);
  });

  it('in both forms are given up, and the log says why without what they said', async (t) => {
    const bot = await runDiscord(t);
    const { server, place, logged } = bot;
    server.fail(SEND, refused, { times: 9 });
    server.sendMessage(place.ada, place.channel, `<@${server.botId}> /latest`);
    await server.waitFor(() => server.calls(SEND).length === 2);
    await bot.stop();
    assert.ok(logged.some(({ message }) => /could not be sent/.test(message)));
    assert.doesNotMatch(JSON.stringify(logged), /志愿者/);
    assert.deepEqual(await bot.store.events.listOpen(`discord:${server.applicationId}`), []);
  });
});

function buttonIdOf(message: Parameters<typeof textOf>[0] | undefined): string {
  const [row] = (message?.components ?? []) as { components?: { custom_id?: string }[] }[];
  return row?.components?.[0]?.custom_id ?? '';
}

describe('a long edition', () => {
  for (const how of ['by slash', 'by mention', 'in a direct message'] as const)
    it(`comes in several messages, whole and in order (${how})`, async (t) => {
      const { server, place } = await runDiscord(t, { services: createFakeServices(stories) });
      const { ming, ada } = place;
      const channel = how === 'in a direct message' ? place.direct : place.channel;
      if (how === 'by slash')
        server.slashCommand({ userId: ada, channelId: channel, name: 'digest', options: { period: 'all' } });
      else if (how === 'by mention') server.sendMessage(ada, channel, `<@${server.botId}> /digest all`);
      else server.sendMessage(ming, channel, '/digest all');
      await server.waitFor(() => numbersIn(answersIn(server, channel).map(textOf).join('')).includes(39));
      assert.ok(answersIn(server, channel).length >= 3);
      assert.deepEqual(numbersIn(answersIn(server, channel).map(textOf).join('')), inOrder);
      assert.ok(answersIn(server, channel).every((message) => textOf(message).length <= 4100));
      const refusals = server.calls().filter(({ response }) => response.status >= 400);
      assert.deepEqual(refusals, []);
    });

  it('that a person brought along with the bot comes within the five follow-ups that there are', async (t) => {
    const { server, place } = await runDiscord(t, { services: createFakeServices(stories) });
    const eve = server.addUser({ username: 'eve', hasInstalled: true });
    const channelId = server.addPrivateChannel([eve, place.ada]);
    server.slashCommand({
      ...{ userId: eve, channelId, name: 'digest', installedBy: 'user' },
      options: { period: 'all' },
    });
    await server.waitFor(() => numbersIn(answersIn(server, channelId).map(textOf).join('')).includes(39));
    assert.deepEqual(numbersIn(answersIn(server, channelId).map(textOf).join('')), inOrder);
  });
});
