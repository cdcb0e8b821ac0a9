import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { fuzzReaders } from './fuzz/fuzz-readers.ts';
import { readSamples } from './fuzz/read-samples.ts';
import type { BenchReport } from './report.ts';
import { round } from './score-text.ts';

/** Milliseconds for one input: no file, page or feed of this size may take so long. */
const HANGS = 30_000;
const LOOK_EVERY = 1000;
/** Megabytes of heap. */
const HEAP = 512;
const MOST_SHOWN = 5;

const resultSchema = z.object({
  read: z.int(),
  refused: z.int(),
  crashes: z.array(z.object({ run: z.int(), message: z.string() })),
  longest: z.object({ milliseconds: z.number(), run: z.int() }),
  growth: z.number(),
});
type Result = z.infer<typeof resultSchema>;

/**
 * Gives each reader inputs that are made by chance from real ones: bytes flipped, cut, repeated and moved, tokens that readers look for
 * at any place, other encodings than are said. `seed` and the number of a run make its input again. `runs`: of each reader,
 * in place of its own number; `reader`: that one alone.
 */
export async function runFuzzBench(
  dataFolder: string,
  { runs, seed, reader: only }: { runs: number | undefined; seed: number; reader?: string | undefined },
): Promise<BenchReport> {
  const report: BenchReport = { name: 'fuzz', rows: [], summary: { seed }, skipped: [] };
  report.skipped.push(...readSamples(dataFolder).skipped);
  const crashes: string[] = [];
  for (const [name, reader] of Object.entries(fuzzReaders)) {
    if (only !== undefined && only !== name) continue;
    const given = { name, data: dataFolder, seed, runs: runs ?? reader.runs };
    const result = await runReader(given);
    crashes.push(...result.crashes.map(({ run, message }) => `${name}, run ${run}: ${message}`));
    report.rows.push({
      reader: name,
      runs: given.runs,
      read: result.read,
      refused: result.refused,
      crashes: result.crashes.length,
      longestMilliseconds: round(result.longest.milliseconds),
      ofRun: result.longest.run,
      growthMegabytes: Math.round(result.growth / 1e6),
    });
  }
  report.summary.crashes = crashes.length;
  for (const [index, crash] of crashes.slice(0, MOST_SHOWN).entries())
    report.summary[`crash${index + 1}`] = crash;
  return report;
}

/** All runs of a reader; after an input that ends its thread, with another thread from the next on. */
async function runReader(given: { name: string; data: string; seed: number; runs: number }): Promise<Result> {
  const all: Result = { read: 0, refused: 0, crashes: [], longest: { milliseconds: 0, run: 0 }, growth: 0 };
  for (let from = 0; from < given.runs; ) {
    const counts = new Int32Array(new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT)).fill(-1, 0, 1);
    const part = await runThread({ ...given, from, counts });
    if (part.kind === 'ended') {
      const [run = -1, read = 0, refused = 0] = counts;
      if (run < 0) throw new Error(`The thread of ${given.name} did not begin: ${part.reason}`);
      // What else it had found is lost with it.
      all.read += read;
      all.refused += refused;
      all.crashes.push({ run, message: part.reason });
      from = run + 1;
      continue;
    }
    const { result } = part;
    all.read += result.read;
    all.refused += result.refused;
    all.crashes.push(...result.crashes);
    all.growth = Math.max(all.growth, result.growth);
    if (result.longest.milliseconds > all.longest.milliseconds) all.longest = result.longest;
    break;
  }
  return all;
}

function runThread(
  workerData: { counts: Int32Array } & Record<string, unknown>,
): Promise<{ kind: 'done'; result: Result } | { kind: 'ended'; reason: string }> {
  const worker = new Worker(new URL('./fuzz/fuzz-thread.ts', import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: HEAP },
  });
  return new Promise((resolve) => {
    let last = -1;
    let since = Date.now();
    const end = (outcome: Awaited<ReturnType<typeof runThread>>): void => {
      clearInterval(timer);
      void worker.terminate().then(() => resolve(outcome));
    };
    const timer = setInterval(() => {
      const run = Atomics.load(workerData.counts, 0);
      if (run !== last) [last, since] = [run, Date.now()];
      else if (Date.now() - since > HANGS) end({ kind: 'ended', reason: `it takes more than ${HANGS} ms` });
    }, LOOK_EVERY);
    worker.once('message', (message: unknown) => end({ kind: 'done', result: resultSchema.parse(message) }));
    worker.once('error', (error: unknown) =>
      end({ kind: 'ended', reason: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown' }),
    );
  });
}
