import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createSqliteStore } from '../src/store/sqlite/create-sqlite-store.ts';
import { makeArticles } from './make-articles.ts';
import type { BenchReport } from './report.ts';

const RUNS = 5;
const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * From `npm start` to the first answer (`latest`), and memory when it has answered and waits, with so many articles stored.
 * Every run is a process of its own, started as a user starts it; the first run of each size is a warm-up and not counted.
 */
export async function runStartupBench(sizes: number[]): Promise<BenchReport> {
  const rows: BenchReport['rows'] = [];
  for (const size of sizes) {
    const folder = mkdtempSync(join(tmpdir(), 'jianbao-startup-'));
    try {
      const imported = await fillStore(join(folder, 'jianbao.db'), size);
      await measureRun(folder, 'latest');
      const runs = [];
      for (let index = 0; index < RUNS; index += 1) runs.push(await measureRun(folder, 'latest'));
      const asked = await measureRun(folder, '/ask 供水改造工程完成了多少公里管道?');
      rows.push({
        articles: size,
        'first answer, median ms': median(runs.map(({ milliseconds }) => milliseconds)),
        'first answer, slowest ms': Math.max(...runs.map(({ milliseconds }) => milliseconds)),
        'first question, ms': asked.milliseconds,
        'memory waiting, MB': median(runs.map(({ megabytes }) => megabytes)),
        'memory after a question, MB': asked.megabytes,
        'imported per second': imported,
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  const skipped = process.platform === 'linux' ? [] : ['memory is read from /proc, which only Linux has'];
  return { name: 'startup', rows, summary: { 'runs a size': RUNS }, skipped };
}

async function fillStore(path: string, size: number): Promise<number> {
  const store = await createSqliteStore({ path, now: Date.now });
  const began = performance.now();
  await store.importArticles({ source: 'made-up', articles: makeArticles(size) });
  const seconds = (performance.now() - began) / 1000;
  await store.close();
  return Math.round(size / seconds);
}

async function measureRun(
  folder: string,
  line: string,
): Promise<{ milliseconds: number; megabytes: number }> {
  const began = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: root,
    env: {
      ...process.env,
      DATA_DIR: folder,
      DATABASE_URL: `sqlite:${join(folder, 'jianbao.db')}`,
      LOG_LEVEL: 'error',
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.write(`${line}\n`);
  const milliseconds = await new Promise<number>((resolve, reject) => {
    child.stdout.once('data', () => resolve(Math.round(performance.now() - began)));
    child.once('exit', (code) => reject(new Error(`npm start ended with ${code} before it answered`)));
  });
  const megabytes = Math.round(largestProcess(child.pid ?? 0) / 1024);
  child.stdin.end();
  await new Promise((resolve) => child.once('close', resolve));
  return { milliseconds, megabytes };
}

/** Resident kilobytes of the largest process at or below `pid`: the one that runs jianbao, npm and shells beside it. */
function largestProcess(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const own = /^Name:\s+(?:npm|sh)/m.test(status) ? 0 : Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0);
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
      .trim()
      .split(' ')
      .filter(Boolean);
    return Math.max(own, ...children.map((child) => largestProcess(Number(child))));
  } catch {
    return 0;
  }
}

function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
