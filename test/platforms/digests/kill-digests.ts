import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startDiscordServer } from '../../servers/discord/start-discord-server.ts';
import { createProgramProcess } from '../../servers/program-process.ts';
import { startTelegramServer } from '../../servers/telegram/start-telegram-server.ts';
import { textOf } from '../discord/run-discord.ts';
import { disturbProgram, mountMemory, unmountMemory } from './disturb-program.ts';
import { judgeDigests } from './judge-digests.ts';
import {
  importStories,
  keyOfSlot,
  stageChats,
  stageSubscriptions,
  subscriptionOf,
  withStagedStore,
} from './stage-digests.ts';

const MINUTE = 60_000;
const SLOTS = 3;
/** By the program's clock, which is put forward from one to the next. */
const SLOTS_APART = 20 * MINUTE;
/** New at each slot. */
const STORIES = 14;
/** Of the program's life between two disturbances, at most. */
const DISTURBED_EVERY = 0.3;
/** Characters of what the program logged last. */
const SHOWN_LOG = 5000;

export interface KillDigestsResult {
  kills: number;
  /** Ends of the program that the driver did not make. */
  ownEnds: number;
  faults: Record<string, number>;
  deliveries: number;
  sent: number;
  /** Deliveries of which a story or the whole never came, or that did not end as sent. */
  lost: number;
  /** Chats that were told a story before one that stands above it, or that was new at an earlier slot. */
  outOfOrder: number;
  /** Stories that a later digest told once more. */
  toldAgain: number;
  /** Messages that came twice, on each platform. */
  duplicated: { telegram: number; discord: number };
  /** Sends without a known result that were sent again, as the program counts them. */
  uncertain: { telegram: number; discord: number };
  avoidable429s: number;
  seconds: number;
}

/**
 * The real program serves both platforms. Every chat has one subscription with three slots, which come one after the other
 * with new stories at each, while the program is killed with -9 again and again among disturbances of every kind (a full
 * disk with `fillsDisk`, which needs the right to mount a file system in memory). A slot comes when a third of the kills are
 * over and all deliveries of the one before have ended: one that is open at the next slot is left to that, which tells all.
 * `seed` decides what happens when; where the program stands then is its own.
 */
export async function killDigests({
  chats,
  kills,
  seed,
  life,
  fillsDisk = false,
  patience,
  onProgress = () => {},
}: {
  /** Over both platforms. */
  chats: number;
  kills: number;
  seed: number;
  /** Milliseconds that the program lives on the average. */
  life: number;
  fillsDisk?: boolean;
  /** Milliseconds after the last kill. */
  patience: number;
  onProgress?(words: string): void;
}): Promise<KillDigestsResult> {
  const random = createRandom(seed);
  const telegram = await startTelegramServer();
  const discord = await startDiscordServer({ limits: { identifyInterval: 0 } });
  const folder = await mkdtemp(join(tmpdir(), 'jianbao-faults-'));
  const dataDirectory = join(folder, 'data');
  await mkdir(dataDirectory);
  const isMounted = fillsDisk && mountMemory(dataDirectory);
  const began = Date.now();
  const faults: Record<string, number> = {};
  const bot = createProgramProcess({
    dataDirectory,
    entry: fileURLToPath(new URL('start-ahead.ts', import.meta.url)),
    environment: {
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      DISCORD_BOT_TOKEN: discord.token,
      DISCORD_API_URL: discord.api,
      DISCORD_PRESENCE: 'none',
      LOG_LEVEL: 'error',
    },
  });
  const disturbing = new AbortController();
  const first = Math.floor(began / MINUTE) * MINUTE;
  const slots = Array.from({ length: SLOTS }, (_, slot) => first + slot * SLOTS_APART);
  let come = 0;
  let ahead = 0;
  let ownEnds = 0;
  let killed = 0;
  try {
    const staged = stageChats(
      { telegram, discord },
      { telegram: Math.ceil(chats / 2), discord: Math.floor(chats / 2) },
    );
    await stageSubscriptions({ dataDirectory, chats: staged, slots });
    await withStagedStore(dataDirectory, (store) =>
      importStories(store, { slot: 0, at: first, stories: STORIES }),
    );
    const disturbed = disturbProgram({
      ...{ telegram, discord, dataDirectory, random, fillsDisk: isMounted },
      pause: life * DISTURBED_EVERY,
      onDisturbed: (kind) => (faults[kind] = (faults[kind] ?? 0) + 1),
      signal: disturbing.signal,
    });
    start();
    while (killed < kills) {
      await live(life * (0.1 + 1.8 * random()));
      const isTime = come + 1 < SLOTS && killed + 1 >= (kills * (come + 1)) / SLOTS;
      const comes = isTime && (await prepareSlot(come + 1));
      await bot.kill();
      killed += 1;
      if (comes) putForward();
      if (killed % 10 === 0) onProgress(`${killed} kills, ${countSent()} messages sent`);
      start();
    }
    disturbing.abort();
    await disturbed;
    const deadline = Date.now() + patience;
    while (Date.now() < deadline && !(await isAllDone())) {
      await live(1000);
      if (come + 1 >= SLOTS || !(await prepareSlot(come + 1))) continue;
      await bot.terminate();
      putForward();
      start();
    }
    await bot.terminate();
    const result = await judge(staged);
    if (result.lost > 0) onProgress(bot.output().stderr.slice(-SHOWN_LOG));
    return result;
  } finally {
    disturbing.abort();
    await bot.kill();
    await Promise.all([telegram.stop(), discord.stop()]);
    if (isMounted) unmountMemory(dataDirectory);
    await rm(folder, { recursive: true, force: true });
  }

  function start(): void {
    bot.start({ CLOCK_AHEAD: String(ahead) });
  }

  /** The program runs for so long (milliseconds); where it ends by itself it is started again. */
  async function live(milliseconds: number): Promise<void> {
    for (let left = milliseconds; left > 0; left -= 100) {
      await sleep(Math.min(100, left));
      if (bot.isRunning()) continue;
      ownEnds += 1;
      start();
    }
  }

  /** Takes in what is new at a slot; false where that can't be now, or the slot before it is not yet over. */
  async function prepareSlot(slot: number): Promise<boolean> {
    try {
      return await withStagedStore(dataDirectory, async (store) => {
        const made = await store.platforms.deliveries.list({ limit: chats * SLOTS });
        if (made.filter(({ state }) => state !== 'due').length < chats * slot) return false;
        await importStories(store, { slot, at: slots[slot] ?? 0, stories: STORIES });
        return true;
      });
    } catch {
      // The disk is full, or another holds the lock.
      return false;
    }
  }

  /** The next slot is due for the program that is started from now on. */
  function putForward(): void {
    come += 1;
    ahead = (slots[come] ?? 0) + 1000 - Date.now();
    onProgress(`slot ${come + 1} after ${killed} kills, ${countSent()} messages sent`);
  }

  function countSent(): number {
    return telegram.messages().length + discord.messages().length;
  }

  async function isAllDone(): Promise<boolean> {
    return withStagedStore(dataDirectory, async ({ platforms: { deliveries } }) => {
      const made = await deliveries.list({ limit: chats * SLOTS });
      return made.length === chats * SLOTS && made.every(({ state }) => state !== 'due');
    });
  }

  async function judge(
    staged: Record<'telegram' | 'discord', readonly string[]>,
  ): Promise<KillDigestsResult> {
    const { made, uncertain } = await withStagedStore(
      dataDirectory,
      async ({ platforms: { deliveries, events } }) => ({
        made: await deliveries.list({ limit: 1_000_000 }),
        uncertain: {
          telegram: await events.countUncertain(`telegram:${telegram.botId}/digests`),
          discord: await events.countUncertain(`discord:${discord.applicationId}/digests`),
        },
      }),
    );
    const states = new Map(
      made.map(({ subscription, slot, state }) => [`${subscription}@${slot.key}`, state]),
    );
    const result: KillDigestsResult = {
      ...{ kills: killed, ownEnds, faults, uncertain },
      deliveries: made.length,
      sent: made.filter(({ state }) => state === 'sent').length,
      ...{ lost: 0, outOfOrder: 0, toldAgain: 0, duplicated: { telegram: 0, discord: 0 } },
      avoidable429s: telegram.avoidable429s() + discord.avoidable429s(),
      seconds: Math.round((Date.now() - began) / 1000),
    };
    for (const platform of ['telegram', 'discord'] as const)
      for (const chat of staged[platform]) {
        const texts =
          platform === 'telegram'
            ? telegram.messages(Number(chat)).map(({ text }) => text)
            : discord.messages(chat).map(textOf);
        const told = judgeDigests(texts, { slots: SLOTS, stories: STORIES });
        result.duplicated[platform] += told.repeated;
        result.toldAgain += told.toldAgain;
        if (!told.isInOrder) result.outOfOrder += 1;
        for (const [slot, missing] of told.missing.entries()) {
          const state = states.get(`${subscriptionOf(platform, chat)}@${keyOfSlot(slots[slot] ?? 0)}`);
          if (missing === 0 && state === 'sent') continue;
          result.lost += 1;
          onProgress(`lost: ${platform} ${chat} slot ${slot + 1}, ${missing} stories, ${state}`);
        }
      }
    return result;
  }
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
