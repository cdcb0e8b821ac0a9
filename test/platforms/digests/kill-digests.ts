import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { createSqliteStore } from '../../../src/store/sqlite/create-sqlite-store.ts';
import { startDiscordServer } from '../../servers/discord/start-discord-server.ts';
import { createProgramProcess } from '../../servers/program-process.ts';
import { startTelegramServer } from '../../servers/telegram/start-telegram-server.ts';
import { textOf } from '../discord/run-discord.ts';
import { judgeSlot, stageChats, stageSubscriptions, subscriptionOf } from './stage-digests.ts';

const MINUTE = 60_000;
const SLOTS = 3;
const STORIES = 14;

export interface KillDigestsResult {
  kills: number;
  /** Ends of the program that the driver did not make. */
  ownEnds: number;
  faults: Record<string, number>;
  deliveries: number;
  sent: number;
  /** Deliveries of which a story or the whole never came, or that did not end as sent. */
  lost: number;
  outOfOrder: number;
  /** Messages that came twice, on each platform. */
  duplicated: { telegram: number; discord: number };
  /** Sends without a known result that were sent again, as the program counts them. */
  uncertain: { telegram: number; discord: number };
  avoidable429s: number;
  seconds: number;
}

/**
 * The real program serves both platforms, with three digests for each chat, and is killed with -9 again and again, while
 * calls are dropped, refused, slow or answered by half, other connections hold the databases' write locks, and (with
 * `fillsDisk`, which needs the right to mount a file system in memory) the disk is full for moments. `seed` decides what
 * happens when; where the program stands then is its own.
 */
export async function killDigests({
  chats,
  kills,
  seed,
  slotsApart,
  life,
  limits = 'documented',
  fillsDisk = false,
  patience,
  onProgress = () => {},
}: {
  /** Over both platforms. */
  chats: number;
  kills: number;
  seed: number;
  /** Minutes; 0: all are due at the start. */
  slotsApart: number;
  /** Milliseconds that the program lives on the average. */
  life: number;
  limits?: 'documented' | 'none';
  fillsDisk?: boolean;
  /** Milliseconds after the last kill. */
  patience: number;
  onProgress?(words: string): void;
}): Promise<KillDigestsResult> {
  const random = createRandom(seed);
  const telegram = await startTelegramServer(limits === 'none' ? { limits } : {});
  const discord = await startDiscordServer({ limits: limits === 'none' ? 'none' : { identifyInterval: 0 } });
  const folder = await mkdtemp(join(tmpdir(), 'jianbao-faults-'));
  const dataDirectory = join(folder, 'data');
  await mkdir(dataDirectory);
  const isMounted = fillsDisk && mountMemory(dataDirectory);
  const began = Date.now();
  const counts: Record<string, number> = {};
  const count = (name: string): void => {
    counts[name] = (counts[name] ?? 0) + 1;
  };
  const bot = createProgramProcess({
    dataDirectory,
    environment: {
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      DISCORD_BOT_TOKEN: discord.token,
      DISCORD_API_URL: discord.api,
      DISCORD_PRESENCE: 'none',
      LOG_LEVEL: 'error',
    },
  });
  let isDone = false;
  try {
    const staged = stageChats(
      { telegram, discord },
      { telegram: Math.ceil(chats / 2), discord: Math.floor(chats / 2) },
    );
    const minute = Math.floor(Date.now() / MINUTE) * MINUTE;
    const lead = slotsApart === 0 ? -SLOTS : Math.ceil(chats / 2000) + 1;
    const slots = Array.from(
      { length: SLOTS },
      (_, slot) => minute + (lead + slot * (slotsApart || 1)) * MINUTE,
    );
    await stageSubscriptions({ dataDirectory, chats: staged, slots, stories: STORIES });
    onProgress(
      `${chats * SLOTS} deliveries staged, the first slot in ${Math.round(((slots[0] ?? 0) - Date.now()) / 1000)} s`,
    );
    if (slotsApart > 0) await sleep(Math.max(0, (slots[0] ?? 0) - Date.now() - 2000));

    const disturbing = disturb();
    let killed = 0;
    let ownEnds = 0;
    bot.start();
    while (killed < kills) {
      let left = life * (0.1 + 1.8 * random());
      while (left > 0) {
        await sleep(Math.min(100, left));
        left -= 100;
        if (bot.isRunning()) continue;
        ownEnds += 1;
        bot.start();
      }
      await bot.kill();
      killed += 1;
      if (killed % 10 === 0) onProgress(`${killed} kills, ${countSent()} messages sent`);
      bot.start();
    }
    isDone = true;
    await disturbing;
    const store = await createSqliteStore({ path: join(dataDirectory, 'jianbao.db'), now: Date.now });
    try {
      const { deliveries, events } = store.platforms;
      const deadline = Date.now() + patience;
      const isOpen = async (): Promise<boolean> =>
        (await deliveries.list({ limit: chats * SLOTS + 1 })).length < chats * SLOTS ||
        (await deliveries.list({ state: 'due', limit: 1 })).length > 0;
      while ((await isOpen()) && Date.now() < deadline) {
        if (!bot.isRunning()) {
          ownEnds += 1;
          bot.start();
        }
        await sleep(500);
      }
      await bot.terminate();
      const result: KillDigestsResult = {
        kills: killed,
        ownEnds,
        faults: counts,
        deliveries: (await deliveries.list({ limit: 1_000_000 })).length,
        sent: (await deliveries.list({ state: 'sent', limit: 1_000_000 })).length,
        lost: 0,
        outOfOrder: 0,
        duplicated: { telegram: 0, discord: 0 },
        uncertain: {
          telegram: await events.countUncertain(`telegram:${telegram.botId}/digests`),
          discord: await events.countUncertain(`discord:${discord.applicationId}/digests`),
        },
        avoidable429s: telegram.avoidable429s() + discord.avoidable429s(),
        seconds: Math.round((Date.now() - began) / 1000),
      };
      const states = new Map(
        (await deliveries.list({ limit: 1_000_000 })).map((each) => [each.subscription, each.state]),
      );
      for (const platform of ['telegram', 'discord'] as const)
        for (const chat of staged[platform]) {
          const texts =
            platform === 'telegram'
              ? telegram.messages(Number(chat)).map(({ text }) => text)
              : discord.messages(chat).map(textOf);
          for (let slot = 0; slot < SLOTS; slot += 1) {
            const { repeated, missing, isInOrder } = judgeSlot(texts, slot, STORIES);
            result.duplicated[platform] += repeated;
            if (!isInOrder) result.outOfOrder += 1;
            if (missing === 0 && states.get(subscriptionOf(platform, chat, slot)) === 'sent') continue;
            result.lost += 1;
            onProgress(
              `lost: ${platform} ${chat} slot ${slot}, ${missing} stories, ${states.get(subscriptionOf(platform, chat, slot))}`,
            );
          }
        }
      if (result.lost > 0) onProgress(bot.output().stderr.slice(-SHOWN_LOG));
      return result;
    } finally {
      await store.close();
    }
  } finally {
    isDone = true;
    await bot.kill();
    await Promise.all([telegram.stop(), discord.stop()]);
    if (isMounted) spawnSync('umount', [dataDirectory]);
    await rm(folder, { recursive: true, force: true });
  }

  function countSent(): number {
    return telegram.messages().length + discord.messages().length;
  }

  /** One disturbance after the other until the kills are over. */
  async function disturb(): Promise<void> {
    const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
    while (!isDone) {
      await sleep(life * 0.3 * random());
      const times = 1 + Math.floor(random() * 4);
      const kind = pick([
        'drop',
        'drop-after-effect',
        'cut-short',
        'hang',
        '429',
        '500',
        '502',
        '504',
        'lock',
        'lock',
        ...(isMounted ? ['disk'] : []),
      ]);
      const isTelegram = random() < 0.5;
      count(kind);
      if (kind === 'lock') await holdLock(pick(['jianbao.db', 'jianbao-chats.db']), life * 1.5 * random());
      else if (kind === 'disk') await fillDisk(life * random());
      else if (isTelegram) telegram.fail('sendMessage', telegramFault(kind), { times });
      else discord.fail('POST /channels/:channel/messages', discordFault(kind), { times });
    }
  }

  async function holdLock(file: string, milliseconds: number): Promise<void> {
    const other = new Database(join(dataDirectory, file), { timeout: 1000 });
    try {
      other.exec('BEGIN IMMEDIATE');
      await sleep(milliseconds);
      other.exec('ROLLBACK');
    } catch {
      // The program held it all the while.
    } finally {
      other.close();
    }
  }

  async function fillDisk(milliseconds: number): Promise<void> {
    const ballast = join(dataDirectory, 'ballast');
    const chunk = Buffer.alloc(1 << 20);
    try {
      for (let megabyte = 0; megabyte < DISK_MEGABYTES; megabyte += 1)
        await writeFile(`${ballast}-${megabyte}`, chunk);
    } catch {
      // Full now, but for what is left of a megabyte.
      await writeFile(`${ballast}-rest`, Buffer.alloc(1 << 12)).catch(() => {});
    }
    await sleep(milliseconds);
    for (const name of await readdir(dataDirectory))
      if (name.startsWith('ballast')) await rm(join(dataDirectory, name), { force: true });
  }
}

const DISK_MEGABYTES = 256;
/** Characters of what the program logged last. */
const SHOWN_LOG = 5000;

/** A file system in memory that can be filled; false where that is not allowed. */
function mountMemory(folder: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MEGABYTES}m`, 'tmpfs', folder]).status === 0;
}

type TelegramFault = Parameters<Awaited<ReturnType<typeof startTelegramServer>>['fail']>[1];
type DiscordFault = Parameters<Awaited<ReturnType<typeof startDiscordServer>>['fail']>[1];
const SLOW = 1500;

function telegramFault(kind: string): TelegramFault {
  if (kind === 'drop' || kind === 'drop-after-effect' || kind === 'cut-short') return { kind };
  if (kind === 'hang') return { kind, milliseconds: SLOW };
  if (kind === '429')
    return {
      kind: 'status',
      code: 429,
      description: 'Too Many Requests: retry after 1',
      parameters: { retry_after: 1 },
    };
  return { kind: 'status', code: Number(kind), description: 'Bad Gateway' };
}

function discordFault(kind: string): DiscordFault {
  if (kind === 'drop' || kind === 'drop-after-effect' || kind === 'cut-short') return { kind };
  if (kind === 'hang') return { kind, milliseconds: SLOW };
  return kind === '429'
    ? { kind: 'status', status: 429, retryAfter: 1 }
    : { kind: 'status', status: Number(kind) };
}

/** Numbers in [0, 1) that a seed decides (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
