import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CallResult } from '../../../src/platforms/chat/call-result.ts';
import { groupPauses } from '../../../src/platforms/chat/group-pauses.ts';
import { createSendQueue } from '../../../src/platforms/chat/send-queue.ts';
import { createPauseTeller, type Pause } from '../../../src/platforms/chat/tell-of-pause.ts';
import { createMemoryNotes } from '../../fakes/memory-notes.ts';
import { createManualTimers } from './manual-timers.ts';

const MINUTE = 60_000;
const NO_LIMITS = { perSecond: 1e6, perChatPerSecond: 1e6, perGroupPerMinute: 1e6 };
const CHAT = { chat: '-1', thread: null };

type Sent = CallResult<{ message: string | null }>;
type Part = { to: string; chats: string[] };

/** A teller with one owner to tell; `answer` is the platform's to a message. */
function startTelling({
  notes = createMemoryNotes(),
  answer = () => ({ ok: true, result: { message: '1' } }),
}: {
  notes?: ReturnType<typeof createMemoryNotes>;
  answer?: () => Sent;
} = {}) {
  const timers = createManualTimers();
  const sent: Part[] = [];
  const warned: string[] = [];
  const queue = createSendQueue({ limits: NO_LIMITS, timers });
  const nothing = (): void => {};
  const teller = createPauseTeller<Part, { kind: string; reason: string }>({
    port: {
      platform: 'telegram',
      queueOf: () => queue,
      chatOf: ({ to }) => ({ chat: to, lane: to, group: false }),
      async call(part) {
        const result = answer();
        if (result.ok) sent.push(part);
        return result;
      },
    },
    notes,
    plan: async (about) => [{ parts: [{ to: '7', chats: about.map(({ chat }) => chat) }], about }],
    after: timers.after,
    log: { debug: nothing, info: nothing, error: nothing, warn: (_, message) => void warned.push(message) },
  });
  return { timers, sent, warned, queue, teller, notes };
}

const refusal = (kind: string): Sent => ({ ok: false, failure: { kind, reason: kind } });

describe('that digests stop', () => {
  it('is told in one message of all chats that stop within a minute, once until digests arrive again', async () => {
    const { teller, timers, sent } = startTelling();
    for (let chat = 0; chat < 360; chat += 1)
      teller.failed({ chat: `-${chat}`, thread: chat % 2 ? '3' : null }, 'muted');
    teller.failed(CHAT, 'muted');
    await timers.pass(MINUTE - 1);
    assert.equal(sent.length, 0);
    await timers.pass(MINUTE);
    // A note is read of each.
    for (let turn = 0; turn < 50; turn += 1) await timers.settle();
    assert.equal(sent.length, 1);
    assert.equal(sent[0]?.chats.length, 360);
    teller.failed(CHAT, 'muted');
    await timers.pass();
    assert.equal(sent.length, 1);
    await teller.sent({ ...CHAT, thread: '3' });
    teller.failed(CHAT, 'muted');
    await timers.pass();
    assert.deepEqual(sent[1]?.chats, ['-1']);
    teller.failed(CHAT, 'removed');
    await timers.pass();
    assert.equal(sent.length, 3, 'another reason is told');
  });

  it('is not told where they go on within the minute, and no note is left then', async () => {
    const { teller, timers, sent, notes } = startTelling();
    teller.failed(CHAT, 'removed');
    await teller.sent(CHAT);
    await timers.pass();
    assert.deepEqual([sent, [...notes.kept]], [[], []]);
  });

  it('is told later where it could not be sent at present, and not again where it was refused for good', async () => {
    let answer = refusal('aborted');
    let asked = 0;
    const { teller, timers, sent } = startTelling({
      answer: () => {
        asked += 1;
        return answer;
      },
    });
    teller.failed(CHAT, 'removed');
    await timers.pass(MINUTE);
    assert.deepEqual([asked, sent.length], [1, 0]);
    answer = { ok: true, result: { message: '1' } };
    await timers.pass(4 * MINUTE);
    assert.deepEqual([asked, sent.length], [2, 1]);
    answer = refusal('blocked');
    teller.failed({ chat: '-2', thread: null }, 'removed');
    await timers.pass();
    teller.failed({ chat: '-2', thread: null }, 'removed');
    await timers.pass();
    assert.equal(asked, 3);
  });

  it('is told by the next process where this one is stopped before', async () => {
    const { teller, timers, sent, queue, notes } = startTelling();
    teller.failed(CHAT, 'gone', 'Readers');
    await teller.stop();
    await queue.stop();
    await timers.pass();
    assert.equal(sent.length, 0);
    const next = startTelling({ notes });
    await next.teller.resume();
    await next.timers.pass();
    assert.deepEqual(next.sent, [{ to: '7', chats: ['-1'] }]);
    assert.deepEqual([...notes.kept], [['telegram stopped -1:', 'gone']]);
  });

  it('is told once the store takes notes again, and rejects nowhere meanwhile', async () => {
    const notes = createMemoryNotes();
    const { read } = notes;
    const { teller, timers, sent, warned } = startTelling({ notes });
    notes.read = () => Promise.reject(new Error('disk I/O error'));
    await teller.resume();
    teller.failed(CHAT, 'muted');
    await timers.pass(MINUTE);
    await teller.sent({ chat: '-2', thread: null });
    assert.deepEqual([sent.length, warned.length], [0, 3]);
    notes.read = read;
    await timers.pass(4 * MINUTE);
    assert.equal(sent.length, 1);
  });

  it('names ten chats of a reason, and of the others their number', async () => {
    const pauses = Array.from(
      { length: 22 },
      (_, chat): Pause => ({ chat: `-${chat}`, thread: null, reason: chat === 21 ? 'gone' : 'muted' }),
    );
    const asked: string[] = [];
    const groups = await groupPauses(pauses, async ({ chat }) => {
      asked.push(chat);
      return chat;
    });
    assert.deepEqual(
      groups.map(({ reason, chats, others }) => [reason, chats.length, others]),
      [
        ['muted', 10, 11],
        ['gone', 1, 0],
      ],
    );
    assert.equal(asked.length, 11);
  });
});
