import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { nextSlot } from '../src/core/schedule/find-slots.ts';
import { claimDueSlots } from '../src/schedule/claim-due-slots.ts';
import { chatsPath, createSqliteStore } from '../src/store/sqlite/create-sqlite-store.ts';
import type { BenchReport } from './report.ts';

const MINUTE = 60_000;
const DUE = 100;
const SERVED: ReadonlySet<string> = new Set(['telegram', 'discord', 'terminal']);
const TICKS = 9;

/** One tick with a hundred due among so many subscriptions: reading them, and claiming them all. */
export async function runScheduleBench(sizes: number[] = [1000, 100_000, 1_000_000]): Promise<BenchReport> {
  const rows: BenchReport['rows'] = [];
  for (const size of sizes) rows.push(await measureTicks(size));
  return { name: 'schedule', rows, summary: {}, skipped: [] };
}

async function measureTicks(size: number): Promise<BenchReport['rows'][number]> {
  const folder = mkdtempSync(join(tmpdir(), 'jianbao-schedule-'));
  const path = join(folder, 'jianbao.db');
  try {
    const first = nextSlot(
      { times: [480], weekdays: [], zone: 'Asia/Shanghai' },
      Date.UTC(2026, 0, 4, 12),
    ).at;
    await (await createSqliteStore({ path, now: () => first })).close();
    fill(chatsPath(path), { size, first });
    const before = process.memoryUsage().rss;
    const store = await createSqliteStore({ path, now: () => first });
    const { platforms } = store;
    const nothing = (): void => {};
    const idle: number[] = [];
    const listed: number[] = [];
    const claimed: number[] = [];
    for (let tick = 0; tick < TICKS; tick += 1) {
      const now = first + tick * MINUTE;
      const look = () =>
        claimDueSlots({ platforms, served: SERVED, now, log: { info: nothing, error: nothing } });
      listed.push(await timeOf(() => platforms.subscriptions.listDue('telegram', now, 200)));
      claimed.push(await timeOf(look));
      idle.push(await timeOf(look));
    }
    const made = (await platforms.deliveries.list({ limit: 1_000_000 })).length;
    if (made !== DUE * TICKS) throw new Error(`${made} deliveries were made`);
    const after = process.memoryUsage().rss;
    await store.close();
    return {
      subscriptions: size,
      due: DUE,
      'read, median ms': median(listed),
      'tick, median ms': median(claimed),
      'tick, slowest ms': Math.max(...claimed),
      'tick without any due, median ms': median(idle),
      'memory for it, MB': Math.round((after - before) / 1e6),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A hundred are due each minute for some minutes from eight on; all others at minutes after those. */
function fill(file: string, { size, first }: { size: number; first: number }): void {
  const database = new Database(file);
  const insert = database.prepare(`
    INSERT INTO subscriptions
      (id, platform, chat, thread, schedule, topics, muted, origin, created_at, next_at, next_key, covered_to)
    VALUES (?, 'telegram', ?, NULL, ?, '[]', '[]', 'command', 0, ?, ?, NULL)`);
  database.transaction(() => {
    for (let index = 0; index < size; index += 1) {
      const minute = Math.floor(index / DUE) < TICKS ? Math.floor(index / DUE) : TICKS + 1 + (index % 1000);
      const at = first + minute * MINUTE;
      const local = 480 + minute;
      const key = new Date(at + 8 * 60 * MINUTE).toISOString().slice(0, 16);
      const schedule = JSON.stringify({ times: [local % 1440], weekdays: [], zone: 'Asia/Shanghai' });
      insert.run(`s${index}`, String(index), schedule, at, key);
    }
  })();
  database.close();
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return Math.round((performance.now() - began) * 100) / 100;
}

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
