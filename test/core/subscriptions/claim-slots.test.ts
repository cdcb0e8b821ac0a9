import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decideClaimed, makeDelivery, sentUntil } from '../../../src/core/subscriptions/claim-slots.ts';
import { buildDelivery, buildSubscription, EIGHT } from '../../build-subscription.ts';

const [MINUTE, HOUR] = [60_000, 3_600_000];
const DAY = 24 * HOUR;
const subscription = buildSubscription();
const make = (now: number, paused: 'blocked' | 'muted' | null = null) =>
  makeDelivery(subscription, { chat: { paused }, now });

describe('the delivery that a subscription comes to', () => {
  it('is none before its slot', () => {
    assert.equal(make(EIGHT - 1), null);
  });

  it('is due at its slot, and the next day comes then', () => {
    assert.deepEqual(make(EIGHT), {
      delivery: buildDelivery(subscription),
      next: { at: EIGHT + DAY, key: '2026-01-06T08:00' },
    });
    assert.equal(make(EIGHT + 10 * MINUTE)?.delivery.isLate, false);
  });

  it('is late where it was missed, and skipped where the next is nearer or it is too old', () => {
    const late = make(EIGHT + 2 * HOUR)?.delivery;
    assert.deepEqual([late?.state, late?.isLate], ['due', true]);
    const skipped = make(EIGHT + 13 * HOUR)?.delivery;
    assert.deepEqual(
      [skipped?.state, skipped?.reason, skipped?.endedAt],
      ['skipped', 'missed', EIGHT + 13 * HOUR],
    );
  });

  it('stands for those that were missed before it', () => {
    const made = make(EIGHT + 3 * DAY + MINUTE);
    assert.deepEqual(
      [made?.delivery.slot.key, made?.delivery.missed, made?.delivery.state, made?.next.key],
      ['2026-01-08T08:00', 3, 'due', '2026-01-09T08:00'],
    );
  });

  it('is held while the chat takes nothing, however late it is not', () => {
    const held = make(EIGHT, 'blocked')?.delivery;
    assert.deepEqual([held?.state, held?.reason, held?.endedAt], ['held', 'chat blocked', EIGHT]);
    assert.equal(make(EIGHT + 13 * HOUR, 'blocked')?.delivery.state, 'skipped');
    assert.equal(makeDelivery(subscription, { chat: null, now: EIGHT })?.delivery.state, 'due');
  });

  it('is tried where the bot might not write, for nothing else tells when it may again', () => {
    assert.equal(make(EIGHT, 'muted')?.delivery.state, 'due');
  });
});

describe('a delivery that was claimed and not made yet', () => {
  const claimed = buildDelivery(subscription);
  const decide = (now: number, given = claimed) => decideClaimed(given, subscription, now);

  it('is decided anew by the time at which it is made', () => {
    assert.deepEqual(
      [MINUTE, 9 * HOUR, 12 * HOUR, 12 * HOUR + 1, 2 * DAY].map((lateness) => decide(EIGHT + lateness)),
      ['on-time', 'late', 'late', 'skip', 'skip'],
    );
  });

  it('is skipped where the next slot is nearer', () => {
    const often = { ...subscription, schedule: { ...subscription.schedule, times: [480, 600] } };
    assert.equal(decideClaimed(claimed, often, EIGHT + HOUR), 'late');
    assert.equal(decideClaimed(claimed, often, EIGHT + HOUR + 1), 'skip');
  });

  it('stays what it was where it was taken up again after it had ended', () => {
    const again = { ...claimed, endedAt: EIGHT + HOUR };
    assert.equal(decide(EIGHT + 2 * DAY, again), 'on-time');
    assert.equal(decide(EIGHT + 2 * DAY, { ...again, isLate: true }), 'late');
  });

  it('is skipped from the moment on until which it is sent, and not before', () => {
    for (const times of [[480], [480, 481], [480, 510], [480, 600], [0, 480, 960]]) {
      const each = { ...subscription, schedule: { ...subscription.schedule, times } };
      const until = sentUntil(claimed, each, EIGHT);
      assert.notEqual(decideClaimed(claimed, each, until), 'skip');
      assert.equal(decideClaimed(claimed, each, until + 1), 'skip');
    }
    const again = { ...claimed, endedAt: EIGHT + HOUR };
    assert.equal(sentUntil(again, subscription, EIGHT + 2 * DAY), EIGHT + 2 * DAY + 12 * HOUR);
  });
});
