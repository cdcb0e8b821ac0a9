import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { type ArticleDraft, paragraphSchema, skippedSchema } from '../core/model/article.ts';
import { IngestError, ingestErrorCodes } from './ingest-error.ts';
import type { ParsedLine } from './parse-json-line.ts';
import type { ParseOptions, WholeFormat } from './parse-whole.ts';

/** A draft as it comes from a thread. */
export const draftSchema: z.ZodType<ArticleDraft> = z.object({
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
const entrySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('draft'), draft: draftSchema }),
  z.object({ kind: z.literal('skipped'), skipped: skippedSchema }),
]);
const messageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('entries'), entries: z.array(entrySchema) }),
  z.object({ kind: z.literal('end') }),
  z.object({ kind: z.literal('refused'), code: z.enum(ingestErrorCodes), message: z.string() }),
]);
export type WorkerMessage = z.infer<typeof messageSchema>;

/** Megabytes of heap; the largest text that is taken fits, whatever stands in it. */
const WORKER_HEAP = 1024;

export interface WorkerOptions extends ParseOptions {
  signal: AbortSignal | undefined;
  /** Milliseconds after which the worker is stopped and an IngestError `timed-out` thrown. */
  timeout: number;
  source: string;
}

/**
 * Decodes and parses a source in a thread of its own: the event loop stays free, and a hostile text costs a bounded time
 * and memory. The bytes go over to the thread: they are empty here afterwards. Throws an IngestError, the signal's
 * reason, or what the parser threw.
 */
export async function parseInWorker(
  bytes: Uint8Array<ArrayBuffer>,
  format: WholeFormat,
  { signal, timeout, source, now, address = null, charset = null }: WorkerOptions,
): Promise<ParsedLine[]> {
  signal?.throwIfAborted();
  const worker = new Worker(new URL('./parse-worker.ts', import.meta.url), {
    workerData: { bytes, format, source, options: { now, address, charset } },
    transferList: [bytes.buffer],
    resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP },
  });
  const stop = new AbortController();
  const found: ParsedLine[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new IngestError('timed-out', source, `${source} takes longer than ${timeout} ms to parse.`));
      }, timeout);
      stop.signal.addEventListener('abort', () => clearTimeout(timer));
      signal?.addEventListener('abort', () => reject(signal.reason), { signal: stop.signal });
      worker.on('message', (given: unknown) => {
        const read = messageSchema.safeParse(given);
        if (!read.success) reject(read.error);
        else if (read.data.kind === 'end') resolve();
        else if (read.data.kind === 'refused')
          reject(new IngestError(read.data.code, source, read.data.message));
        else for (const entry of read.data.entries) found.push(entry);
      });
      worker.once('error', (error) => reject(isOutOfMemory(error) ? tooLarge(source, error) : error));
      worker.once('exit', (code) => reject(new Error(`The parser's thread ended early (${code}).`)));
    });
    return found;
  } finally {
    stop.abort();
    await worker.terminate();
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

function tooLarge(source: string, cause: unknown): IngestError {
  const message = `${source} takes more than ${WORKER_HEAP} MB of memory to parse.`;
  return new IngestError('too-large', source, message, cause);
}
