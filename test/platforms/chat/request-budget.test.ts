import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createRequestBudget } from '../../../src/platforms/chat/request-budget.ts';
import { createSendQueue } from '../../../src/platforms/chat/send-queue.ts';
import { createManualTimers } from './manual-timers.ts';

const PER_SECOND = 50;

/** A queue and calls beside it in one budget; every answer is there after so many milliseconds. */
function createSending(latency = 5) {
  const timers = createManualTimers();
  const budget = createRequestBudget({ perSecond: PER_SECOND, timers });
  const limits = { perSecond: PER_SECOND, perChatPerSecond: 1, perGroupPerMinute: Number.POSITIVE_INFINITY };
  const queue = createSendQueue({ limits, timers, all: budget });
  const left: { label: string; at: number }[] = [];
  const answer = async (label: string): Promise<void> => {
    left.push({ label, at: timers.now() });
    await new Promise<void>((resolve) => timers.after(latency, resolve));
  };
  return {
    timers,
    left,
    send: (chat: string) =>
      queue.send({
        ...{ chat, group: false, priority: 'digest' },
        before: async () => {},
        async call() {
          await answer(chat);
          return { ok: true, result: null };
        },
      }),
    async callBeside(label: string) {
      const leave = await budget.enter();
      await answer(label);
      leave();
    },
  };
}

describe('the requests of one bot', () => {
  it('stay within the limit together, those of the queue and those beside it', async () => {
    const { timers, left, send, callBeside } = createSending();
    for (let call = 0; call < 4; call += 1) void callBeside(`beside-${call}`);
    for (let chat = 0; chat < 300; chat += 1) void send(String(chat));
    await timers.pass(2500);
    for (let call = 4; call < 10; call += 1) void callBeside(`beside-${call}`);
    await timers.pass();
    assert.equal(left.length, 310);
    const times = left.map(({ at }) => at);
    for (const from of times) {
      const within = times.filter((at) => at >= from && at < from + 1000).length;
      assert.ok(within <= PER_SECOND, `${within} from ${from} on`);
    }
  });

  it('stay within the limit where very many are made beside the queue at once', async () => {
    const { timers, left, callBeside } = createSending();
    const labels = Array.from({ length: 200 }, (_, call) => `beside-${call}`);
    for (const label of labels) void callBeside(label);
    await timers.pass();
    assert.deepEqual(
      left.map(({ label }) => label),
      labels,
    );
    const times = left.map(({ at }) => at);
    const counts = times.map((from) => times.filter((at) => at >= from && at < from + 1000).length);
    assert.ok(Math.max(...counts) <= PER_SECOND, `${Math.max(...counts)} in a second`);
    assert.ok((times.at(-1) ?? Infinity) <= 3 * 1020, 'no second is lost');
  });

  it('beside the queue go on where all places are taken and none has left, as soon as one has', async () => {
    const timers = createManualTimers();
    const budget = createRequestBudget({ perSecond: 1, timers });
    const place = budget.take();
    let hasLeft = false;
    const entered = budget.enter().then(() => (hasLeft = true));
    await timers.pass(10_000);
    assert.equal(hasLeft, false);
    place.sent(timers.now());
    await timers.pass();
    await entered;
    assert.ok(timers.now() >= 1000);
  });

  it('beside the queue wait for no more than the next place, whatever waits there', async () => {
    const { timers, left, send, callBeside } = createSending();
    for (let chat = 0; chat < 1000; chat += 1) void send(String(chat));
    await timers.pass(500);
    const asked = timers.now();
    await Promise.all([callBeside('beside'), timers.pass(2000)]);
    const at = left.find(({ label }) => label === 'beside')?.at ?? Infinity;
    assert.ok(at - asked <= 1000, `${at - asked} ms`);
  });
});
