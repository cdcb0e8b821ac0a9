import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import type { DiscordServer } from '../../servers/discord/discord-server.ts';
import { startConversation } from '../../servers/discord/start-conversation.ts';
import { createProgramProcess, type ProgramProcess, takeInSamples } from '../../servers/program-process.ts';
import { startConversation as startOnTelegram } from '../../servers/telegram/start-conversation.ts';
import { killWhileAnswering } from './kill-while-answering.ts';
import { answersIn, buttonId, lastMessage, textOf } from './run-discord.ts';

const LONG = 15_000;

interface Running {
  server: DiscordServer;
  bot: ProgramProcess;
  folder: string;
  ming: string;
  channel: string;
  direct: string;
}

async function prepareBot(t: TestContext, more: Record<string, string> = {}): Promise<Running> {
  const { server, ming, channel } = await startConversation(t);
  const folder = await mkdtemp(join(tmpdir(), 'jianbao-discord-'));
  const bot = createProgramProcess({
    environment: { DISCORD_BOT_TOKEN: server.token, DISCORD_API_URL: server.api, ...more },
    dataDirectory: folder,
  });
  t.after(async () => {
    await bot.kill();
    await rm(folder, { recursive: true, force: true });
  });
  return { server, bot, folder, ming, channel, direct: server.openDirectMessage(ming) };
}

const serves = (server: DiscordServer): Promise<void> =>
  server.waitFor(
    () => server.gateway.sessions().some(({ isConnected }) => isConnected) && server.commandWrites() > 0,
    LONG,
  );

async function endsInTime(bot: ProgramProcess): Promise<void> {
  const { code, milliseconds } = await bot.terminate();
  assert.equal(code, 0, bot.output().stderr);
  assert.ok(milliseconds < 5000, `${milliseconds} ms`);
}

describe('npm start with a Discord token', () => {
  it('serves commands, questions, follow-ups and buttons, also after it was killed, and stops when told to', async (t) => {
    const { server, bot, folder, ming, channel, direct } = await prepareBot(t);
    await takeInSamples(folder);
    bot.start();
    await serves(server);
    server.slashCommand({
      userId: ming,
      channelId: channel,
      name: 'latest',
      options: { count: 1 },
      locale: 'zh-CN',
    });
    await server.waitFor(() => answersIn(server, channel).length === 1, LONG);
    assert.match(textOf(lastMessage(server, channel)), /最新/);
    const { id } = lastMessage(server, channel);
    const older = buttonId(server, channel, /较早/);
    server.sendMessage(ming, direct, '唐山有多少名党员干部下沉到社区?');
    await server.waitFor(() => answersIn(server, direct).length === 1, LONG);
    assert.match(textOf(lastMessage(server, direct)), /59026名/);
    const replyTo = lastMessage(server, direct).id;
    await bot.kill();
    server.sendMessage(ming, direct, '是哪里的?', { replyTo });
    server.sendMessage(ming, channel, `<@${server.botId}> /topics`);
    bot.start();
    await server.waitFor(
      () => answersIn(server, direct).length === 2 && answersIn(server, channel).length === 2,
      LONG,
    );
    assert.match(textOf(lastMessage(server, direct)), /唐山/);
    server.pressButton(ming, channel, id, older, 'zh-CN');
    await server.waitFor(() => (answersIn(server, channel)[0]?.edits.length ?? 0) === 1, LONG);
    assert.deepEqual(server.unacknowledged(), []);
    assert.equal(server.commandWrites(), 1);
    await endsInTime(bot);
    const { stdout, stderr } = bot.output();
    assert.equal(stdout, '');
    assert.ok(!stderr.includes(server.token.split('.')[2] ?? server.token));
    for (const { token } of server.interactions()) assert.ok(!stderr.includes(token.slice(0, 30)));
    assert.ok(!stderr.includes('唐山'));
    for (const line of stderr.trim().split('\n')) assert.equal(typeof JSON.parse(line), 'object');
  });

  it('answers every message once, however it is killed', async () => {
    const result = await killWhileAnswering({ people: 12, questions: 5, killAt: [1, 5, 9] });
    assert.equal(result.questions, 60);
    assert.deepEqual([result.unanswered, result.answeredTwice, result.told], [0, 0, 0]);
  });

  it('and a Telegram token serves both from one process', async (t) => {
    const { server: telegram } = await startOnTelegram(t);
    const { server, bot, ming, direct } = await prepareBot(t, {
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
    });
    bot.start();
    await serves(server);
    telegram.sendText(42, 42, '/help');
    server.sendMessage(ming, direct, '/help');
    await server.waitFor(() => answersIn(server, direct).length === 1, LONG);
    await telegram.waitFor(() => telegram.messages(42).length === 1, LONG);
    await endsInTime(bot);
  });

  it('that is wrong ends with 1 and names the variable', async (t) => {
    const { bot } = await prepareBot(t, { DISCORD_BOT_TOKEN: 'MTIz.wrong.tokenthatiswrong' });
    bot.start();
    const code = await bot.ended();
    assert.equal(code, 1);
    assert.match(bot.output().stderr, /DISCORD_BOT_TOKEN/);
    assert.ok(!bot.output().stderr.includes('tokenthatiswrong'));
  });
});

describe('SIGTERM', () => {
  const hang = { kind: 'hang', milliseconds: 60_000 } as const;
  for (const [what, route, fault] of [
    ['a message gets no answer', 'POST /channels/:channel/messages', hang],
    [
      'a channel has to wait long',
      'POST /channels/:channel/messages',
      { kind: 'status', status: 429, retryAfter: 40 },
    ],
    ['a sign of work gets no answer', 'POST /channels/:channel/typing', hang],
    ['the commands get no answer', 'PUT /applications/:application/commands', hang],
    ['the gateway gets no answer', 'GET /gateway/bot', hang],
  ] as const)
    it(`ends the process in time while ${what}`, async (t) => {
      const { server, bot, ming, direct } = await prepareBot(t);
      server.fail(route, fault);
      bot.start();
      const isMet = (): boolean =>
        (fault.kind === 'hang' ? server.underway(route) : server.calls(route).length) === 1;
      if (/^POST/.test(route)) {
        await serves(server);
        server.sendMessage(ming, direct, '/help');
      }
      await server.waitFor(isMet, LONG);
      await endsInTime(bot);
    });
});
