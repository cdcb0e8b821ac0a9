import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createRandom } from '../../bench/faithful/random.ts';
import { fuzzReaders } from '../../bench/fuzz/fuzz-readers.ts';
import { mutate } from '../../bench/fuzz/mutate.ts';
import { runFuzzBench } from '../../bench/fuzz.ts';

const SAMPLES = [Buffer.from('新车间投产。\n'.repeat(40)), Buffer.from('<item><title>a</title></item>')];

describe('inputs made by chance', () => {
  it('come again from their seed, and are others from another', () => {
    const make = (seed: number) => mutate(SAMPLES, createRandom(seed));
    const inputs = Array.from({ length: 200 }, (_, seed) => make(seed));
    assert.deepEqual(
      inputs,
      Array.from({ length: 200 }, (_, seed) => make(seed)),
    );
    assert.ok(new Set(inputs.map((bytes) => Buffer.from(bytes).toString('hex'))).size > 180);
    for (const bytes of inputs) assert.ok(bytes.length <= 128 * 1024);
  });
});

describe('runFuzzBench', () => {
  it('counts what each reader made of its inputs, and says which data it did without', async () => {
    const { rows, summary, skipped } = await runFuzzBench(join(tmpdir(), 'no-such-folder'), {
      runs: 12,
      seed: 7,
    });
    assert.deepEqual(
      rows.map(({ reader }) => reader),
      Object.keys(fuzzReaders),
    );
    for (const { runs, read, refused, crashes } of rows) {
      assert.equal(runs, 12);
      assert.equal(Number(read) + Number(refused) + Number(crashes), 12);
    }
    assert.deepEqual([summary.seed, summary.crashes, skipped.length], [7, 0, 3]);
  });
});
