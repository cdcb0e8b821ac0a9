import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { NoteStore } from '../../../src/core/ports/platform-store.ts';
import type { RateLimited } from '../../../src/platforms/chat/call-result.ts';
import { keepToldWaits } from '../../../src/platforms/chat/keep-told-waits.ts';
import { createSendQueue } from '../../../src/platforms/chat/send-queue.ts';
import { createMemoryNotes } from '../../fakes/memory-notes.ts';
import { createManualTimers } from './manual-timers.ts';

const LIMITS = { perSecond: 30, perChatPerSecond: 1, perGroupPerMinute: 20 };
const nothing = (): void => {};

/** A process that is killed when it has been told to wait, and the one after it: when that sends, by its own timers. */
async function sendAfterKill(
  told: Partial<RateLimited>,
  { downFor = 0, clockBack = 0, notes = createMemoryNotes() as NoteStore } = {},
) {
  const warned: string[] = [];
  let clock = 1_000_000_000;
  const startProcess = async () => {
    const timers = createManualTimers();
    const began = clock;
    const waits = await keepToldWaits({
      name: 'waits',
      notes,
      now: () => began + timers.now(),
      log: { debug: nothing, info: nothing, warn: (_, words) => void warned.push(words), error: nothing },
    });
    const queue = createSendQueue<RateLimited>({ limits: LIMITS, timers, told: waits });
    const send = (chat: string, failure: RateLimited | null, sent: (at: number) => void = nothing) =>
      void queue.send({
        ...{ chat, group: false, priority: 'answer' },
        before: async () => {},
        async call() {
          sent(timers.now());
          return failure === null ? { ok: true, result: null } : { ok: false, failure };
        },
      });
    return { timers, send };
  };
  const first = await startProcess();
  first.send('a', { kind: 'rate-limited', after: 30_000, reason: '', scope: 'chat', ...told });
  await first.timers.settle();
  clock += downFor - clockBack;
  const second = await startProcess();
  const sent: Record<string, number> = {};
  for (const chat of ['a', 'b']) second.send(chat, null, (at) => (sent[chat] = at));
  await second.timers.pass();
  return { sent, warned };
}

describe('what a killed process was told to wait for', () => {
  it('is waited for by the next one, less what has passed, in the chat that it meant', async () => {
    assert.deepEqual((await sendAfterKill({}, { downFor: 10_000 })).sent, { a: 20_000, b: 0 });
  });

  it('holds everything back where it meant all', async () => {
    assert.deepEqual((await sendAfterKill({ scope: 'all' }, { downFor: 10_000 })).sent, {
      a: 20_000,
      b: 20_000,
    });
  });

  it('is over when its time is', async () => {
    assert.deepEqual((await sendAfterKill({}, { downFor: 31_000 })).sent, { a: 0, b: 0 });
  });

  it('becomes no longer by a clock that was set back', async () => {
    assert.deepEqual((await sendAfterKill({}, { clockBack: 3_600_000 })).sent, { a: 30_000, b: 0 });
  });

  it('is told again, and the log says so, where it could not be kept or read', async () => {
    const failing = {
      read: () => Promise.reject(new Error('disk I/O error')),
      write: () => Promise.reject(new Error('database or disk is full')),
      forget: () => Promise.reject(new Error('database or disk is full')),
    };
    const { sent, warned } = await sendAfterKill({}, { notes: failing });
    assert.deepEqual(sent, { a: 0, b: 0 });
    assert.equal(warned.length, 3);
  });
});
