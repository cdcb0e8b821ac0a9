import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fakeArticles } from '../../fakes/fake-services.ts';
import { createMemorySources } from '../../fakes/memory-sources.ts';
import { ADA, buttonData, CHUN, FORUM, GROUP, lastMessage, MING, runTelegram } from './run-telegram.ts';

describe('a command in a private chat', () => {
  it('is answered in the language of who asks, with a sign of work before', async (t) => {
    const { server } = await runTelegram(t);
    for (const [person, title] of [
      [MING, /最新/],
      [ADA, /Latest/],
      [CHUN, /最新/],
    ] as const) {
      server.sendText(person, person, '/latest 2');
      await server.waitFor(() => server.messages(person).length === 1);
      assert.match(lastMessage(server, person).text, title);
    }
    const methods = server.calls().map(({ method }) => method);
    assert.ok(methods.indexOf('sendChatAction') < methods.indexOf('sendMessage'));
  });

  it('cites with numbers that link to the article, and no link where it has none', async (t) => {
    const { server } = await runTelegram(t);
    server.sendText(MING, MING, '/latest');
    await server.waitFor(() => server.messages(MING).length === 1);
    const { text, entities, link_preview_options } = lastMessage(server, MING);
    const links = entities.filter(({ type }) => type === 'text_link');
    assert.deepEqual(new Set(links.map(({ url }) => url)), new Set(['https://example.org/street']));
    assert.ok(links.some(({ offset, length }) => text.slice(offset, offset + length) === '[1]'));
    assert.match(text, /\[3\]/);
    assert.deepEqual(link_preview_options, { is_disabled: true });
  });

  it('shows one article with a preview', async (t) => {
    const { server } = await runTelegram(t);
    server.sendText(MING, MING, '/article aaa1');
    await server.waitFor(() => server.messages(MING).length === 1);
    assert.equal(lastMessage(server, MING).link_preview_options?.url, 'https://example.org/street');
  });

  it('takes its arguments in any order', async (t) => {
    const { server } = await runTelegram(t);
    server.sendText(MING, MING, '/latest 1 #工业');
    await server.waitFor(() => server.messages(MING).length === 1);
    assert.match(lastMessage(server, MING).text, /工业.*新车间投产/s);
  });

  it('says what is wrong with a command that there is not, and offers the nearest', async (t) => {
    const { server } = await runTelegram(t);
    server.sendText(ADA, ADA, '/latset');
    await server.waitFor(() => server.messages(ADA).length === 1);
    assert.match(lastMessage(server, ADA).text, /no command “latset”/);
    server.pressButton(ADA, ADA, lastMessage(server, ADA).message_id, buttonData(server, ADA, /latest/));
    await server.waitFor(() => server.messages(ADA).length === 2);
    assert.match(lastMessage(server, ADA).text, /Latest/);
  });

  it('may come by a deep link, as base64 or as words', async (t) => {
    const { server } = await runTelegram(t);
    server.sendText(MING, MING, `/start ask_${Buffer.from('新车间有多大').toString('base64url')}`);
    server.sendText(ADA, ADA, '/start article_aaa222');
    await server.waitFor(() => server.messages(MING).length === 1 && server.messages(ADA).length === 1);
    assert.match(lastMessage(server, MING).text, /34\.6万平方米/);
    assert.match(lastMessage(server, ADA).text, /night reading room/);
  });
});

describe('a group', () => {
  it('is answered where the bot is meant: a command, a mention, a reply to it; each as a reply to who asked', async (t) => {
    const { server } = await runTelegram(t);
    const name = `@${server.username}`;
    server.sendText(MING, GROUP, '/latest 1');
    await server.waitFor(() => server.messages(GROUP).length === 1);
    assert.notEqual(lastMessage(server, GROUP).reply_to_message_id, undefined);
    server.sendText(ADA, GROUP, `${name} 周末共有多少人报名`, {
      entities: [{ type: 'mention', offset: 0, length: name.length }],
    });
    await server.waitFor(() => server.messages(GROUP).length === 2);
    assert.match(lastMessage(server, GROUP).text, /59人/);
    server.sendText(ADA, GROUP, '新车间有多大', { replyTo: lastMessage(server, GROUP).message_id });
    await server.waitFor(() => server.messages(GROUP).length === 3);
  });

  it('is left alone where people talk to each other or to another bot', async (t) => {
    const { server } = await runTelegram(t);
    server.sendText(MING, GROUP, '/latest@another_bot');
    server.sendText(MING, GROUP, '/unknown');
    server.sendText(MING, GROUP, 'what a day');
    server.sendText(MING, GROUP, `/help@${server.username}`);
    await server.waitFor(() => server.messages(GROUP).length === 1);
    assert.match(lastMessage(server, GROUP).text, /\/latest/);
  });

  it('that is a forum is answered in the thread', async (t) => {
    const { server } = await runTelegram(t, { beforeStart: (s) => s.addTopic(FORUM, 7) });
    server.sendText(MING, FORUM, '/latest 1', { threadId: 7 });
    await server.waitFor(() => server.messages(FORUM).length === 1);
    assert.equal(lastMessage(server, FORUM).message_thread_id, 7);
  });
});

describe('a person whose client does not say its language', () => {
  it('leaves the language of the chat open for who does', async (t) => {
    const bot = await runTelegram(t, {
      beforeStart: (server) => server.addUser({ id: 77, firstName: 'Quiet' }),
    });
    const { server, store } = bot;
    server.sendText(77, GROUP, '/help');
    await server.waitFor(() => server.messages(GROUP).length === 1);
    const chat = { platform: 'telegram', chat: String(GROUP) };
    await server.waitFor(() => server.unconfirmedUpdates() === 0);
    assert.equal((await store.chats.find(chat))?.language ?? null, null);
    server.sendText(ADA, GROUP, '/help');
    await server.waitFor(() => server.messages(GROUP).length === 2);
    assert.match(lastMessage(server, GROUP).text, /Commands/);
    server.sendText(77, GROUP, '/help');
    await server.waitFor(() => server.messages(GROUP).length === 3);
    assert.match(lastMessage(server, GROUP).text, /Commands/);
  });
});

describe('a message without words', () => {
  it('is answered in a private chat where somebody sent it, not where Telegram says something', async (t) => {
    const bot = await runTelegram(t);
    const { server } = bot;
    server.sendContent(ADA, ADA, {
      pinned_message: { message_id: 1, date: 1, chat: { id: ADA, type: 'private' } },
    });
    server.sendContent(ADA, ADA, { message_auto_delete_timer_changed: { message_auto_delete_time: 86_400 } });
    server.sendContent(ADA, GROUP, { new_chat_title: 'Readers of news' });
    server.sendContent(ADA, ADA, { photo: [{ file_id: 'p', file_unique_id: 'p', width: 9, height: 9 }] });
    server.sendContent(ADA, ADA, { sticker: { file_id: 's', file_unique_id: 's', type: 'regular' } });
    await server.waitFor(() => server.messages(ADA).length === 2 && server.unconfirmedUpdates() === 0);
    server.sendContent(ADA, ADA, { photo: [{}], caption: '/help' });
    await server.waitFor(() => server.messages(ADA).length === 3);
    await bot.stop();
    const texts = server.messages(ADA).map(({ text }) => text);
    assert.match(texts[0] ?? '', /only read text/);
    assert.match(texts[2] ?? '', /Commands/);
    assert.equal(server.messages(GROUP).length, 0);
  });
});

describe('a button', () => {
  it('turns the page in place', async (t) => {
    const { server } = await runTelegram(t);
    server.sendText(MING, MING, '/latest 1');
    await server.waitFor(() => server.messages(MING).length === 1);
    const { message_id, text } = lastMessage(server, MING);
    server.pressButton(MING, MING, message_id, buttonData(server, MING, /›/));
    await server.waitFor(() => lastMessage(server, MING).edits.length === 1);
    assert.equal(server.messages(MING).length, 1);
    assert.notEqual(lastMessage(server, MING).text, text);
    assert.deepEqual(server.unansweredCallbacks(), []);
  });

  it('opens an article in a message of its own, also after a restart', async (t) => {
    const bot = await runTelegram(t);
    const { server } = bot;
    server.sendText(MING, MING, '/digest all');
    await server.waitFor(() => server.messages(MING).length === 1);
    await bot.stop();
    bot.start();
    const { message_id } = lastMessage(server, MING);
    server.pressButton(MING, MING, message_id, buttonData(server, MING, /📖 1/));
    await server.waitFor(() => server.messages(MING).length === 2);
    assert.match(lastMessage(server, MING).text, /活动持续到10时30分/);
  });

  it('whose command does not fit in its data works, and says so when it is forgotten', async (t) => {
    const { server, store } = await runTelegram(t, {
      services: {
        search: async (query, { limit }) => ({
          hits: [{ articleId: 'aaa111', title: query, score: 1, snippet: query, highlights: [] }].slice(
            0,
            limit,
          ),
          hasMore: true,
        }),
      },
    });
    server.sendText(MING, MING, `/search ${'很长的关键词'.repeat(10)}`);
    await server.waitFor(() => server.messages(MING).length === 1);
    const { message_id } = lastMessage(server, MING);
    const data = buttonData(server, MING, /›/);
    assert.ok(Buffer.byteLength(data) <= 64);
    server.pressButton(MING, MING, message_id, data);
    await server.waitFor(() => lastMessage(server, MING).edits.length === 1);
    await store.buttons.forget(Number.MAX_SAFE_INTEGER);
    server.pressButton(MING, MING, message_id, data);
    await server.waitFor(() => server.callbacks().length === 2 && server.unansweredCallbacks().length === 0);
    assert.match(String(server.callbacks().at(-1)?.answer?.text), /不在了/);
  });
});

describe('a reply to an answer', () => {
  it('goes on about what was asked, also after a restart', async (t) => {
    const asked: string[] = [];
    const bot = await runTelegram(t, {
      services: {
        ask: async (question) => {
          asked.push(question);
          const articles = [{ id: 'aaa111', title: '', score: 1 }];
          const quote = '周末共有59人报名参加清扫。';
          const citations = [{ articleId: 'aaa111', start: 0, end: quote.length, quote }];
          return {
            question,
            answered: true,
            sentences: [{ text: quote, citations }],
            articles,
            generator: 'extractive',
            nearestTopics: [],
          };
        },
      },
    });
    const { server } = bot;
    server.sendText(MING, MING, '老街社区有多少人报名清扫？');
    await server.waitFor(() => server.messages(MING).length === 1);
    await bot.stop();
    bot.start();
    server.sendText(MING, MING, '什么时候结束？', { replyTo: lastMessage(server, MING).message_id });
    await server.waitFor(() => server.messages(MING).length === 2);
    assert.deepEqual(asked, ['老街社区有多少人报名清扫？', '老街社区有多少人报名清扫？ 什么时候结束？']);
  });
});

describe('inline mode', () => {
  it('offers articles that match, ready to share', async (t) => {
    const { server } = await runTelegram(t);
    server.inlineQuery(ADA, '新车间');
    server.inlineQuery(ADA, '');
    await server.waitFor(() => server.calls('answerInlineQuery').length === 2);
    const calls = server.calls('answerInlineQuery');
    assert.deepEqual(
      calls.map(({ response }) => response.ok),
      [true, true],
    );
    const titles = calls.map(({ payload }) =>
      (payload.results as { title: string }[]).map(({ title }) => title),
    );
    assert.deepEqual(titles, [['新车间投产'], fakeArticles.map(({ title }) => title)]);
    // Shared, it stands alone: without the number that it has in a list.
    assert.match(JSON.stringify(calls[0]?.payload.results), /"message_text":"<b>新车间投产<\/b>/);
  });
});

describe('an address alone in a message', () => {
  it('is fetched for the owner of the bot alone', async (t) => {
    const fetched: string[] = [];
    const sources = createMemorySources([], undefined, (address) => {
      fetched.push(address);
      return { kind: 'taken', id: 'aaa111', title: 'x' };
    });
    const { server } = await runTelegram(t, {
      owners: [MING],
      services: { sources: async () => sources },
    });
    server.sendText(ADA, ADA, 'https://example.org/ada');
    await server.waitFor(() => server.messages(ADA).length === 1);
    assert.match(lastMessage(server, ADA).text, /whoever runs this bot/);
    server.sendText(MING, MING, 'https://example.org/street');
    await server.waitFor(() => server.messages(MING).length === 1);
    assert.match(lastMessage(server, MING).text, /志愿者走进老街社区[\s\S]*59人/);
    assert.deepEqual(fetched, ['https://example.org/street']);
  });
});
