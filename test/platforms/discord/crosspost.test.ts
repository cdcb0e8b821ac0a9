import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CallResult } from '../../../src/platforms/chat/call-result.ts';
import { createSendQueue } from '../../../src/platforms/chat/send-queue.ts';
import { createCrosspost } from '../../../src/platforms/discord/crosspost.ts';
import { DISCORD_LIMITS } from '../../../src/platforms/discord/discord-limits.ts';
import type { DiscordFailure } from '../../../src/platforms/discord/map-discord-error.ts';
import { createManualTimers } from '../chat/manual-timers.ts';

/** Publishes the messages of channels, with the answers of Discord in their order; what was called for and logged. */
async function publish(
  messages: readonly [channel: string, message: string | null, at?: number][],
  answers: (CallResult<unknown, DiscordFailure> & { limitedFor?: number })[],
) {
  const timers = createManualTimers();
  const calls: { route: string; at: number }[] = [];
  const warned: object[] = [];
  const nothing = (): void => {};
  const crosspost = createCrosspost({
    api: {
      async call({ route }) {
        calls.push({ route, at: timers.now() });
        return answers.shift() ?? { ok: true, result: null };
      },
    },
    now: timers.now,
    queue: createSendQueue<DiscordFailure>({ limits: DISCORD_LIMITS, timers }),
    log: { debug: nothing, info: nothing, warn: (details) => void warned.push(details), error: nothing },
  });
  for (const [channel, message, at] of messages) {
    if (at !== undefined) timers.goTo(at);
    crosspost(channel, message);
    await timers.pass();
  }
  return { calls, warned };
}

const refused = (kind: 'no-text' | 'already-done'): CallResult<unknown, DiscordFailure> => ({
  ok: false,
  failure: { kind, reason: '403 0' },
});
const limited = (after: number): CallResult<unknown, DiscordFailure> => ({
  ok: false,
  failure: { kind: 'rate-limited', after, scope: 'all', reason: '429 global' },
});

const MINUTE = 60_000;

describe('a digest of an announcement channel', () => {
  it('is published once a limit that is soon over allows it', async () => {
    const { calls, warned } = await publish([['7', '70']], [limited(800)]);
    assert.deepEqual(
      calls.map(({ route }) => route),
      ['/channels/7/messages/70/crosspost', '/channels/7/messages/70/crosspost'],
    );
    assert.ok((calls[1]?.at ?? 0) - (calls[0]?.at ?? 0) >= 800);
    assert.deepEqual(warned, []);
  });

  it('stays in its channel where the limit of an hour is reached, and the log says so', async () => {
    const { calls, warned } = await publish([['7', '70']], [limited(40 * 60_000)]);
    assert.equal(calls.length, 1);
    assert.deepEqual(warned, [{ channel: '7', failure: 'unknown', reason: 'the hourly limit is reached' }]);
  });

  it('is not tried where the channel is none, or the message is not known', async () => {
    const { calls, warned } = await publish(
      [
        ['7', '70'],
        ['7', '71'],
        ['8', null],
      ],
      [refused('no-text')],
    );
    assert.equal(calls.length, 1);
    assert.deepEqual(warned, []);
  });

  it('that was published before is left at that', async () => {
    assert.deepEqual((await publish([['7', '70']], [refused('already-done')])).warned, []);
  });

  it('is not tried while the channel is known to take none, whether a refusal or the last one taken told so', async () => {
    const told: [CallResult<unknown, DiscordFailure> & { limitedFor?: number }, number][] = [
      [limited(40 * MINUTE), 40 * MINUTE],
      [{ ok: true, result: null, limitedFor: 20 * MINUTE }, 20 * MINUTE],
    ];
    for (const [answer, until] of told) {
      const { calls } = await publish(
        [
          ['7', '70', 0],
          ['7', '71', until - 1],
          ['8', '80', until - 1],
          ['7', '72', until],
        ],
        [answer],
      );
      assert.deepEqual(
        calls.map(({ route }) => route.split('/')[4]),
        ['70', '80', '72'],
      );
    }
  });

  it('is published after others although Discord allows no more for some seconds', async () => {
    const { calls } = await publish(
      [
        ['7', '70'],
        ['7', '71'],
      ],
      [{ ok: true, result: null, limitedFor: 4000 }],
    );
    assert.equal(calls.length, 2);
  });
});
