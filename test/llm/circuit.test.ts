import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { type Circuit, createCircuit } from '../../src/llm/circuit.ts';

let clock: number;
let circuit: Circuit;
const passing = { retryAfter: null, lasting: false };

beforeEach(() => {
  clock = 1_000_000;
  circuit = createCircuit(() => clock);
});

const enter = (patience = 10_000) => circuit.enter({ patience, signal: new AbortController().signal });
async function pass() {
  const entered = await enter();
  assert.ok(entered.ok);
  return entered;
}
async function failThrice(): Promise<void> {
  for (let time = 0; time < 3; time += 1) (await pass()).fail(passing);
}

describe('a circuit', () => {
  it('opens at the third failure in a row, for a minute', async () => {
    for (let time = 0; time < 2; time += 1) (await pass()).fail(passing);
    (await pass()).succeed();
    await failThrice();
    clock += 20_000;
    assert.deepEqual(await enter(), { ok: false, retryAfter: 40_000 });
  });

  it('opens at once for as long as the service says, a day at most, or for ten minutes where it will not pass', async () => {
    (await pass()).fail({ retryAfter: 5000, lasting: false });
    assert.deepEqual(await enter(), { ok: false, retryAfter: 5000 });
    clock += 5000;
    (await pass()).fail({ retryAfter: null, lasting: true });
    assert.deepEqual(await enter(), { ok: false, retryAfter: 600_000 });
    clock += 600_000;
    (await pass()).fail({ retryAfter: Number.POSITIVE_INFINITY, lasting: false });
    assert.deepEqual(await enter(), { ok: false, retryAfter: 86_400_000 });
  });

  it('lets one try after the pause, the others when that has gone well', async () => {
    await failThrice();
    clock += 60_000;
    const trial = await pass();
    const others = Promise.all([enter(), enter(), enter()]);
    trial.succeed();
    for (const { ok } of await others) assert.equal(ok, true);
  });

  it('takes what a request from before the pause tells for no outcome of the one that tries', async () => {
    const early = await pass();
    const slow = await pass();
    await failThrice();
    clock += 60_000;
    const trial = await pass();
    early.leave();
    const other = enter();
    slow.fail(passing);
    assert.deepEqual(await enter(), { ok: false, retryAfter: 60_000 });
    trial.succeed();
    assert.equal((await other).ok, true);
  });

  it('hears the first outcome of a request only', async () => {
    const entered = await pass();
    for (let time = 0; time < 3; time += 1) entered.fail(passing);
    assert.equal(circuit.isOpen(), false);
  });

  it('keeps nobody waiting beyond their patience or signal', async () => {
    await failThrice();
    clock += 60_000;
    await pass();
    assert.equal((await enter(1)).ok, false);
    const signal = AbortSignal.abort();
    assert.equal((await circuit.enter({ patience: 10_000, signal })).ok, false);
  });
});
