import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTranslator } from '../../../src/commands/create-translator.ts';
import type { PlatformStore } from '../../../src/core/ports/platform-store.ts';
import { deriveWebhook } from '../../../src/platforms/telegram/receive-webhook.ts';
import type { TelegramServer } from '../../servers/telegram/start-telegram-server.ts';
import { freePort } from './free-port.ts';
import { ADA, lastMessage, MING, runTelegram } from './run-telegram.ts';

const note = createTranslator('en')('chat.mayBeMissing');

/** An update of Ada's that an earlier process has kept, with an answer in parts where that was known. */
async function keepUpdate(
  store: PlatformStore,
  server: TelegramServer,
  {
    parts,
    sent,
    sending,
    edits = null,
    receivedAt = Date.now(),
  }: { parts: string[]; sent: number; sending: boolean; edits?: number | null; receivedAt?: number },
): Promise<void> {
  const id = 500;
  const account = `telegram:${server.botId}`;
  const from = { id: ADA, is_bot: false, first_name: 'Ada', language_code: 'en' };
  const message = {
    message_id: 3,
    date: 1_700_000_000,
    chat: { id: ADA, type: 'private' },
    from,
    text: '/help',
  };
  const body = JSON.stringify({ update_id: id, message });
  await store.events.receive(account, [{ id: String(id), lane: String(ADA), body, receivedAt }]);
  if (parts.length === 0) return;
  const place = { chat: ADA, group: false, thread: null, replyTo: null };
  const plan = {
    parts: parts.map((text) => ({
      ...place,
      edits,
      ...{ html: text, plain: text, keyboard: [], previewUrl: null, isNote: false },
    })),
    exchange: null,
  };
  await store.events.plan(account, String(id), JSON.stringify(plan), { uncertain: 0 });
  for (let part = 0; part < sent; part += 1) {
    await store.events.startPart(account, String(id), part, receivedAt);
    await store.events.endPart(account, String(id), part, { uncertain: 0 });
  }
  if (sending) await store.events.startPart(account, String(id), sent, receivedAt);
}

const textsOf = (server: TelegramServer, chat: number) => server.messages(chat).map(({ text }) => text);

describe('an update that an earlier process has left', () => {
  const speak = (server: TelegramServer) => server.sendText(ADA, ADA, '/latest 1');

  it('unanswered is answered', async (t) => {
    const { server } = await runTelegram(t, {
      prepare: async (store, s) => {
        speak(s);
        await keepUpdate(store, s, { parts: [], sent: 0, sending: false });
      },
    });
    await server.waitFor(() => server.messages(ADA).length === 2);
    assert.match(textsOf(server, ADA)[0] ?? '', /^Commands/);
  });

  it('is given up where it is days old, and where it was taken up at five starts', async (t) => {
    for (const { receivedAt, attempts } of [
      { receivedAt: Date.now() - 3 * 86_400_000, attempts: 0 },
      { receivedAt: Date.now(), attempts: 5 },
    ]) {
      const { server, store, logged } = await runTelegram(t, {
        prepare: async (kept, s) => {
          speak(s);
          await keepUpdate(kept, s, { parts: [], sent: 0, sending: false, receivedAt });
          for (let count = 0; count < attempts; count += 1)
            await kept.events.countAttempt(`telegram:${s.botId}`, '500');
        },
      });
      await server.waitFor(() => server.unconfirmedUpdates() === 0 && server.messages(ADA).length === 1);
      assert.doesNotMatch(lastMessage(server, ADA).text, /^Commands/);
      assert.ok(logged.some(({ message }) => /given up/.test(message)));
      assert.ok((await store.events.listOpen(`telegram:${server.botId}`)).every(({ id }) => id !== '500'));
    }
  });

  it('with parts that were not sent gets those, and none that were', async (t) => {
    const { server } = await runTelegram(t, {
      prepare: async (store, s) => {
        speak(s);
        await keepUpdate(store, s, { parts: ['one', 'two', 'three'], sent: 1, sending: false });
      },
    });
    await server.waitFor(() => server.messages(ADA).length === 3);
    assert.deepEqual(textsOf(server, ADA).slice(0, 2), ['two', 'three']);
  });

  it('with a part of which nobody knows whether it was sent says so in its place, once, and counts it', async (t) => {
    const bot = await runTelegram(t, {
      prepare: async (store, s) => {
        speak(s);
        await keepUpdate(store, s, { parts: ['one', 'two', 'three'], sent: 1, sending: true });
      },
    });
    const { server, store } = bot;
    await server.waitFor(() => server.messages(ADA).length === 3);
    assert.deepEqual(textsOf(server, ADA).slice(0, 2), [note, 'three']);
    await bot.stop();
    assert.equal(await store.events.countUncertain(`telegram:${server.botId}`), 1);
    assert.deepEqual(await store.events.listOpen(`telegram:${server.botId}`), []);
  });

  it('with an edit of which nobody knows whether it was made makes it: twice is once', async (t) => {
    let edited = 0;
    const { server } = await runTelegram(t, {
      prepare: async (store, s) => {
        speak(s);
        const sent = await fetch(`${s.apiRoot}/bot${s.token}/sendMessage`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ chat_id: ADA, text: 'before' }),
        });
        edited = ((await sent.json()) as { result: { message_id: number } }).result.message_id;
        await keepUpdate(store, s, { parts: ['after'], sent: 0, sending: true, edits: edited });
      },
    });
    await server.waitFor(() => server.messages(ADA).length === 2);
    assert.equal(server.messages(ADA).find(({ message_id }) => message_id === edited)?.text, 'after');
  });
});

describe('updates', () => {
  it('that Telegram gives again are not answered again', async (t) => {
    const bot = await runTelegram(t);
    const { server } = bot;
    server.sendText(MING, MING, '/help');
    await server.waitFor(() => server.messages(MING).length === 1);
    // What confirms the next one is refused until after the restart.
    server.fail(
      'getUpdates',
      { kind: 'status', code: 500, description: 'Internal Server Error' },
      { times: 2 },
    );
    server.sendText(MING, MING, '/latest 1');
    await server.waitFor(() => server.messages(MING).length === 2);
    await bot.stop();
    assert.equal(server.unconfirmedUpdates(), 1);
    bot.start();
    await server.waitFor(() => server.unconfirmedUpdates() === 0);
    server.sendText(MING, MING, '/topics');
    await server.waitFor(() => server.messages(MING).length === 3);
    assert.deepEqual(
      textsOf(server, MING).map((text) => text.slice(0, 2)),
      ['命令', '最新', '话题'],
    );
  });

  it('are answered in order within a chat', async (t) => {
    const { server } = await runTelegram(t);
    const periods = ['2026-11-21', '2026-11-20', '2026-11-19', '2026-11-18', '2026-11-17'];
    for (const period of periods) server.sendText(ADA, ADA, `/digest ${period}`);
    await server.waitFor(() => server.messages(ADA).length === periods.length);
    const days = textsOf(server, ADA).map((text) => /\d+ Nov 2026/.exec(text)?.[0]);
    assert.deepEqual(days, ['21 Nov 2026', '20 Nov 2026', '19 Nov 2026', '18 Nov 2026', '17 Nov 2026']);
  });

  it('of a form that is not known are left, and those beside them are answered', async (t) => {
    const { server } = await runTelegram(t);
    server.sendText(MING, MING, '\u0000\ud800 /help');
    server.sendText(ADA, ADA, '/help');
    await server.waitFor(() => server.messages(ADA).length === 1);
  });
});

describe('a stop', () => {
  it('ends what is being sent, leaves what waits for the next start, and loses nothing', async (t) => {
    const bot = await runTelegram(t);
    const { server } = bot;
    server.fail('sendMessage', { kind: 'hang', milliseconds: 200 });
    server.sendText(MING, MING, '/help');
    server.sendText(MING, MING, '/latest 1');
    await server.waitFor(() => server.underway('sendMessage') === 1);
    assert.equal(await bot.stop(), 0);
    assert.equal(server.messages(MING).length, 1);
    bot.start();
    await server.waitFor(() => server.messages(MING).length === 2);
    assert.match(lastMessage(server, MING).text, /最新/);
  });

  it('that ends a call without an answer leaves it in doubt, and the next start says so', async (t) => {
    const bot = await runTelegram(t);
    const { server, store } = bot;
    server.fail('sendMessage', { kind: 'hang', milliseconds: 60_000 });
    server.sendText(ADA, ADA, '/help');
    await server.waitFor(() => server.underway('sendMessage') === 1);
    assert.equal(await bot.stop(), 0);
    const [open] = await store.events.listOpen(`telegram:${server.botId}`);
    assert.equal(open?.answer?.sending, true);
    bot.start();
    await server.waitFor(() => server.messages(ADA).length === 1);
    assert.deepEqual(textsOf(server, ADA), [note]);
  });

  it('leaves a question that is being worked on for the next start', async (t) => {
    let asked = 0;
    const bot = await runTelegram(t, {
      services: {
        ask: async (question) => {
          asked += 1;
          if (asked === 1) await new Promise(() => {});
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
    const { server } = bot;
    server.sendText(MING, MING, '难题是什么');
    await server.waitFor(() => server.calls('sendChatAction').length === 1);
    assert.equal(await bot.stop(), 0);
    assert.equal(server.messages(MING).length, 0);
    bot.start();
    await server.waitFor(() => server.messages(MING).length === 1);
  });
});

describe('the webhook', () => {
  it('is set with a path that follows from the token and answers what comes with the secret, nothing else', async (t) => {
    const webhookPort = await freePort();
    const { server } = await runTelegram(t, {
      webhookPort,
      beforeStart: (s) => s.deliverWebhookTo(`http://127.0.0.1:${webhookPort}${deriveWebhook(s.token).path}`),
    });
    await server.waitFor(() => server.calls('setWebhook').length === 1);
    const { path } = deriveWebhook(server.token);
    assert.equal(server.calls('setWebhook')[0]?.payload.url, `https://bot.example.org${path}`);
    server.sendText(MING, MING, '/help');
    await server.waitFor(() => server.messages(MING).length === 1);
    const post = async (to: string, secret: string, body: string) =>
      (
        await fetch(`http://127.0.0.1:${webhookPort}${to}`, {
          method: 'POST',
          headers: { 'x-telegram-bot-api-secret-token': secret },
          body,
        })
      ).status;
    const { secret } = deriveWebhook(server.token);
    assert.equal(await post(path, 'wrong', '{}'), 401);
    assert.equal(await post('/telegram', secret, '{}'), 404);
    assert.equal(await post(path, secret, '{'), 400);
    assert.equal(await post(path, secret, 'x'.repeat(1024 * 1024 + 1)), 413);
    assert.equal(server.messages(MING).length, 1);
  });

  it('works behind a proxy that keeps the prefix of the public address, and refuses a wrong secret there too', async (t) => {
    const webhookPort = await freePort();
    const { server } = await runTelegram(t, {
      webhookPort,
      webhookUrl: 'https://example.org/news/bot/',
      beforeStart: (s) =>
        s.deliverWebhookTo(`http://127.0.0.1:${webhookPort}/news/bot${deriveWebhook(s.token).path}`),
    });
    await server.waitFor(() => server.calls('setWebhook').length === 1);
    const { path, secret } = deriveWebhook(server.token);
    assert.equal(server.calls('setWebhook')[0]?.payload.url, `https://example.org/news/bot${path}`);
    server.sendText(MING, MING, '/help');
    await server.waitFor(() => server.messages(MING).length === 1);
    const post = async (to: string, given: string) =>
      (
        await fetch(`http://127.0.0.1:${webhookPort}${to}`, {
          method: 'POST',
          headers: { 'x-telegram-bot-api-secret-token': given },
          body: '{}',
        })
      ).status;
    assert.equal(await post(`/news/bot${path}`, 'wrong'), 401);
    assert.equal(await post(`/news/bot${path}/more`, secret), 404);
    assert.equal(server.messages(MING).length, 1);
  });
});
