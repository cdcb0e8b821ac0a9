import { IngestError } from '../../src/ingest/ingest-error.ts';
import { parseInWorker } from '../../src/ingest/parse-in-worker.ts';
import { hostilePages } from './hostile-pages.ts';

const TIMEOUT = 60_000;

/**
 * Each kind of hostile page, as large as one may be, through the worker: how it ends, how long it takes, and the
 * process's largest size meanwhile (it keeps what it once had: the largest of all is the figure).
 */
export async function measureHostilePages(): Promise<Record<string, string | number>[]> {
  const rows: Record<string, string | number>[] = [];
  for (const [kind, make] of Object.entries(hostilePages)) {
    const bytes = new Uint8Array(new TextEncoder().encode(make()));
    const megabytes = bytes.length / 1024 / 1024;
    let most = process.memoryUsage.rss();
    const watch = setInterval(() => {
      most = Math.max(most, process.memoryUsage.rss());
    }, 5);
    const started = performance.now();
    const outcome = await parseInWorker(bytes, 'page', {
      signal: undefined,
      timeout: TIMEOUT,
      source: kind,
      now: 0,
    })
      .then(() => 'an article')
      .catch((error: unknown) => (error instanceof IngestError ? error.code : `CRASH ${String(error)}`));
    clearInterval(watch);
    rows.push({
      kind,
      megabytes,
      outcome,
      milliseconds: Math.round(performance.now() - started),
      peakMegabytes: Math.round(most / 1024 / 1024),
    });
  }
  return rows;
}
