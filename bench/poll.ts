import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { keepHeapSmall } from '../src/app/keep-heap-small.ts';
import { completeArticle } from '../src/core/articles/complete-article.ts';
import { extractKeywords } from '../src/core/text/extract-keywords.ts';
import { createFetcher } from '../src/ingest/fetch/create-fetcher.ts';
import { createFeedReader } from '../src/ingest/poll/create-feed-reader.ts';
import { pollSource } from '../src/ingest/poll/poll-source.ts';
import { runPolling } from '../src/ingest/poll/run-polling.ts';
import { createSqliteStore } from '../src/store/sqlite/create-sqlite-store.ts';
import { buildSource } from '../test/build-source.ts';
import { quantile } from './discord/quantile.ts';
import type { BenchReport } from './report.ts';

/** Milliseconds. */
const ROUND = 10 * 60_000;
const LATENCY = 300;
const SAMPLE = 250;

/**
 * So many feeds, each of a host of its own, every ten minutes, with the real store, fetcher and polling, in real time; the
 * feeds are served by another process. Each row is measured for so many minutes of the ten. What the feeds hold at first the
 * store is told before, as fast as it goes; then they are spread evenly over the ten minutes.
 */
export async function runPollBench(feeds: number, minutes: number): Promise<BenchReport> {
  keepHeapSmall();
  const folder = mkdtempSync(join(tmpdir(), 'jianbao-poll-'));
  const server = fork(fileURLToPath(new URL('poll/serve-feeds.ts', import.meta.url)));
  const [{ port }] = z
    .tuple([z.object({ port: z.int() })])
    .parse((await once(server, 'message')).slice(0, 1));
  const now = Date.now;
  const store = await createSqliteStore({ path: join(folder, 'jianbao.db'), now });
  const fetcher = createFetcher({
    allowedNetworks: ['127.0.0.1'],
    userAgent: 'jianbao-bench',
    now,
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
  });
  const reader = createFeedReader({ now });
  const tally = { polls: 0, failed: 0, articles: 0, lateness: [] as number[], fills: true };

  async function order(conditional: boolean, round: number, latency = LATENCY) {
    server.send({ conditional, round, latency });
    const [counts] = await once(server, 'message');
    return z.object({ requests: z.int(), bytes: z.int(), unchanged: z.int() }).parse(counts);
  }

  for (let feed = 0; feed < feeds; feed += 500)
    await Promise.all(
      Array.from({ length: Math.min(500, feeds - feed) }, (_, index) =>
        store.sources.add(
          buildSource({
            id: `s${feed + index}`,
            url: `http://f${feed + index}.example.test:${port}/feed`,
            bounds: { shortest: ROUND, longest: ROUND },
            nextAt: now(),
          }),
        ),
      ),
    );
  await order(true, 0, 0);
  const polling = runPolling({
    sources: store.sources,
    poll: (source, signal) =>
      pollSource(
        {
          ...{ fetcher, readFeed: reader.read, sources: store.sources, now },
          completeTexts: async (_source, items) => items.map(({ draft }) => draft),
          async takeIn(name, drafts) {
            if (tally.fills) return 0;
            tally.articles += drafts.length;
            const firstSeenAt = new Date(now()).toISOString();
            const articles = drafts.map((draft) =>
              completeArticle(draft, {
                source: name,
                firstSeenAt,
                extractTerms: (text) => extractKeywords(text, 12),
              }),
            );
            return (await store.importArticles({ source: name, articles })).stored.length;
          },
        },
        source,
        signal,
      ),
    now,
    after(milliseconds, run) {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
    random: () => 0.5,
    log: {
      info() {},
      warn() {},
      error: (details, message) => process.stderr.write(`${message} ${JSON.stringify(details)}\n`),
    },
    onPolled(_source, outcome, lateness) {
      tally.polls += 1;
      tally.lateness.push(lateness);
      if (outcome.kind === 'failed') tally.failed += 1;
    },
  });

  async function measure(name: string, conditional: boolean, round: number) {
    await order(conditional, round);
    Object.assign(tally, { polls: 0, failed: 0, articles: 0, lateness: [] });
    const cpu = process.cpuUsage();
    let memory = 0;
    for (const end = Date.now() + minutes * 60_000; Date.now() < end; await sleep(SAMPLE))
      memory = Math.max(memory, process.memoryUsage.rss());
    const { user, system } = process.cpuUsage(cpu);
    const counts = await order(conditional, round);
    return {
      polling: name,
      polls: tally.polls,
      failed: tally.failed,
      'new articles': tally.articles,
      'processor, s': Math.round((user + system) / 1e4) / 100,
      'of one core, %': Math.round(((user + system) / 1e3 / (minutes * 60_000)) * 1e4) / 100,
      'memory, MB': Math.round(memory / 1e6),
      'lateness, median s': Math.round(quantile(tally.lateness, 0.5) / 10) / 100,
      'lateness, 99 % s': Math.round(quantile(tally.lateness, 0.99) / 10) / 100,
      'bodies, MB': Math.round(counts.bytes / 1e4) / 100,
      '304 answers': counts.unchanged,
    };
  }

  try {
    while (tally.polls < feeds) await sleep(SAMPLE);
    await Promise.all(
      Array.from({ length: feeds }, (_, feed) =>
        store.sources.change(`s${feed}`, { nextAt: Math.round(now() + (feed / feeds) * ROUND) }),
      ),
    );
    // It sleeps until what was next before.
    polling.wake();
    tally.fills = false;
    const rows = [
      await measure('without conditional requests', false, 1),
      await measure('with conditional requests', true, 2),
    ];
    await polling.stop();
    return {
      name: 'poll',
      rows,
      summary: { feeds, 'each is asked every, minutes': ROUND / 60_000, 'minutes a row': minutes },
      skipped: [],
    };
  } finally {
    server.kill();
    await fetcher.close();
    await reader.close();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
