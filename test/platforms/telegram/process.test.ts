import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { startConversation } from '../../servers/telegram/start-conversation.ts';
import type { TelegramServer } from '../../servers/telegram/start-telegram-server.ts';
import { type BotProcess, createBotProcess, takeInSamples } from './bot-process.ts';
import { killWhileAnswering } from './kill-while-answering.ts';
import { buttonData, lastMessage, MING } from './run-telegram.ts';

async function startBot(t: TestContext): Promise<{ server: TelegramServer; bot: BotProcess }> {
  const { server } = await startConversation(t);
  const folder = await mkdtemp(join(tmpdir(), 'jianbao-telegram-'));
  await takeInSamples(folder);
  const bot = createBotProcess(server, folder);
  t.after(async () => {
    await bot.kill();
    await rm(folder, { recursive: true, force: true });
  });
  bot.start();
  return { server, bot };
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
    const result = await killWhileAnswering({ people: 12, questions: 5, killAt: [1, 5, 9, 2] });
    assert.equal(result.updates, 60);
    assert.deepEqual([result.unanswered, result.answeredTwice], [0, 0]);
  });
});
