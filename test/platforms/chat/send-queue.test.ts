import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Retryable } from '../../../src/platforms/chat/call-result.ts';
import { createSendQueue } from '../../../src/platforms/chat/send-queue.ts';
import { DISCORD_LIMITS } from '../../../src/platforms/discord/discord-limits.ts';
import type { TelegramFailure } from '../../../src/platforms/telegram/map-telegram-error.ts';
import type { CallResult } from '../../../src/platforms/telegram/telegram-api.ts';
import { TELEGRAM_LIMITS } from '../../../src/platforms/telegram/telegram-limits.ts';
import { createManualTimers } from './manual-timers.ts';

function createQueue(
  answers: (chat: string, attempt: number) => CallResult<string> = () => ({ ok: true, result: 'sent' }),
) {
  const timers = createManualTimers();
  const queue = createSendQueue<TelegramFailure>({ limits: TELEGRAM_LIMITS, timers });
  const sent: { chat: string; at: number; label: string }[] = [];
  const attempts = new Map<string, number>();
  return {
    timers,
    queue,
    sent,
    send(chat: string, { label = chat, group = false, priority = 'answer' as 'answer' | 'digest' } = {}) {
      return queue.send({
        chat,
        group,
        priority,
        before: async () => {},
        async call() {
          const attempt = (attempts.get(label) ?? 0) + 1;
          attempts.set(label, attempt);
          const answer = answers(label, attempt);
          sent.push({ chat, at: timers.now(), label });
          return answer;
        },
      });
    },
  };
}

const failed = (failure: TelegramFailure): CallResult<never> => ({ ok: false, failure });

/** The most that were sent within any span. */
function densest(times: readonly number[], span: number): number {
  return Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + span).length));
}

describe('the send queue', () => {
  it('sends nothing before what an earlier process sent is forgotten', async () => {
    const timers = createManualTimers();
    const queue = createSendQueue<TelegramFailure>({ limits: TELEGRAM_LIMITS, timers, notBefore: 1000 });
    const at: number[] = [];
    const results = ['a', 'b'].map((chat) =>
      queue.send({
        ...{ chat, group: false, priority: 'answer' },
        before: async () => {},
        async call() {
          at.push(timers.now());
          return { ok: true, result: 'sent' };
        },
      }),
    );
    await timers.pass();
    await Promise.all(results);
    assert.deepEqual(at, [1000, 1000]);
  });

  it('keeps all limits whatever is asked of it, loses nothing and keeps the order of a chat', async () => {
    const wish = fc.record({
      chat: fc.integer({ min: 0, max: 6 }),
      digest: fc.boolean(),
      pause: fc.nat(400),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(wish, { maxLength: 150 }), async (wishes) => {
        const { timers, sent, send } = createQueue();
        const results: Promise<unknown>[] = [];
        for (const [index, { chat, digest, pause }] of wishes.entries()) {
          results.push(
            send(`c${chat}`, { label: `${index}`, group: chat < 3, priority: digest ? 'digest' : 'answer' }),
          );
          if (pause > 300) await timers.pass(timers.now() + pause);
        }
        await timers.pass();
        await Promise.all(results);
        assert.equal(sent.length, wishes.length);
        assert.ok(
          densest(
            sent.map(({ at }) => at),
            1000,
          ) <= 30,
        );
        for (let chat = 0; chat < 7; chat += 1) {
          const own = sent.filter((each) => each.chat === `c${chat}`);
          const times = own.map(({ at }) => at);
          for (const seconds of [1, 5, 20]) assert.ok(densest(times, seconds * 1000) <= seconds + 3);
          if (chat < 3) assert.ok(densest(times, 60_000) <= 20);
          for (const digest of [true, false]) {
            const order = own
              .map(({ label }) => Number(label))
              .filter((index) => wishes[index]?.digest === digest);
            assert.deepEqual(
              order,
              order.toSorted((one, other) => one - other),
            );
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('uses nearly all of the rate that is allowed', async () => {
    const { timers, sent, send } = createQueue();
    for (let chat = 0; chat < 3000; chat += 1) void send(`c${chat}`, { priority: 'digest' });
    await timers.pass();
    const seconds = ((sent.at(-1)?.at ?? 0) - (sent[0]?.at ?? 0)) / 1000;
    assert.ok(3000 / seconds >= 30 * 0.98, `${3000 / seconds} a second`);
  });

  it('does so too where what comes at once is answered together, and the later the more there is', async () => {
    const timers = createManualTimers();
    const queue = createSendQueue<TelegramFailure>({ limits: DISCORD_LIMITS, timers });
    const left: number[] = [];
    let waiting: (() => void)[] = [];
    let isAtWork = false;
    /** Five milliseconds for each that waits, then all of their answers. */
    const work = (): void => {
      const taken = waiting;
      waiting = [];
      isAtWork = taken.length > 0;
      if (isAtWork)
        timers.after(5 * taken.length, () => {
          for (const answer of taken) answer();
          work();
        });
    };
    const results = Array.from({ length: 500 }, (_, chat) =>
      queue.send({
        ...{ chat: String(chat), group: false, priority: 'digest' },
        before: async () => {},
        async call() {
          left.push(timers.now());
          await new Promise<void>((resolve) => {
            waiting.push(resolve);
            if (!isAtWork) work();
          });
          return { ok: true, result: 'sent' };
        },
      }),
    );
    await timers.pass();
    await Promise.all(results);
    const { perSecond } = DISCORD_LIMITS;
    assert.ok(densest(left, 1000) <= perSecond);
    // Of each, by how much more than a second the one that took its place left after it.
    const lost = left.slice(perSecond).map((at, index) => at - (left[index] ?? 0) - 1000);
    const mean = lost.reduce((sum, each) => sum + each, 0) / lost.length;
    assert.ok(mean <= 10, `${mean} ms of each second`);
  });

  it('sends an answer before the digests that wait, also in a chat with a digest waiting', async () => {
    const { timers, sent, send } = createQueue();
    for (let chat = 0; chat < 200; chat += 1) void send(`c${chat}`, { priority: 'digest' });
    void send('c150', { label: 'answer' });
    await timers.pass();
    const place = sent.findIndex(({ label }) => label === 'answer');
    assert.ok(place <= 31, `${place} before it`);
  });

  it('waits out a 429 of one chat to the millisecond, and lets the others go on', async () => {
    const told: TelegramFailure = { kind: 'rate-limited', after: 7000, reason: '' };
    const { timers, sent, send } = createQueue((label, attempt) =>
      label === 'slow' && attempt === 1 ? failed(told) : { ok: true, result: label },
    );
    const results = Promise.all([send('slow'), send('other')]);
    await timers.pass();
    assert.deepEqual(
      (await results).map(({ ok }) => ok),
      [true, true],
    );
    const slow = sent.filter(({ label }) => label === 'slow').map(({ at }) => at);
    assert.equal((slow[1] ?? 0) - (slow[0] ?? 0), 7000);
    assert.equal(sent.find(({ label }) => label === 'other')?.at, 0);
  });

  it('stops everything where two chats are told to wait', async () => {
    const told: TelegramFailure = { kind: 'rate-limited', after: 5000, reason: '' };
    const { timers, sent, send } = createQueue((label, attempt) =>
      ['a', 'b'].includes(label) && attempt === 1 ? failed(told) : { ok: true, result: label },
    );
    void send('a');
    await timers.settle();
    void send('b');
    await timers.settle();
    void send('c');
    await timers.pass();
    assert.equal(sent.find(({ label }) => label === 'c')?.at, 5000);
  });

  it('tries a failure of the network again, longer and longer, and not for ever', async () => {
    const { timers, sent, send } = createQueue(() =>
      failed({ kind: 'retryable', reached: false, reason: 'network: ECONNREFUSED' }),
    );
    const result = send('a');
    await timers.pass();
    assert.equal((await result).ok, false);
    assert.equal(sent.length, 20);
    assert.ok((sent.at(-1)?.at ?? 0) > 5 * 60_000);
    const pauses = sent.slice(1).map(({ at }, index) => at - (sent[index]?.at ?? 0));
    assert.deepEqual(
      pauses,
      pauses.toSorted((one, other) => one - other),
    );
  });

  it('counts the tries that may have come through, and makes only a few of them', async () => {
    const { timers, sent, send } = createQueue(() =>
      failed({ kind: 'retryable', reached: true, reason: 'network: no answer' }),
    );
    const result = send('a');
    await timers.pass();
    assert.deepEqual([(await result).uncertain, sent.length], [3, 4]);
  });

  it('makes as many tries of what does not come twice by them as of what did not come through', async () => {
    const failure: Retryable = {
      ...{ kind: 'retryable', reached: true, isRepeatable: true },
      reason: 'network: no answer',
    };
    const { timers, sent, send } = createQueue(() => failed(failure));
    const result = send('a');
    await timers.pass();
    assert.deepEqual([(await result).uncertain, sent.length], [0, 20]);
  });

  it('takes only so many', async () => {
    const timers = createManualTimers();
    const queue = createSendQueue({ limits: TELEGRAM_LIMITS, timers, capacity: 2 });
    const never = {
      chat: 'a',
      group: false,
      priority: 'answer',
      before: async () => {},
      call: () => new Promise<never>(() => {}),
    } as const;
    void queue.send(never);
    void queue.send(never);
    const third = await queue.send(never);
    assert.equal(!third.ok && third.failure.kind, 'full');
  });

  it('starts nothing more once it is stopped', async () => {
    const { timers, queue, sent, send } = createQueue();
    const results = Array.from({ length: 5 }, () => send('a'));
    await timers.settle();
    const before = sent.length;
    await queue.stop();
    await timers.pass();
    assert.equal(sent.length, before);
    const kinds = (await Promise.all(results)).map((result) => (result.ok ? 'sent' : result.failure.kind));
    assert.deepEqual(kinds, ['sent', 'sent', 'sent', 'stopped', 'stopped']);
  });
});
