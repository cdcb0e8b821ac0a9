import assert from 'node:assert/strict';
import { it } from 'node:test';
import { runEmbeddings } from '../../src/app/run-embeddings.ts';
import type { EmbeddingStep } from '../../src/core/embeddings/embed-waiting.ts';

/** Runs through the steps; gives the waits before each next one, and what was logged. */
async function run(steps: readonly (EmbeddingStep | Error)[]) {
  const waits: number[] = [];
  const said: string[] = [];
  const pending: (() => void)[] = [];
  let worked = 0;
  const running = runEmbeddings({
    async work() {
      const step = steps[worked];
      worked += 1;
      if (step === undefined || step instanceof Error) throw step;
      return step;
    },
    after(milliseconds, again) {
      waits.push(milliseconds);
      pending.push(again);
      return () => pending.splice(0);
    },
    log: { info: (_, message) => said.push(message), warn: (_, message) => said.push(message) },
  });
  while (worked < steps.length || waits.length < steps.length) {
    await new Promise(setImmediate);
    if (worked < steps.length) pending.shift()?.();
  }
  await running.stop();
  return { waits, said, pending };
}

it('goes on soon while articles wait, then looks again from time to time', async () => {
  const { waits, said, pending } = await run([
    ...[16, 16, 3, 0, 0].map((articles) => ({ ok: true as const, articles })),
  ]);
  assert.deepEqual(waits, [200, 200, 200, 30_000, 30_000]);
  assert.deepEqual(said, ['all articles have embeddings']);
  assert.equal(pending.length, 0);
});

it('waits as long as the service or the budget says, a minute at least, and says so once', async () => {
  const fail = (failed: 'rate' | 'budget', retryAfter: number | null) => ({
    ...{ ok: false as const, failed, retryAfter },
  });
  const { waits, said } = await run([
    ...[fail('rate', null), fail('rate', 90_000), fail('budget', 3_600_000), fail('budget', 3_600_000)],
    new Error('the store is locked'),
  ]);
  assert.deepEqual(waits, [60_000, 90_000, 3_600_000, 3_600_000, 60_000]);
  assert.equal(said.filter((message) => message.includes('tomorrow')).length, 1);
  assert.equal(said.at(-1), 'embeddings could not be made');
});

it('stops in the middle of a batch', async () => {
  const running = runEmbeddings({
    work: (signal) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    after: () => assert.fail('nothing is to come after a stop'),
    log: { info() {}, warn: (_, message) => assert.fail(message) },
  });
  await running.stop();
});
