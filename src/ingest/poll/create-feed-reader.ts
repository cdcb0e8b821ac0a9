import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { feedHintsSchema } from '../../core/sources/source.ts';
import { createTurns } from '../create-turns.ts';
import { describeAddress } from '../fetch/read-address.ts';
import { IngestError, ingestErrorCodes } from '../ingest-error.ts';
import { draftSchema } from '../parse-in-worker.ts';
import type { ReadFeed } from './feed-reading.ts';
import { type FeedBytes, readFeedBytes } from './read-feed-bytes.ts';

/** Bytes: smaller ones take a few milliseconds. */
const LARGEST_IN_PLACE = 64 * 1024;
/** Milliseconds for one feed; the largest that are fetched take a second. */
const TIMEOUT = 20_000;
/** Milliseconds after which a thread that nobody asks is ended. */
const IDLE = 30_000;
/** Bytes that may wait for the thread before nobody should fetch more. */
const MOST_WAITING = 16 * 1024 * 1024;
/** Megabytes: what 8 MiB of a feed take, whatever stands in them. */
const HEAP = 512;

const answerSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('read'),
    reading: z.object({
      feed: z.object({
        title: z.string().nullable(),
        link: z.string().nullable(),
        language: z.string().nullable(),
      }),
      drafts: z.array(draftSchema),
      teasers: z.array(z.int()),
      hints: feedHintsSchema,
    }),
  }),
  z.object({ kind: z.literal('refused'), code: z.enum(ingestErrorCodes), message: z.string() }),
]);
export type FeedAnswer = z.infer<typeof answerSchema>;

/**
 * Reads feeds: small ones in place, larger ones one after the other in a thread, which is made when one comes and ended when
 * none comes any more, or when one takes too long or too much. `now`: epoch milliseconds.
 */
export function createFeedReader({ now, timeout = TIMEOUT }: { now: () => number; timeout?: number }): {
  read: ReadFeed;
  /** Resolves when there is room for another large feed. */
  hasRoom(): Promise<void>;
  close(): Promise<void>;
} {
  const turns = createTurns(1);
  let bytesWaiting = 0;
  const wakeFetchers: (() => void)[] = [];
  let thread: Worker | null = null;
  let idle: NodeJS.Timeout | null = null;

  async function end(): Promise<void> {
    if (idle !== null) clearTimeout(idle);
    const ending = thread;
    thread = null;
    await ending?.terminate();
  }

  async function readInThread(
    given: FeedBytes & { bytes: Uint8Array<ArrayBuffer> },
    signal: AbortSignal | undefined,
  ): Promise<FeedAnswer> {
    if (idle !== null) clearTimeout(idle);
    thread ??= new Worker(new URL('./feed-thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: HEAP },
    });
    const worker = thread;
    const answered = Promise.withResolvers<unknown>();
    const timer = setTimeout(() => answered.reject(new Error('it takes too long')), timeout);
    worker.once('message', answered.resolve).once('error', answered.reject);
    const abort = (): void => answered.reject(signal?.reason);
    signal?.addEventListener('abort', abort, { once: true });
    try {
      worker.postMessage(given, [given.bytes.buffer]);
      return answerSchema.parse(await answered.promise);
    } catch (error) {
      // A thread that hangs or has died reads nothing more; the next feed gets another.
      await end();
      signal?.throwIfAborted();
      return {
        kind: 'refused',
        code: 'timed-out',
        message: error instanceof Error ? error.message : 'unknown',
      };
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      worker.removeAllListeners('message').removeAllListeners('error');
      // One without a listener would end the process with it.
      worker.on('error', () => {});
      idle = setTimeout(() => void end(), IDLE);
      idle.unref();
      worker.unref();
    }
  }

  return {
    async read({ bytes, contentType, url, signal }) {
      const given = { bytes, contentType, url, now: now() };
      // Given to the thread, the bytes are none here.
      const size = bytes.length;
      if (size <= LARGEST_IN_PLACE) return readFeedBytes(given);
      bytesWaiting += size;
      const giveBack = await turns.take();
      try {
        signal?.throwIfAborted();
        const answer = await readInThread(given, signal);
        if (answer.kind === 'read') return answer.reading;
        throw new IngestError(answer.code, describeAddress(url), answer.message);
      } finally {
        giveBack();
        bytesWaiting -= size;
        if (bytesWaiting <= MOST_WAITING) for (const wake of wakeFetchers.splice(0)) wake();
      }
    },
    async hasRoom() {
      if (bytesWaiting > MOST_WAITING) await new Promise<void>((resolve) => wakeFetchers.push(resolve));
    },
    close: end,
  };
}
