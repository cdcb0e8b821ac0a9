import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Worker } from 'node:worker_threads';

/** A hundred times what it takes: only work that grows without bound is killed. */
const KILL_AFTER = 120_000;

describe('hostile lines', () => {
  it('cost every classifier of lines, and a whole dump, a bounded work', async () => {
    const worker = new Worker(new URL('./classify-hostile-lines.ts', import.meta.url), {
      // The limits of length in the classifiers lie between these.
      workerData: { line: [60, 88, 118, 158, 238, 2000], dump: [100_000] },
    });
    let at = '';
    let timer: NodeJS.Timeout | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        timer = setTimeout(() => reject(new Error(`it takes too long at ${JSON.stringify(at)}`)), KILL_AFTER);
        worker.on('message', (line: string) => {
          at = line;
        });
        worker.once('error', reject);
        worker.once('exit', () => resolve());
      });
    } finally {
      clearTimeout(timer);
      await worker.terminate();
    }
    assert.equal(at, 'done');
  });
});
