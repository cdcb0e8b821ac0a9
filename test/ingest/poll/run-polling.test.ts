import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { PollOutcome } from '../../../src/core/sources/after-poll.ts';
import type { Source } from '../../../src/core/sources/source.ts';
import { describeProblem } from '../../../src/core/sources/source-problem.ts';
import { runPolling } from '../../../src/ingest/poll/run-polling.ts';
import { createSqliteStore } from '../../../src/store/sqlite/create-sqlite-store.ts';
import { buildSource } from '../../build-source.ts';

const START = Date.UTC(2026, 10, 23, 4);
const UNCHANGED: PollOutcome = { kind: 'unchanged', answer: { movedTo: null, freshUntil: null } };

describe('polling', () => {
  let store: Awaited<ReturnType<typeof createSqliteStore>>;
  let time: number;
  let timers: { at: number; run: () => void }[];
  let polling: ReturnType<typeof runPolling> | null;
  let logged: string[];
  /** What is under way, by the source's id: ended with an outcome or an error. */
  let open: Map<string, PromiseWithResolvers<PollOutcome>>;
  let polled: string[];
  let stopped: string[];

  beforeEach(async () => {
    store = await createSqliteStore({ path: ':memory:', now: () => START });
    ({ time, timers, polling, logged, open, polled, stopped } = {
      ...{ time: START, timers: [], polling: null, logged: [], open: new Map(), polled: [], stopped: [] },
    });
  });
  afterEach(async () => {
    await polling?.stop();
    await store.close();
  });

  const add = (id: string, fields: Partial<Source> = {}) =>
    store.sources.add(buildSource({ id, url: `https://${id}.example.org/`, nextAt: START, ...fields }));

  function start(poll: (source: Source) => Promise<PollOutcome>): void {
    const write = (details: object, message: string): void => {
      logged.push(`${message} ${JSON.stringify(details)}`);
    };
    polling = runPolling({
      sources: store.sources,
      poll: (source, signal) => {
        polled.push(source.id);
        const ended = Promise.withResolvers<PollOutcome>();
        signal.addEventListener('abort', () => ended.reject(signal.reason));
        return Promise.race([poll(source), ended.promise]);
      },
      now: () => time,
      after(milliseconds, run) {
        const timer = { at: time + milliseconds, run };
        timers.push(timer);
        return () => {
          timers = timers.filter((each) => each !== timer);
        };
      },
      random: () => 0.5,
      log: { info: write, warn: write, error: write },
      onStopped: ({ id, state }) => stopped.push(`${id} ${state}`),
    });
  }
  const hold = (source: Source): Promise<PollOutcome> => {
    const ended = Promise.withResolvers<PollOutcome>();
    open.set(source.id, ended);
    return ended.promise;
  };
  /** Lets what is under way go on until it holds. */
  async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await holds())) await new Promise(setImmediate);
  }
  async function pass(milliseconds: number): Promise<void> {
    time += milliseconds;
    for (const timer of timers.filter(({ at }) => at <= time)) {
      timers = timers.filter((each) => each !== timer);
      timer.run();
    }
    await new Promise(setImmediate);
  }
  const nextAt = async (id: string) => (await store.sources.find(id))?.nextAt ?? null;

  it('asks what is due, and again when it is due again', async () => {
    await add('a');
    await add('b', { nextAt: START + 90_000 });
    start(async () => UNCHANGED);
    await until(async () => polled.length === 1 && (await nextAt('a')) === START + 5_400_000);
    await until(() => timers.length === 1);
    await pass(60_000);
    await until(() => timers.length === 1);
    await pass(30_000);
    await until(() => polled.length === 2);
    assert.deepEqual(polled, ['a', 'b']);
  });

  it('asks a host twice at once at most, and others meanwhile', async () => {
    for (const id of ['x1', 'x2', 'x3', 'x4']) await add(id, { url: `https://one.example.org/${id}` });
    await add('y', { nextAt: START + 1 });
    time += 1;
    start(hold);
    await until(() => polled.length === 3);
    assert.deepEqual(polled, ['x1', 'x2', 'y']);
    open.get('x1')?.resolve(UNCHANGED);
    await until(() => polled.length === 4);
    assert.equal(polled[3], 'x3');
  });

  it('asks what another process adds within five seconds', async () => {
    start(async () => UNCHANGED);
    await until(() => timers.length === 1);
    await add('x');
    await pass(5000);
    await until(() => polled.length === 1);
  });

  it('looks at once when it is woken, also where it is looking just then', async () => {
    const { findNextDue } = store.sources;
    const looked = Promise.withResolvers<void>();
    let looks = 0;
    store.sources.findNextDue = async () => {
      looks += 1;
      const due = await findNextDue();
      if (looks === 1) await looked.promise;
      return due;
    };
    start(async () => UNCHANGED);
    await until(() => looks === 1);
    await add('x');
    polling?.wake();
    looked.resolve();
    await until(() => polled.length === 1);
    await until(() => timers.length === 1);
    await add('y');
    polling?.wake();
    await until(() => polled.length === 2);
  });

  it('counts all routes of RSSHub as one host', async () => {
    for (const id of ['x1', 'x2', 'x3']) await add(id, { url: `rsshub://${id}/news` });
    await add('y', { nextAt: START + 1 });
    time += 1;
    start(hold);
    await until(() => polled.length === 3);
    assert.deepEqual(polled, ['x1', 'x2', 'y']);
  });

  it('puts off what a host has due beyond its turn, in place of keeping others waiting', async () => {
    for (let index = 0; index < 30; index += 1)
      await add(`x${index}`, { url: `https://one.example.org/${index}` });
    await add('y', { nextAt: START + 1 });
    time += 1;
    start(hold);
    await until(() => polled.includes('y'));
    await until(async () => (await nextAt('x29')) === time + 30_000);
  });

  const busyUntil = (retryAt: number): PollOutcome => ({
    kind: 'failed',
    problem: describeProblem('status', 'HTTP 429', { status: 429, retryable: true, retryAt }),
  });

  it('asks nothing more of a host that says when to come again, though it waits for its turn already', async () => {
    for (const id of ['x1', 'x2', 'x3', 'x4']) await add(id, { url: `https://one.example.org/${id}` });
    start(hold);
    await until(() => polled.length === 2);
    open.get('x1')?.resolve(busyUntil(time + 600_000));
    await until(async () => (await nextAt('x4')) === time + 630_000);
    const left = await store.sources.find('x3');
    assert.deepEqual([left?.nextAt, left?.nextReason], [time + 630_000, 'server']);
    assert.deepEqual(polled, ['x1', 'x2']);
  });

  it('keeps to the bounds that were changed while it was under way', async () => {
    await add('x');
    start(hold);
    await until(() => polled.length === 1);
    await store.sources.change('x', { bounds: { shortest: null, longest: 300_000 } });
    open.get('x')?.resolve(UNCHANGED);
    await until(async () => (await store.sources.find('x'))?.succeededAt === time);
    assert.equal(await nextAt('x'), time + 300_000);
  });

  it('leaves a host alone that says when to come again', async () => {
    await add('x1', { url: 'https://one.example.org/1' });
    start(async () => busyUntil(time + 600_000));
    await until(async () => (await store.sources.find('x1'))?.failures === 1);
    await until(() => timers.length === 1);
    await add('x2', { url: 'https://one.example.org/2' });
    polling?.wake();
    await until(async () => (await nextAt('x2')) === time + 630_000);
    assert.deepEqual(polled, ['x1']);
  });

  it('goes on where one source throws, and tells of it', async () => {
    await add('bad');
    await add('good', { nextAt: START + 1 });
    time += 1;
    start(async ({ id }) => {
      if (id === 'bad') throw new Error('a bug');
      return UNCHANGED;
    });
    await until(async () => (await nextAt('good')) === time + 5_400_000);
    assert.equal(await nextAt('bad'), time + 600_000);
    assert.match(logged.join('\n'), /could not be taken in .*"a bug"/);
  });

  it('goes on where the store fails for a while', async () => {
    await add('a');
    const { claimDue } = store.sources;
    store.sources.claimDue = async () => {
      store.sources.claimDue = claimDue;
      throw new Error('the store is locked');
    };
    start(async () => UNCHANGED);
    await until(() => logged.length === 1 && timers.length === 1);
    await pass(60_000);
    await until(() => polled.length === 1);
  });

  it('tells when a source is given up and when it is back, without its secrets', async () => {
    await add('a', { failures: 9, url: 'https://a.example.org/feed?token=secret' });
    let outcome: PollOutcome = { kind: 'failed', problem: describeProblem('dns', 'ENOTFOUND') };
    start(async () => outcome);
    await until(() => timers.length === 1 && logged.length > 0);
    assert.equal((await store.sources.find('a'))?.state, 'failing');
    assert.match(logged.join('\n'), /is paused; it is tried once a day .*"dns"/);
    // The daily try that fails is told of no more.
    time += 27 * 3_600_000;
    polling?.wake();
    await until(async () => (await store.sources.find('a'))?.failures === 11);
    assert.deepEqual(stopped, ['a failing']);
    outcome = UNCHANGED;
    time += 27 * 3_600_000;
    await until(() => timers.length === 1);
    polling?.wake();
    await until(() => logged.length === 2);
    assert.equal((await store.sources.find('a'))?.state, 'active');
    assert.match(logged.join('\n'), /can be read again/);
    assert.doesNotMatch(logged.join('\n'), /secret/);
  });

  it('ends what is under way at a stop, and leaves it and what waits due as it was', async () => {
    for (const id of ['x1', 'x2', 'x3']) await add(id, { url: `https://one.example.org/${id}` });
    start(hold);
    await until(() => polled.length === 2);
    await polling?.stop();
    for (const id of ['x1', 'x2', 'x3']) assert.equal(await nextAt(id), START, id);
    assert.equal(timers.length, 0);
  });

  it('takes up thousands that are due at once without holding them all', async () => {
    const COUNT = 1000;
    for (let index = 0; index < COUNT; index += 1) void add(`s${index}`);
    await until(async () => (await store.sources.count()).active === COUNT);
    let most = 0;
    let underWay = 0;
    start(async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise(setImmediate);
      underWay -= 1;
      return UNCHANGED;
    });
    await until(() => polled.length === COUNT);
    assert.equal(new Set(polled).size, COUNT);
    assert.ok(most > 10 && most <= 48, `${most} at once`);
  });
});
