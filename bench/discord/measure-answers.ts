import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSqliteStore } from '../../src/store/sqlite/create-sqlite-store.ts';
import type { DiscordServer } from '../../test/servers/discord/discord-server.ts';
import { startDiscordServer } from '../../test/servers/discord/start-discord-server.ts';
import { makeArticles } from '../make-articles.ts';
import type { BenchReport } from '../report.ts';
import { askInteractions, keepAskingForDigests, openPages, waitUntil } from './ask-interactions.ts';
import { fillGuilds } from './fill-guilds.ts';
import { quantile } from './quantile.ts';
import { startProgram } from './start-program.ts';

export interface AnswersLoad {
  guilds: number;
  channelsEach: number;
  articles: number;
  /** Pages whose buttons are pressed. */
  pages: number;
  rates: { perSecond: number; seconds: number }[];
  /** Seconds until memory counts as that of a bot that waits. */
  settle: number;
  drops: number;
}

/** What may come in while it is measured. */
const NEW_ARTICLES = 20_000;
const DIGEST_SEATS = 60;

/**
 * The program itself, with the server in this process: how long an interaction waits while a digest is made all the time,
 * the memory before and after, and how soon a connection that broke off is gone on with.
 */
export async function measureAnswers(load: AnswersLoad): Promise<{
  rows: BenchReport['rows'];
  summary: BenchReport['summary'];
}> {
  const server = await startDiscordServer();
  const folder = mkdtempSync(join(tmpdir(), 'jianbao-discord-'));
  const store = await createSqliteStore({
    path: join(folder, 'jianbao.db'),
    now: Date.now,
    lockTimeout: 10_000,
  });
  const articles = makeArticles(load.articles + NEW_ARTICLES);
  const addArticles = async (count: number): Promise<void> => {
    const some = Array.from({ length: count }, () => articles.next().value).filter(
      (each) => each !== undefined,
    );
    await store.importArticles({ source: 'made-up', articles: some });
  };
  const seats = fillGuilds(server, load);
  await addArticles(load.articles);
  const bot = startProgram(new URL('../../src/main.ts', import.meta.url), {
    DATA_DIR: folder,
    DATABASE_URL: `sqlite:${join(folder, 'jianbao.db')}`,
    DISCORD_BOT_TOKEN: server.token,
    DISCORD_API_URL: server.api,
    LOG_LEVEL: 'warn',
  });
  try {
    const isServed = (): boolean =>
      server.commandWrites() > 0 && server.gateway.sessions().some(({ isConnected }) => isConnected);
    if (!(await waitUntil(isServed, 30_000))) throw new Error('the bot does not serve');
    await sleep(load.settle * 1000);
    const idle = bot.memory();
    const pages = await openPages(server, seats.slice(0, load.pages));
    const rows: BenchReport['rows'] = [];
    let first = 0;
    for (const rate of load.rates) {
      const digests = keepAskingForDigests(server, {
        seats: seats.slice(-DIGEST_SEATS),
        addArticle: () => addArticles(1),
      });
      const row = await askInteractions(server, { ...rate, seats, pages, first });
      first += Number(row.interactions);
      rows.push({ ...row, 'digests meanwhile': await digests.end() });
    }
    const busy = bot.memory();
    await sleep(load.settle * 1000);
    const resumed = await dropConnections(server, load.drops);
    return {
      rows,
      summary: {
        guilds: load.guilds,
        channels: load.guilds * load.channelsEach,
        'articles stored': load.articles,
        'memory waiting, MB': idle,
        'memory at the end of the load, MB': busy,
        'memory waiting after the load, MB': bot.memory(),
        'connections dropped': load.drops,
        'drop to resumed, median ms': quantile(resumed, 0.5),
        'drop to resumed, slowest ms': quantile(resumed, 1),
      },
    };
  } finally {
    await bot.terminate();
    await server.stop();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds from each drop until its session is gone on with; infinite where it was not. */
async function dropConnections(server: DiscordServer, drops: number): Promise<number[]> {
  const times: number[] = [];
  const resumes = (): number => server.gateway.sessions().reduce((sum, each) => sum + each.resumes, 0);
  for (let drop = 0; drop < drops; drop += 1) {
    const before = resumes();
    const at = Date.now();
    server.gateway.drop();
    const isResumed = await waitUntil(() => resumes() > before, 30_000);
    times.push(isResumed ? Date.now() - at : Number.POSITIVE_INFINITY);
    await sleep(500);
  }
  return times;
}
