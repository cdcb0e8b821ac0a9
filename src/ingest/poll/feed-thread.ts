// The thread that large feeds are read in: takes bytes, one feed at a time, and answers with what they say.
import { parentPort } from 'node:worker_threads';
import { z } from 'zod';
import { IngestError } from '../ingest-error.ts';
import type { FeedAnswer } from './create-feed-reader.ts';
import { readFeedBytes } from './read-feed-bytes.ts';

const givenSchema = z.object({
  bytes: z.instanceof(Uint8Array),
  contentType: z.string().nullable(),
  url: z.string(),
  now: z.number(),
});

parentPort?.on('message', (given: unknown) => {
  parentPort?.postMessage(answer(given));
});

function answer(given: unknown): FeedAnswer {
  try {
    return { kind: 'read', reading: readFeedBytes(givenSchema.parse(given)) };
  } catch (error) {
    if (!(error instanceof IngestError)) throw error;
    return { kind: 'refused', code: error.code, message: error.message };
  }
}
