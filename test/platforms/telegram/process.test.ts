import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { deriveWebhook } from '../../../src/platforms/telegram/receive-webhook.ts';
import { type ProgramProcess, takeInSamples } from '../../servers/program-process.ts';
import { startConversation } from '../../servers/telegram/start-conversation.ts';
import type { TelegramServer } from '../../servers/telegram/start-telegram-server.ts';
import { createBotProcess } from './bot-process.ts';
import { freePort } from './free-port.ts';
import { killWhileAnswering } from './kill-while-answering.ts';
import { buttonData, lastMessage, MING } from './run-telegram.ts';

async function prepareBot(
  t: TestContext,
): Promise<{ server: TelegramServer; bot: ProgramProcess; folder: string }> {
  const { server } = await startConversation(t);
  const folder = await mkdtemp(join(tmpdir(), 'jianbao-telegram-'));
  const bot = createBotProcess(server, folder);
  t.after(async () => {
    await bot.kill();
    await rm(folder, { recursive: true, force: true });
  });
  return { server, bot, folder };
}

async function startBot(t: TestContext): Promise<{ server: TelegramServer; bot: ProgramProcess }> {
  const { server, bot, folder } = await prepareBot(t);
  await takeInSamples(folder);
  bot.start();
  return { server, bot };
}

async function endsInTime(bot: ProgramProcess): Promise<void> {
  const { code, milliseconds } = await bot.terminate();
  assert.equal(code, 0, bot.output().stderr);
  assert.ok(milliseconds < 5000, `${milliseconds} ms`);
}

describe('npm start with a Telegram token', () => {
  it('serves commands, questions, follow-ups and buttons, also after it was killed, and stops when told to', async (t) => {
    const { server, bot } = await startBot(t);
    const answered = (count: number) => server.waitFor(() => server.messages(MING).length === count, 15_000);
    server.sendText(MING, MING, '/latest 1');
    await answered(1);
    assert.match(lastMessage(server, MING).text, /^最新\n1\. /);
    const { message_id } = lastMessage(server, MING);
    const older = buttonData(server, MING, /›/);
    server.sendText(MING, MING, '唐山有多少名党员干部下沉到社区?');
    await answered(2);
    assert.match(lastMessage(server, MING).text, /59026名.*\[1\]/s);
    const replyTo = lastMessage(server, MING).message_id;
    server.sendText(MING, MING, '/help');
    await answered(3);
    await bot.kill();
    bot.start();
    server.pressButton(MING, MING, message_id, older);
    server.sendText(MING, MING, '是哪里的?', { replyTo });
    // The answer to help may be told of as missing, for nobody can know; the others are there.
    await server.waitFor(() => server.messages(MING).some(({ text }) => /唐山.*\[1\]/s.test(text)), 15_000);
    await server.waitFor(() => (server.messages(MING)[0]?.edits.length ?? 0) === 1);
    assert.deepEqual(server.unansweredCallbacks(), []);
    const { code, milliseconds } = await bot.terminate();
    assert.equal(code, 0);
    assert.ok(milliseconds < 5000, `${milliseconds} ms`);
    const { stdout, stderr } = bot.output();
    assert.equal(stdout, '');
    assert.ok(!stderr.includes(server.token.split(':')[1] ?? ''));
    assert.ok(!stderr.includes('唐山'));
    for (const line of stderr.trim().split('\n')) assert.equal(typeof JSON.parse(line), 'object');
  });

  it('answers every update once or says that its answer may be missing, however it is killed', async () => {
    const result = await killWhileAnswering({ people: 12, questions: 5, killAt: [1, 5, 1, 9, 2, 1] });
    assert.equal(result.updates, 60);
    assert.deepEqual([result.unanswered, result.answeredTwice], [0, 0]);
  });
});

describe('SIGTERM', () => {
  const hang = { kind: 'hang', milliseconds: 60_000 } as const;
  const wait = {
    kind: 'status',
    code: 429,
    description: 'Too Many Requests: retry after 40',
    parameters: { retry_after: 40 },
  } as const;
  for (const [what, method, fault] of [
    ['a chat has to wait long', 'sendMessage', wait],
    ['a message gets no answer', 'sendMessage', hang],
    ['a sign of work gets no answer', 'sendChatAction', hang],
    ['the menu of commands gets no answer', 'setMyCommands', hang],
  ] as const)
    it(`ends the process in time while ${what}`, async (t) => {
      const { server, bot } = await prepareBot(t);
      server.fail(method, fault);
      server.sendText(MING, MING, '/help');
      bot.start();
      await server.waitFor(
        () => (fault.kind === 'hang' ? server.underway(method) : server.calls(method).length) === 1,
        15_000,
      );
      await endsInTime(bot);
    });

  it('ends the process in time while a client of the webhook keeps its request open', async (t) => {
    const { server, bot } = await prepareBot(t);
    const port = await freePort();
    bot.start({ TELEGRAM_WEBHOOK_URL: 'https://bot.example.org', HTTP_PORT: String(port) });
    await server.waitFor(() => server.calls('setWebhook').length === 1, 15_000);
    const client = connect(port, '127.0.0.1');
    client.on('error', () => {});
    t.after(() => client.destroy());
    await once(client, 'connect');
    await new Promise((resolve) => client.write('POST / HTTP/1.1\r\nHost: b', resolve));
    await endsInTime(bot);
  });

  it('ends the process in time while all of these hold at once, with nothing half sent', async (t) => {
    const { server, bot } = await prepareBot(t);
    const [limited, hanging, signless, plain] = [MING, 51, 52, 53] as const;
    for (const id of [hanging, signless, plain]) {
      server.addUser({ id, firstName: `P${id}`, languageCode: 'en' });
      server.addChat({ id, type: 'private' });
    }
    const port = await freePort();
    server.deliverWebhookTo(`http://127.0.0.1:${port}${deriveWebhook(server.token).path}`);
    server.fail('sendMessage', wait, { chatId: limited });
    server.fail('sendMessage', hang, { chatId: hanging });
    server.fail('sendChatAction', hang, { chatId: signless });
    server.fail('setMyCommands', hang);
    bot.start({ TELEGRAM_WEBHOOK_URL: 'https://bot.example.org', HTTP_PORT: String(port) });
    for (const id of [limited, hanging, signless, plain]) server.sendText(id, id, '/help');
    await server.waitFor(
      () =>
        server.calls('sendMessage').some(({ response }) => response.error_code === 429) &&
        server.underway('sendMessage') === 1 &&
        server.underway('sendChatAction') === 1 &&
        server.underway('setMyCommands') === 1 &&
        server.messages(signless).length === 1 &&
        server.messages(plain).length === 1,
      15_000,
    );
    const client = connect(port, '127.0.0.1');
    client.on('error', () => {});
    t.after(() => client.destroy());
    await once(client, 'connect');
    await new Promise((resolve) => client.write('POST / HTTP/1.1\r\nHost: b', resolve));
    await endsInTime(bot);
    assert.deepEqual([server.messages(limited).length, server.messages(hanging).length], [0, 0]);
    // The next start says of the one in doubt that it may be missing, and repeats nothing that was answered.
    bot.start();
    await server.waitFor(() => server.messages(hanging).length === 1, 15_000);
    await endsInTime(bot);
    assert.match(lastMessage(server, hanging).text, /may not have arrived/);
    assert.deepEqual([server.messages(signless).length, server.messages(plain).length], [1, 1]);
  });
});
