// The thread in which one reader is given inputs, so that one that hangs or takes all memory ends with it.
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { IngestError } from '../../src/ingest/ingest-error.ts';
import { createRandom } from '../faithful/random.ts';
import { fuzzReaders } from './fuzz-readers.ts';
import { mutate } from './mutate.ts';
import { readSamples } from './read-samples.ts';

const { name, data, seed, from, runs, counts } = z
  .object({
    name: z.string(),
    data: z.string(),
    seed: z.int(),
    from: z.int(),
    runs: z.int(),
    /** The run at hand, and how many inputs were read and refused: seen also where this thread does not end by itself. */
    counts: z.instanceof(Int32Array),
  })
  .parse(workerData);
const reader = fuzzReaders[name];
if (reader === undefined) throw new Error(`no such reader: ${name}`);

/** Runs after which the memory is looked at. */
const LOOK_EVERY = 32;
const { samples } = readSamples(data);
const pool = reader.samples.flatMap((kind) => samples[kind]);

/** What came of one input, and its milliseconds. */
function tryOnce(run: number): { outcome: 'read' | 'refused' | { crash: string }; milliseconds: number } {
  // Each run by itself, so that it comes again whatever ran before.
  const random = createRandom(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(run + 1, 0x85ebca6b));
  const bytes = mutate(pool, random);
  const began = performance.now();
  const since = (): number => performance.now() - began;
  try {
    reader?.read(bytes, random);
    return { outcome: 'read', milliseconds: since() };
  } catch (error) {
    if (error instanceof IngestError) return { outcome: 'refused', milliseconds: since() };
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { outcome: { crash: message.slice(0, 300) }, milliseconds: since() };
  }
}

// What is loaded at the first use is none of an input's cost.
for (let run = 0; run < 50; run += 1) tryOnce(-1 - run);
const before = process.memoryUsage.rss();
const crashes: { run: number; message: string }[] = [];
const [RUN, READ, REFUSED] = [0, 1, 2];
const longest = { milliseconds: 0, run: from };
let peak = before;
for (let run = from; run < runs; run += 1) {
  Atomics.store(counts, RUN, run);
  const { outcome, milliseconds } = tryOnce(run);
  if (typeof outcome === 'object') crashes.push({ run, message: outcome.crash });
  else Atomics.add(counts, outcome === 'read' ? READ : REFUSED, 1);
  if (milliseconds > longest.milliseconds) {
    // Others share the machine: what was slow is asked once more.
    const again = Math.min(milliseconds, tryOnce(run).milliseconds);
    if (again > longest.milliseconds) Object.assign(longest, { milliseconds: again, run });
  }
  if (run % LOOK_EVERY === 0) peak = Math.max(peak, process.memoryUsage.rss());
}
const [, read, refused] = counts;
parentPort?.postMessage({ read, refused, crashes, longest, growth: peak - before });
