import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  importStories,
  stageChats,
  stageSubscriptions,
  withStagedStore,
} from '../test/platforms/digests/stage-digests.ts';
import { startDiscordServer } from '../test/servers/discord/start-discord-server.ts';
import { createProgramProcess } from '../test/servers/program-process.ts';
import { startTelegramServer } from '../test/servers/telegram/start-telegram-server.ts';
import type { BenchReport } from './report.ts';

const MINUTE = 60_000;
/** Of one message. */
const STORIES = 4;
const ALLOWED = { telegram: 30, discord: 50 };

/**
 * The program, a process of its own, at a slot of so many Telegram chats and as many Discord channels, against the servers of
 * the tests, which enforce the documented limits.
 */
export async function runFanoutBench(chats: number): Promise<BenchReport> {
  const telegram = await startTelegramServer();
  const discord = await startDiscordServer({ limits: { identifyInterval: 0 } });
  const folder = await mkdtemp(join(tmpdir(), 'jianbao-fanout-'));
  const dataDirectory = join(folder, 'data');
  await mkdir(dataDirectory);
  const counts = { telegram: chats, discord: chats };
  const bot = createProgramProcess({
    dataDirectory,
    environment: {
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      DISCORD_BOT_TOKEN: discord.token,
      DISCORD_API_URL: discord.api,
      LOG_LEVEL: 'warn',
    },
  });
  try {
    const staged = stageChats({ telegram, discord }, counts);
    const slot = Math.floor(Date.now() / MINUTE) * MINUTE;
    await stageSubscriptions({ dataDirectory, chats: staged, slots: [slot] });
    await withStagedStore(dataDirectory, (store) =>
      importStories(store, { slot: 0, at: slot, stories: STORIES }),
    );
    const began = Date.now();
    bot.start();
    let usage = { cpu: 0, memory: 0 };
    const deadline = began + 60_000 + (chats / ALLOWED.telegram) * 2000;
    while (
      (telegram.messages().length < counts.telegram || discord.messages().length < counts.discord) &&
      Date.now() < deadline
    ) {
      await sleep(500);
      usage = (await readUsage(bot.pid())) ?? usage;
    }
    const seconds = (Date.now() - began) / 1000;
    await bot.terminate();
    const sent = {
      telegram: telegram.messages().map(({ sentAt, chat }) => ({ sentAt, place: String(chat.id) })),
      discord: discord.messages().map(({ sentAt, channelId }) => ({ sentAt, place: channelId })),
    };
    const refused = {
      telegram: telegram.calls('sendMessage').filter(({ response }) => response.error_code === 429).length,
      discord: discord.rateLimitHits().length,
    };
    const rows = (['telegram', 'discord'] as const).map((platform) => {
      const times = sent[platform].map(({ sentAt }) => sentAt);
      const [first = began, last = began] = [times[0], times.at(-1)];
      const reached = new Set(sent[platform].map(({ place }) => place)).size;
      const allowed = ALLOWED[platform];
      // The first second's worth may go at once; the rate is that of what follows.
      const rate = (times.length - allowed) / ((last - first) / 1000);
      return {
        platform,
        chats: counts[platform],
        'messages a second': Math.round(rate * 100) / 100,
        'share of the limit, %': Math.round((rate / allowed) * 10_000) / 100,
        '429 answers': refused[platform],
        lost: counts[platform] - reached,
        'arrived twice': times.length - reached,
        'first after start, s': (first - began) / 1000,
        'last after start, s': (last - began) / 1000,
      };
    });
    return {
      name: 'fanout',
      rows,
      summary: {
        'CPU, seconds': usage.cpu,
        'CPU, share of a core, %': Math.round((usage.cpu / seconds) * 1000) / 10,
        'most memory, MB': usage.memory,
      },
      skipped: [],
    };
  } finally {
    await bot.kill();
    await Promise.all([telegram.stop(), discord.stop()]);
    await rm(folder, { recursive: true, force: true });
  }
}

/** Seconds of the processor and the most resident megabytes of a process so far, as Linux tells them (proc(5)). */
async function readUsage(pid: number | null): Promise<{ cpu: number; memory: number } | null> {
  try {
    const [stat, status] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/status`, 'utf8'),
    ]);
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = Number(fields[11]) + Number(fields[12]);
    const kilobytes = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0);
    return { cpu: ticks / 100, memory: Math.round(kilobytes / 1024) };
  } catch {
    return null;
  }
}
