import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { IngestError } from './ingest-error.ts';
import type { WorkerMessage } from './parse-in-worker.ts';
import type { ParsedLine } from './parse-json-line.ts';
import { loadParser } from './parse-whole.ts';

/** So much goes in one message: whoever receives it takes it in at once. */
const MOST_ENTRIES = 200;
const MOST_CHARACTERS = 200_000;

const { bytes, format, source, options } = z
  .object({
    bytes: z.instanceof(Uint8Array),
    format: z.enum(['dump', 'markdown', 'json', 'feed', 'page']),
    source: z.string(),
    options: z.object({ now: z.number(), address: z.string().nullable(), charset: z.string().nullable() }),
  })
  .parse(workerData);

function post(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

let entries: ParsedLine[] = [];
let characters = 0;
try {
  const parse = await loadParser(format);
  for (const entry of parse(bytes, source, options)) {
    entries.push(entry);
    characters += entry.kind === 'draft' ? entry.draft.body.length : 0;
    if (entries.length < MOST_ENTRIES && characters < MOST_CHARACTERS) continue;
    post({ kind: 'entries', entries });
    entries = [];
    characters = 0;
  }
  post({ kind: 'entries', entries });
  post({ kind: 'end' });
} catch (error) {
  if (!(error instanceof IngestError)) throw error;
  post({ kind: 'refused', code: error.code, message: error.message });
}
