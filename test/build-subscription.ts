import type { Delivery, Subscription } from '../src/core/ports/subscription-store.ts';

/** 2026-01-05, a Monday, 08:00 in Shanghai. */
export const EIGHT = Date.UTC(2026, 0, 5);

/** A whole subscription for tests: every day at eight in Shanghai, of a Telegram chat, on Monday for the first time. */
export function buildSubscription(given: Partial<Subscription> = {}): Subscription {
  return {
    id: 'subscription',
    platform: 'telegram',
    chat: '1',
    thread: null,
    schedule: { times: [480], weekdays: [], zone: 'Asia/Shanghai' },
    topics: [],
    muted: [],
    origin: 'command',
    createdAt: EIGHT - 86_400_000,
    next: { at: EIGHT, key: '2026-01-05T08:00' },
    coveredTo: null,
    ...given,
  };
}

/** The delivery of the slot that a subscription waits for. */
export function buildDelivery(subscription: Subscription, given: Partial<Delivery> = {}): Delivery {
  const { id, platform, chat, thread, next } = subscription;
  return {
    id: `${id}@${next.key}`,
    subscription: id,
    ...{ platform, chat, thread },
    slot: next,
    isLate: false,
    missed: 0,
    state: 'due',
    edition: null,
    reason: null,
    createdAt: next.at,
    endedAt: null,
    parts: 0,
    uncertain: 0,
    correctedAt: null,
    ...given,
  };
}
