import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createRateWindow } from '../../../src/platforms/chat/rate-windows.ts';

const MOST = 5;
const SPAN = 1000;

/** Sends as soon as the window lets it, each request `ways` (milliseconds) on its way, answered when it has come; when it left and came. */
function sendAll(ways: readonly number[]): { left: number; came: number }[] {
  const window = createRateWindow(MOST, SPAN);
  const waiting: { answered(now: number): void; at: number }[] = [];
  const requests: { left: number; came: number }[] = [];
  let now = 0;
  for (const way of ways) {
    for (;;) {
      const next = waiting.toSorted((one, other) => one.at - other.at)[0];
      const at = window.nextAt(now);
      if (next !== undefined && next.at <= at) {
        now = Math.max(now, next.at);
        waiting.splice(waiting.indexOf(next), 1);
        next.answered(now);
        continue;
      }
      now = Math.max(now, at);
      break;
    }
    const { sent, answered } = window.take();
    sent(now);
    waiting.push({ answered, at: now + 2 * way });
    requests.push({ left: now, came: now + way });
  }
  return requests;
}

const most = (times: readonly number[]): number =>
  Math.max(0, ...times.map((from) => times.filter((at) => at >= from && at < from + SPAN).length));

describe('a window of what may be sent', () => {
  it('is kept as the other side counts it where ways differ by no more than usual', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.array(fc.nat(7), { maxLength: 60 }), (usual, more) => {
        const came = sendAll(more.map((each) => usual + each)).map((request) => request.came);
        assert.ok(most(came) <= MOST);
      }),
    );
  });

  it('loses nothing by answers that are slow, where all are as slow', () => {
    const left = sendAll(Array.from({ length: 200 }, () => 300)).map((request) => request.left);
    const seconds = ((left.at(-1) ?? 0) - (left[0] ?? 0)) / 1000;
    assert.ok((200 - MOST) / seconds >= MOST * 0.97, `${200 / seconds} a second`);
  });

  it('leaves more between the requests where their ways have differed', () => {
    const ways = Array.from({ length: 100 }, (_, index) => (index % 2 === 0 ? 10 : 90));
    const came = sendAll(ways)
      .slice(60)
      .map((request) => request.came);
    assert.ok(most(came) <= MOST);
  });

  it('takes a few slow answers for no sign of the way', () => {
    const ways = Array.from({ length: 200 }, (_, index) => (index % 25 === 0 ? 800 : 10));
    const left = sendAll(ways).map((request) => request.left);
    const seconds = ((left.at(-1) ?? 0) - (left[0] ?? 0)) / 1000;
    assert.ok((200 - MOST) / seconds >= MOST * 0.97, `${200 / seconds} a second`);
  });
});
