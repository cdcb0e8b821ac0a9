import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeDelivery } from '../../../src/core/subscriptions/claim-slots.ts';
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
