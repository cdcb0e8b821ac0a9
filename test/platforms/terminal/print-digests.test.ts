import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Block } from '../../../src/core/blocks/blocks.ts';
import { createTerminalDigests, TERMINAL_TARGET } from '../../../src/platforms/terminal/print-digests.ts';
import { EIGHT } from '../../build-subscription.ts';
import { openDesk } from '../../core/subscriptions/open-desk.ts';

const HOUR = 3_600_000;

async function openTerminal(test: TestContext, { failing = 0 } = {}) {
  const opened = await openDesk(test, EIGHT - 2 * HOUR);
  await opened.subscribe({ ...TERMINAL_TARGET });
  const printed: Block[][] = [];
  const errors: unknown[] = [];
  let failures = failing;
  const digests = createTerminalDigests({
    deliveries: opened.platforms.deliveries,
    subscriptions: opened.platforms.subscriptions,
    desk: {
      compose(delivery, options) {
        if (delivery.subscription === 'damaged') return Promise.reject(new Error('it can not be made'));
        return opened.desk.compose(delivery, options);
      },
    },
    language: 'zh-Hans',
    async print(blocks) {
      failures -= 1;
      if (failures >= 0) throw new Error('the terminal is gone');
      printed.push(blocks);
    },
    now: opened.clock.now,
    onError: (error) => errors.push(error),
  });
  /** Turns of the event loop go by until it holds. */
  const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
    while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
  };
  return { ...opened, digests, printed, errors, until };
}

describe('a digest in the terminal', () => {
  it('is printed at its slot, once, and ends as sent', async (t) => {
    const { clock, takeIn, claim, digests, printed, platforms, until } = await openTerminal(t);
    await takeIn('图书馆开放夜间阅览室');
    digests.wake();
    clock.pass(2 * HOUR);
    const { id } = await claim('subscription');
    digests.wake();
    digests.wake();
    await until(async () => (await platforms.deliveries.find(id))?.state !== 'due');
    digests.wake();
    await until(() => printed.length > 0);
    await digests.stop();
    assert.equal(printed.length, 1);
    assert.match(JSON.stringify(printed), /图书馆开放夜间阅览室/);
    const ended = await platforms.deliveries.find(id);
    assert.deepEqual([ended?.state, ended?.parts], ['sent', 1]);
  });

  it('without anything new prints nothing, or a note where that is wished', async (t) => {
    const { clock, claim, digests, printed, platforms, until } = await openTerminal(t);
    clock.pass(2 * HOUR);
    const { id } = await claim('subscription');
    await platforms.chats.change(TERMINAL_TARGET, { settings: { tellsEmpty: true } });
    digests.wake();
    await until(async () => (await platforms.deliveries.find(id))?.state !== 'due');
    await digests.stop();
    assert.equal(printed.length, 1);
    assert.equal((await platforms.deliveries.find(id))?.state, 'empty');
  });

  it('that could not be printed is due still', async (t) => {
    const { clock, takeIn, claim, digests, errors, platforms, until } = await openTerminal(t, { failing: 1 });
    await takeIn('图书馆开放夜间阅览室');
    clock.pass(2 * HOUR);
    const { id } = await claim('subscription');
    digests.wake();
    await until(() => errors.length > 0);
    await digests.stop();
    assert.equal(errors.length, 1);
    assert.equal((await platforms.deliveries.find(id))?.state, 'due');
  });

  it('that can not be made is not in the way of the next, and fails in the end', async (t) => {
    const run = await openTerminal(t);
    const { clock, takeIn, claim, digests, printed, errors, platforms, until } = run;
    await run.subscribe({ ...TERMINAL_TARGET, id: 'damaged' });
    await takeIn('图书馆开放夜间阅览室');
    clock.pass(2 * HOUR);
    const damaged = await claim('damaged');
    const { id } = await claim('subscription');
    digests.wake();
    await until(async () => (await platforms.deliveries.find(id))?.state === 'sent');
    assert.equal(printed.length, 1);
    await until(async () => {
      digests.wake();
      return (await platforms.deliveries.find(damaged.id))?.state !== 'due';
    });
    await digests.stop();
    assert.equal((await platforms.deliveries.find(damaged.id))?.state, 'failed');
    assert.equal(errors.length, 5);
  });

  it('that was claimed before a pause says that it is late, or is skipped where it is too old', async (t) => {
    for (const [hours, state] of [
      [9, 'sent'],
      [48, 'skipped'],
    ] as const) {
      const { clock, takeIn, claim, digests, printed, platforms, until } = await openTerminal(t);
      await takeIn('图书馆开放夜间阅览室');
      clock.pass(2 * HOUR);
      const { id } = await claim('subscription');
      clock.pass(hours * HOUR);
      digests.wake();
      await until(async () => (await platforms.deliveries.find(id))?.state !== 'due');
      await digests.stop();
      const ended = await platforms.deliveries.find(id);
      assert.deepEqual([ended?.state, ended?.isLate], [state, state === 'sent']);
      assert.equal(printed.length, state === 'sent' ? 1 : 0);
    }
  });
});
