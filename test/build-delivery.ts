import type { Delivery } from '../src/core/ports/subscription-store.ts';

/** A delivery of the morning of 23 November 2026 in Shanghai that was sent on time. */
export function buildDelivery(fields: Partial<Delivery> = {}): Delivery {
  const slot = { at: Date.UTC(2026, 10, 23), key: '2026-11-23T08:00' };
  return {
    id: `0123456789@${slot.key}`,
    subscription: '0123456789',
    platform: 'telegram',
    chat: '-100',
    thread: null,
    slot,
    isLate: false,
    missed: 0,
    state: 'sent',
    edition: null,
    reason: null,
    createdAt: slot.at,
    endedAt: slot.at + 2000,
    parts: 1,
    uncertain: 0,
    correctedAt: null,
    ...fields,
  };
}
