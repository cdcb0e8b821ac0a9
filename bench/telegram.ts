import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createSendQueue } from '../src/platforms/chat/send-queue.ts';
import { createTelegramApi } from '../src/platforms/telegram/telegram-api.ts';
import { TELEGRAM_LIMITS } from '../src/platforms/telegram/telegram-limits.ts';
import { killWhileAnswering } from '../test/platforms/telegram/kill-while-answering.ts';
import { startTelegramServer } from '../test/servers/telegram/start-telegram-server.ts';
import type { BenchReport } from './report.ts';

const FIRST_CHAT = 100_000;

/**
 * The bot against the Bot API server of the tests: how long an update waits for its answer, what ten kills do, and how
 * near the sending to many chats (`chats`, 10,000 by default) comes to the rate that Telegram allows.
 */
export async function runTelegramBench({ chats = 10_000 }: { chats?: number } = {}): Promise<BenchReport> {
  const rows: BenchReport['rows'] = [];
  for (const { perSecond, seconds } of [
    { perSecond: 1, seconds: 30 },
    { perSecond: 500, seconds: 8 },
  ])
    rows.push(await measureLatency(perSecond, seconds));
  const killAt = [1, 7, 3, 20, 12, 2, 33, 5, 16, 9];
  const kills = await killWhileAnswering({ people: 60, questions: 8, killAt });
  const fanOut = await measureFanOut(chats);
  return {
    name: 'telegram',
    rows,
    summary: {
      'kill -9': kills.kills,
      'updates asked meanwhile': kills.updates,
      unanswered: kills.unanswered,
      'answered twice': kills.answeredTwice,
      'told that it may be missing: was': kills.toldInstead,
      'told that it may be missing: was not': kills.toldInVain,
      ...fanOut,
    },
    skipped: [],
  };
}

/** From the update's being there to its answer's, on the server's clock; the bot is a process of its own with its own limits lifted. */
async function measureLatency(perSecond: number, seconds: number): Promise<BenchReport['rows'][number]> {
  const server = await startTelegramServer({ limits: 'none' });
  const folder = mkdtempSync(join(tmpdir(), 'jianbao-telegram-'));
  const child = spawn(process.execPath, [fileURLToPath(new URL('telegram/run-bot.ts', import.meta.url))], {
    env: {
      PATH: process.env.PATH,
      DATA_DIR: folder,
      TELEGRAM_BOT_TOKEN: server.token,
      TELEGRAM_API_ROOT: server.apiRoot,
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const closed = new Promise((resolve) => child.once('close', resolve));
  try {
    const total = perSecond * seconds;
    const people = Math.min(total, 1000);
    for (let person = 0; person < people; person += 1) {
      server.addUser({ id: FIRST_CHAT + person, firstName: `P${person}`, languageCode: 'zh' });
      server.addChat({ id: FIRST_CHAT + person, type: 'private' });
    }
    server.sendText(FIRST_CHAT, FIRST_CHAT, '/help');
    await server.waitFor(() => server.messages(FIRST_CHAT).length === 1, 20_000);
    const asks = ['/latest 3', '唐山有多少名党员干部下沉到社区?', '/search 社区', '/topics'];
    const asked = new Map<number, number[]>();
    const began = Date.now();
    for (let index = 0; index < total; index += 1) {
      const due = began + (index * 1000) / perSecond;
      if (Date.now() < due) await sleep(due - Date.now());
      const id = FIRST_CHAT + (index % people);
      asked.set(id, [...(asked.get(id) ?? []), Date.now()]);
      server.sendText(id, id, asks[index % asks.length] ?? '');
    }
    const isAnswered = (): boolean =>
      [...asked].every(
        ([id, times]) => server.messages(id).length >= times.length + (id === FIRST_CHAT ? 1 : 0),
      );
    await server.waitFor(() => server.unconfirmedUpdates() === 0, 60_000);
    const deadline = Date.now() + 60_000;
    while (!isAnswered() && Date.now() < deadline) await sleep(100);
    const waited = [...asked].flatMap(([id, times]) => {
      const sent = server.messages(id).slice(id === FIRST_CHAT ? 1 : 0);
      return times.map((time, index) => (sent[index]?.sentAt ?? Number.POSITIVE_INFINITY) - time);
    });
    waited.sort((one, other) => one - other);
    const at = (share: number): number => waited[Math.floor((waited.length - 1) * share)] ?? 0;
    return {
      'updates a second': perSecond,
      updates: total,
      'p50 ms': at(0.5),
      'p95 ms': at(0.95),
      'slowest ms': at(1),
      unanswered: waited.filter((time) => !Number.isFinite(time)).length,
    };
  } finally {
    child.kill('SIGTERM');
    await closed;
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One message to each of so many chats, through the queue and the client that serve the bot. */
async function measureFanOut(chats: number): Promise<BenchReport['summary']> {
  const server = await startTelegramServer();
  const api = createTelegramApi({
    token: server.token,
    apiRoot: server.apiRoot,
    lifetime: new AbortController().signal,
  });
  const queue = createSendQueue({
    limits: TELEGRAM_LIMITS,
    timers: {
      now: Date.now,
      after(milliseconds, run) {
        const timer = setTimeout(run, milliseconds);
        return () => clearTimeout(timer);
      },
    },
  });
  try {
    for (let chat = 0; chat < chats; chat += 1) {
      server.addUser({ id: FIRST_CHAT + chat, firstName: `P${chat}` });
      server.addChat({ id: FIRST_CHAT + chat, type: 'private' });
      server.sendText(FIRST_CHAT + chat, FIRST_CHAT + chat, '/start');
    }
    const results = await Promise.all(
      Array.from({ length: chats }, (_, chat) =>
        queue.send({
          chat: String(FIRST_CHAT + chat),
          group: false,
          priority: 'digest',
          before: async () => {},
          call: () => api.call('sendMessage', { chat_id: FIRST_CHAT + chat, text: `digest ${chat}` }),
        }),
      ),
    );
    const sent = server.messages().map(({ sentAt }) => sentAt);
    const seconds = ((sent.at(-1) ?? 0) - (sent[0] ?? 0)) / 1000;
    // The first second's worth may go at once; the rate is that of what follows.
    const rate = (chats - TELEGRAM_LIMITS.perSecond) / seconds;
    return {
      'messages to as many chats': chats,
      'messages a second': Math.round(rate * 100) / 100,
      'share of the limit, %': Math.round((rate / TELEGRAM_LIMITS.perSecond) * 10_000) / 100,
      '429 answers': server.calls('sendMessage').filter(({ response }) => response.error_code === 429).length,
      lost: chats - results.filter(({ ok }) => ok).length,
      'arrived twice': sent.length - chats,
    };
  } finally {
    await queue.stop();
    await server.stop();
  }
}
