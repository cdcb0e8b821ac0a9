import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { type ArticleDraft, paragraphSchema, type Skipped, skippedSchema } from '../core/model/article.ts';
import { IngestError } from './ingest-error.ts';
import type { TextFormat } from './parse-text.ts';

const draftSchema: z.ZodType<ArticleDraft> = z.object({
  givenId: z.string().nullable(),
  title: z.string(),
  body: z.string(),
  paragraphs: z.array(paragraphSchema),
  publisher: z.string().nullable(),
  url: z.string().nullable(),
  publishedAt: z.string().nullable(),
  hashtags: z.array(z.string()),
  truncated: z.boolean(),
  range: z.object({ start: z.int(), end: z.int() }),
});
const resultSchema = z.object({ articles: z.array(draftSchema), skipped: z.array(skippedSchema) });

export interface WorkerOptions {
  signal: AbortSignal | undefined;
  /** Milliseconds after which the worker is stopped and an IngestError `timed-out` thrown. */
  timeout: number;
  source: string;
}

/** Parses a text in a thread of its own: the event loop stays free, and a hostile text costs a bounded time. */
export async function parseInWorker(
  text: string,
  format: TextFormat,
  { signal, timeout, source }: WorkerOptions,
): Promise<{ articles: ArticleDraft[]; skipped: Skipped[] }> {
  signal?.throwIfAborted();
  const worker = new Worker(new URL('./parse-worker.ts', import.meta.url), { workerData: { text, format } });
  const stop = new AbortController();
  try {
    const message = await new Promise<unknown>((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new IngestError('timed-out', source, `${source} takes longer than ${timeout} ms to parse.`));
      }, timeout);
      stop.signal.addEventListener('abort', () => clearTimeout(timer));
      signal?.addEventListener('abort', () => reject(signal.reason), { signal: stop.signal });
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`The parser's thread ended early (${code}).`)));
    });
    return resultSchema.parse(message);
  } finally {
    stop.abort();
    await worker.terminate();
  }
}
