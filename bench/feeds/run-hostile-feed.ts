// One hostile feed in a process of its own: `node run-hostile-feed.ts KIND SIZE`; prints what it cost as JSON.
import { IngestError } from '../../src/ingest/ingest-error.ts';
import { parseInWorker } from '../../src/ingest/parse-in-worker.ts';
import { hostileFeeds } from './hostile-feeds.ts';

const [, , kind = '', size = ''] = process.argv;
const hostile = hostileFeeds.find((one) => one.kind === kind);
if (hostile === undefined) throw new Error(`no such kind: ${kind}`);
const bytes = new Uint8Array(new TextEncoder().encode(hostile.make(Number(size))));
const before = process.memoryUsage().rss;
const started = performance.now();
const outcome = await parseInWorker(bytes, kind.startsWith('JSON') ? 'json' : 'feed', {
  now: Date.now(),
  signal: undefined,
  timeout: 60_000,
  source: kind,
}).then(
  (entries) => `${entries.filter((entry) => entry.kind === 'draft').length} articles`,
  (error: unknown) => {
    if (error instanceof IngestError) return `refused: ${error.code}`;
    throw error;
  },
);
const milliseconds = Math.round(performance.now() - started);
const megabytes = Math.max(0, Math.round((process.resourceUsage().maxRSS * 1024 - before) / 1e6));
process.stdout.write(JSON.stringify({ outcome, milliseconds, megabytes }));
