import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { StoreError } from '../../../src/core/ports/store.ts';
import { withAdminCommand } from './admin-command.ts';
import {
  ADA,
  CHANNEL,
  FORUM,
  GROUP,
  lastMessage,
  MING,
  type RunningBot,
  runTelegram,
} from './run-telegram.ts';

const chatOf = async ({ store }: RunningBot, chat: number) =>
  store.chats.find({ platform: 'telegram', chat: String(chat) });
const isDone = async ({ server }: RunningBot): Promise<void> =>
  server.waitFor(() => server.unconfirmedUpdates() === 0);

describe('a failure of Telegram', () => {
  it('to take the markup sends the same text plain, and the log says why without the text', async (t) => {
    const { server, logged } = await runTelegram(t);
    server.fail('sendMessage', {
      kind: 'status',
      code: 400,
      description: 'Bad Request: can\'t parse entities: Unsupported start tag "志愿者" at byte offset 3',
    });
    server.sendText(MING, MING, '/latest 1');
    await server.waitFor(() => server.messages(MING).length === 1);
    const { text, entities } = lastMessage(server, MING);
    assert.match(text, /志愿者走进老街社区/);
    assert.ok(entities.every(({ type }) => type !== 'text_link' && type !== 'bold'));
    const line = logged.find(({ message }) => /another form/.test(message));
    assert.match(JSON.stringify(line), /can't parse entities/);
    assert.doesNotMatch(JSON.stringify(logged), /志愿者/);
  });

  for (const fault of [
    { kind: 'status', code: 502, description: 'Bad Gateway' },
    { kind: 'drop' },
    {
      kind: 'status',
      code: 429,
      description: 'Too Many Requests: retry after 1',
      parameters: { retry_after: 1 },
    },
  ] as const)
    it(`that passes (${fault.kind === 'drop' ? 'a dropped connection' : fault.code}) delays the answer`, async (t) => {
      const { server } = await runTelegram(t);
      server.fail('sendMessage', fault);
      server.sendText(MING, MING, '/help');
      await server.waitFor(() => server.messages(MING).length === 1);
    });

  it('that Telegram answers with leaves no doubt whether the message was sent', async (t) => {
    const bot = await runTelegram(t);
    const { server, store } = bot;
    server.fail('sendMessage', { kind: 'status', code: 502, description: 'Bad Gateway' }, { times: 2 });
    server.sendText(MING, MING, '/help');
    await server.waitFor(() => server.messages(MING).length === 1);
    await bot.stop();
    assert.equal(await store.events.countUncertain(`telegram:${server.botId}`), 0);
  });

  it('in the midst of a send is counted where the answer may have come twice', async (t) => {
    const bot = await runTelegram(t);
    bot.server.fail('sendMessage', { kind: 'drop-after-effect' });
    bot.server.sendText(MING, MING, '/help');
    await bot.server.waitFor(() => bot.server.messages(MING).length === 2);
    await bot.stop();
    assert.equal(await bot.store.events.countUncertain(`telegram:${bot.server.botId}`), 1);
  });

  it('to edit what did not change is none, and to edit what is gone sends it anew', async (t) => {
    const { server, logged } = await runTelegram(t);
    server.sendText(MING, MING, '/latest 1');
    await server.waitFor(() => server.messages(MING).length === 1);
    const { message_id } = lastMessage(server, MING);
    server.pressButton(MING, MING, message_id, '=latest|count|1|page|1');
    server.pressButton(MING, MING, message_id, '=latest|count|1|page|2');
    await server.waitFor(() => lastMessage(server, MING).edits.length > 0);
    server.fail('editMessageText', {
      kind: 'status',
      code: 400,
      description: 'Bad Request: message to edit not found',
    });
    server.pressButton(MING, MING, message_id, '=latest|count|1|page|3');
    await server.waitFor(() => server.messages(MING).length === 2);
    assert.ok(logged.every(({ level }) => level !== 'error'));
  });

  it('because a person has blocked the bot pauses the chat and keeps its language; coming back resumes it', async (t) => {
    const bot = await runTelegram(t);
    const { server } = bot;
    server.sendText(ADA, ADA, '/help');
    await server.waitFor(() => server.messages(ADA).length === 1);
    server.changeMembership(ADA, 'kicked', ADA);
    await isDone(bot);
    await bot.stop();
    const chat = await chatOf(bot, ADA);
    assert.deepEqual([chat?.language, chat?.paused], ['en', 'blocked']);
    bot.start();
    server.changeMembership(ADA, 'member', ADA);
    await isDone(bot);
    await bot.stop();
    assert.equal((await chatOf(bot, ADA))?.paused, null);
  });

  it('to let the bot speak in a group is remembered until it can', async (t) => {
    const bot = await runTelegram(t);
    const { server } = bot;
    server.fail('sendMessage', {
      kind: 'status',
      code: 400,
      description: 'Bad Request: not enough rights to send text messages to the chat',
    });
    server.sendText(MING, GROUP, '/help');
    await server.waitFor(() => server.calls('sendMessage').length === 1);
    await isDone(bot);
    await bot.stop();
    assert.equal((await chatOf(bot, GROUP))?.paused, 'muted');
    bot.start();
    server.sendText(MING, GROUP, '/help');
    await server.waitFor(() => server.messages(GROUP).length === 1);
    await bot.stop();
    assert.equal((await chatOf(bot, GROUP))?.paused, null);
  });

  it('because a topic was closed is logged, and nothing is posted elsewhere', async (t) => {
    const bot = await runTelegram(t, {
      beforeStart: (server) => server.addTopic(FORUM, 9),
      services: { latest: async () => Promise.reject(new Error('unused')) },
    });
    const { server, logged } = bot;
    server.fail('sendMessage', { kind: 'status', code: 400, description: 'Bad Request: TOPIC_CLOSED' });
    server.sendText(MING, FORUM, '/help', { threadId: 9 });
    await server.waitFor(() => server.calls('sendMessage').length === 1);
    await isDone(bot);
    await bot.stop();
    assert.equal(server.messages(FORUM).length, 0);
    assert.ok(logged.some(({ details }) => JSON.stringify(details).includes('thread-closed')));
  });

  it('to take the token ends the run with 1, and the log says what to look at', async (t) => {
    const bot = await runTelegram(t, { token: '999999:WRONG-TOKEN-abcdefghijklmnop' });
    assert.equal(await bot.ended(), 1);
    assert.ok(bot.logged.some(({ message }) => /TELEGRAM_BOT_TOKEN/.test(message)));
  });

  it('to let it poll because another process does is tried again', async (t) => {
    const { server, logged } = await runTelegram(t, {
      beforeStart: (s) =>
        s.fail('getUpdates', {
          kind: 'status',
          code: 409,
          description: 'Conflict: terminated by other getUpdates request',
        }),
    });
    server.sendText(MING, MING, '/help');
    await server.waitFor(() => server.messages(MING).length === 1);
    assert.ok(logged.some(({ message }) => /another process polls/.test(message)));
  });
});

describe('a failure of our own', () => {
  it('is answered in the language of who asked, and logged without what they wrote', async (t) => {
    const { server, logged } = await runTelegram(t, {
      services: {
        ask: async (question) => Promise.reject(new Error(`cannot answer ${question}`)),
        topics: async () => Promise.reject(new StoreError('The store failed', 'disk-full')),
      },
    });
    server.sendText(ADA, ADA, 'my secret question');
    server.sendText(ADA, ADA, '/topics');
    await server.waitFor(() => server.messages(ADA).length === 2);
    assert.match(server.messages(ADA)[0]?.text ?? '', /Something went wrong/);
    assert.match(lastMessage(server, ADA).text, /disk is full/i);
    assert.doesNotMatch(JSON.stringify(logged), /secret/);
    assert.equal(logged.filter(({ level }) => level === 'error').length, 2);
  });

  it('that takes long holds up nobody else', async (t) => {
    let release = (): void => {};
    const slow = new Promise<void>((resolve) => (release = resolve));
    const { server } = await runTelegram(t, {
      services: {
        ask: async (question) => {
          await slow;
          return {
            question,
            answered: false,
            sentences: [],
            articles: [],
            generator: 'extractive',
            nearestTopics: [],
          };
        },
      },
    });
    server.sendText(MING, MING, '很难的问题是什么');
    server.sendText(MING, MING, '/help');
    server.sendText(ADA, ADA, '/help');
    await server.waitFor(() => server.messages(ADA).length === 1);
    assert.equal(server.messages(MING).length, 0);
    release();
    await server.waitFor(() => server.messages(MING).length === 2);
    assert.match(lastMessage(server, MING).text, /命令/);
  });
});

describe('an admin’s command', () => {
  it('is for admins, anonymous ones too, and for anyone in a private chat', async (t) => {
    const { server } = await runTelegram(t, { commands: withAdminCommand });
    server.sendText(ADA, GROUP, '/topics');
    await server.waitFor(() => server.messages(GROUP).length === 1);
    assert.match(lastMessage(server, GROUP).text, /admins/i);
    server.sendText(MING, GROUP, '/topics');
    await server.waitFor(() => server.messages(GROUP).length === 2);
    assert.match(lastMessage(server, GROUP).text, /done/);
    server.sendText(ADA, GROUP, '/topics', { senderChatId: GROUP });
    await server.waitFor(() => server.messages(GROUP).length === 3);
    assert.match(lastMessage(server, GROUP).text, /done/);
    server.sendText(ADA, ADA, '/topics');
    await server.waitFor(() => server.messages(ADA).length === 1);
    assert.match(lastMessage(server, ADA).text, /done/);
    assert.equal(server.calls('getChatAdministrators').length, 1);
  });

  it('says how to let the bot know who is one, where it can not', async (t) => {
    const { server } = await runTelegram(t, { commands: withAdminCommand });
    server.fail('getChatAdministrators', {
      kind: 'status',
      code: 400,
      description: 'Bad Request: member list is inaccessible',
    });
    server.sendText(ADA, GROUP, '/topics');
    await server.waitFor(() => server.messages(GROUP).length === 1);
    assert.match(lastMessage(server, GROUP).text, /make me an admin/);
  });

  it('asks again who is one where Telegram could not be reached', async (t) => {
    const { server } = await runTelegram(t, { commands: withAdminCommand });
    server.fail('getChatAdministrators', { kind: 'drop' });
    server.sendText(MING, GROUP, '/topics');
    await server.waitFor(() => server.messages(GROUP).length === 1);
    assert.match(lastMessage(server, GROUP).text, /done/);
  });

  it('is the only one that a channel’s post gives', async (t) => {
    const { server } = await runTelegram(t, { commands: withAdminCommand });
    server.sendText(MING, CHANNEL, '/latest');
    server.sendText(MING, CHANNEL, '/topics');
    await server.waitFor(() => server.messages(CHANNEL).length === 1);
    assert.match(lastMessage(server, CHANNEL).text, /done/);
  });
});

describe('a flood', () => {
  it('is slowed down with one kind word, and others are not', async (t) => {
    const { server } = await runTelegram(t);
    for (let index = 0; index < 30; index += 1) server.sendText(ADA, ADA, '/help');
    server.sendText(MING, MING, '/help');
    await server.waitFor(() => server.messages(MING).length === 1 && server.unconfirmedUpdates() === 0);
    await server.waitFor(() => server.messages(ADA).some(({ text }) => /a little fast/.test(text)));
    const texts = server.messages(ADA).map(({ text }) => text);
    assert.equal(texts.filter((text) => /a little fast/.test(text)).length, 1);
    assert.ok(texts.length <= 13, `${texts.length} messages`);
  });
});

describe('being added to a group', () => {
  it('is answered with how to ask there, once', async (t) => {
    const { server } = await runTelegram(t);
    server.changeMembership(GROUP, 'left', MING);
    server.changeMembership(GROUP, 'member', ADA);
    await server.waitFor(() => server.messages(GROUP).length === 1);
    assert.match(lastMessage(server, GROUP).text, new RegExp(`@${server.username}`));
  });
});

describe('the menu of commands', () => {
  it('is told for each language and kind of chat, and again only where it has changed', async (t) => {
    const bot = await runTelegram(t, { commands: withAdminCommand });
    const { server } = bot;
    await server.waitFor(
      () => server.calls('setMyCommands').length === 6 && server.underway('setMyCommands') === 0,
    );
    server.sendText(MING, MING, '/help');
    await server.waitFor(() => server.messages(MING).length === 1);
    const inGroups = server
      .calls('setMyCommands')
      .filter(({ payload }) => JSON.stringify(payload.scope).includes('all_group_chats'));
    assert.ok(inGroups.every(({ payload }) => !JSON.stringify(payload.commands).includes('"topics"')));
    await bot.stop();
    bot.start();
    server.sendText(MING, MING, '/help');
    await server.waitFor(() => server.messages(MING).length === 2);
    assert.equal(server.calls('setMyCommands').length, 6);
  });

  it('holds up no answer where Telegram does not take it', async (t) => {
    const { server } = await runTelegram(t, {
      beforeStart: (s) => s.fail('setMyCommands', { kind: 'hang', milliseconds: 60_000 }),
    });
    server.sendText(MING, MING, '/help');
    await server.waitFor(() => server.messages(MING).length === 1);
    assert.equal(server.underway('setMyCommands'), 1);
  });
});

describe('the token', () => {
  it('is in no log, whatever fails', async (t) => {
    const bot = await runTelegram(t);
    const { server, logged } = bot;
    server.sendText(MING, MING, '/latest 1');
    await server.waitFor(() => server.messages(MING).length === 1);
    const { message_id } = lastMessage(server, MING);
    for (const method of [
      'getUpdates',
      'sendMessage',
      'editMessageText',
      'answerCallbackQuery',
      'sendChatAction',
      'answerInlineQuery',
      'getChatAdministrators',
    ])
      for (const fault of [
        { kind: 'drop' },
        { kind: 'status', code: 500, description: 'Internal Server Error' },
        { kind: 'status', code: 400, description: `Bad Request: strange ${server.token}` },
        { kind: 'status', code: 403, description: 'Forbidden: bot was blocked by the user' },
      ] as const) {
        if (method === 'getUpdates' && fault.kind === 'status' && fault.code === 403) continue;
        server.fail(method, fault);
      }
    for (const text of ['/latest 1', '/help', '/topics', '/nope']) server.sendText(ADA, ADA, text);
    server.sendText(MING, GROUP, '/help');
    server.pressButton(MING, MING, message_id, '=latest|count|1|page|2');
    server.inlineQuery(ADA, 'x');
    await server.waitFor(
      () => server.unconfirmedUpdates() === 0 && server.calls('sendMessage').length >= 6,
      20_000,
    );
    await bot.stop();
    assert.ok(logged.some(({ level }) => level === 'warn'));
    const secret = server.token.slice(server.token.indexOf(':') + 1);
    assert.ok(!JSON.stringify(logged).includes(secret));
  });
});
