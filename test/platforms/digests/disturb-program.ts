import { spawnSync } from 'node:child_process';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import type { startDiscordServer } from '../../servers/discord/start-discord-server.ts';
import type { startTelegramServer } from '../../servers/telegram/start-telegram-server.ts';

type Telegram = Awaited<ReturnType<typeof startTelegramServer>>;
type Discord = Awaited<ReturnType<typeof startDiscordServer>>;

const CALL_FAULTS = ['drop', 'drop-after-effect', 'cut-short', 'hang', '429', '500', '502', '504'] as const;
type CallFault = (typeof CALL_FAULTS)[number];

const DISK_MEGABYTES = 256;
/** Milliseconds. */
const SLOW = 1500;

/** A file system in memory that can be filled; false where that is not allowed. */
export function mountMemory(folder: string): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MEGABYTES}m`, 'tmpfs', folder]).status === 0;
}

export function unmountMemory(folder: string): void {
  spawnSync('umount', [folder]);
}

/**
 * Disturbs a program, one disturbance after the other until the signal aborts: calls to either platform fail in every way,
 * another connection holds the write lock of a database, the disk is full. `onDisturbed` gets the kind of each.
 */
export async function disturbProgram({
  telegram,
  discord,
  dataDirectory,
  fillsDisk,
  pause,
  random,
  onDisturbed,
  signal,
}: {
  telegram: Telegram;
  discord: Discord;
  dataDirectory: string;
  fillsDisk: boolean;
  /** Milliseconds between two, at most; a lock lasts up to five times as long, a full disk three times. */
  pause: number;
  /** Numbers in [0, 1). */
  random: () => number;
  onDisturbed(kind: string): void;
  signal: AbortSignal;
}): Promise<void> {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  while (!signal.aborted) {
    await sleep(pause * random());
    const times = 1 + Math.floor(random() * 4);
    const kind = pick([...CALL_FAULTS, 'lock', 'lock', ...(fillsDisk ? ['disk' as const] : [])] as const);
    const isTelegram = random() < 0.5;
    onDisturbed(kind);
    if (kind === 'lock')
      await holdLock(
        join(dataDirectory, pick(['jianbao.db', 'jianbao-chats.db'])),
        pause * LOCK_PAUSES * random(),
      );
    else if (kind === 'disk') await fillDisk(dataDirectory, pause * DISK_PAUSES * random());
    else if (isTelegram) telegram.fail('sendMessage', telegramFault(kind), { times });
    else discord.fail('POST /channels/:channel/messages', discordFault(kind), { times });
  }
}

const LOCK_PAUSES = 5;
const DISK_PAUSES = 10 / 3;

async function holdLock(file: string, milliseconds: number): Promise<void> {
  const other = new Database(file, { timeout: 1000 });
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

async function fillDisk(folder: string, milliseconds: number): Promise<void> {
  const ballast = join(folder, 'ballast');
  const chunk = Buffer.alloc(1 << 20);
  try {
    for (let megabyte = 0; megabyte < DISK_MEGABYTES; megabyte += 1)
      await writeFile(`${ballast}-${megabyte}`, chunk);
  } catch {
    // Full now, but for what is left of a megabyte.
    await writeFile(`${ballast}-rest`, Buffer.alloc(1 << 12)).catch(() => {});
  }
  await sleep(milliseconds);
  for (const name of await readdir(folder))
    if (name.startsWith('ballast')) await rm(join(folder, name), { force: true });
}

function telegramFault(kind: CallFault): Parameters<Telegram['fail']>[1] {
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

function discordFault(kind: CallFault): Parameters<Discord['fail']>[1] {
  if (kind === 'drop' || kind === 'drop-after-effect' || kind === 'cut-short') return { kind };
  if (kind === 'hang') return { kind, milliseconds: SLOW };
  return kind === '429'
    ? { kind: 'status', status: 429, retryAfter: 1 }
    : { kind: 'status', status: Number(kind) };
}
