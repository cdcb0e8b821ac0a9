import type { Chat, PlatformStore } from '../../src/core/ports/platform-store.ts';
import type { Delivery, Subscription } from '../../src/core/ports/subscription-store.ts';
import { DEFAULT_SETTINGS } from '../../src/core/subscriptions/chat-settings.ts';

/** What commands ask of the platforms' store, in memory. */
export function createMemorySubscriptions(): Pick<PlatformStore, 'chats' | 'subscriptions' | 'deliveries'> & {
  /** Set by the test, newest first. */
  made: Delivery[];
} {
  const chats = new Map<string, Chat>();
  const subscriptions = new Map<string, Subscription>();
  const removed = new Set<string>();
  const made: Delivery[] = [];
  const open = (): Subscription[] => [...subscriptions.values()].filter(({ id }) => !removed.has(id));
  return {
    made,
    chats: {
      find: async ({ platform, chat }) => chats.get(`${platform}:${chat}`) ?? null,
      async change({ platform, chat }, { settings, ...change }) {
        const known = chats.get(`${platform}:${chat}`) ?? {
          ...{ language: null, paused: null, server: null },
          settings: DEFAULT_SETTINGS,
        };
        chats.set(`${platform}:${chat}`, {
          ...known,
          ...change,
          settings: { ...known.settings, ...settings },
        });
      },
      listOfServer: async () => [],
      async changeServer() {},
      async rename() {},
    },
    subscriptions: {
      async add(subscription) {
        if (subscriptions.has(subscription.id)) return false;
        subscriptions.set(subscription.id, subscription);
        return true;
      },
      find: async (id) => open().find((each) => each.id === id) ?? null,
      list: async ({ platform, chat, thread }) =>
        open().filter(
          (each) =>
            each.platform === platform &&
            each.chat === chat &&
            (thread === undefined || each.thread === thread),
        ),
      listMade: async ({ platform, chat, thread }) =>
        [...subscriptions.values()].filter(
          (each) => each.platform === platform && each.chat === chat && each.thread === thread,
        ),
      listAll: async ({ after, limit }) =>
        open()
          .filter(({ id }) => id > after)
          .slice(0, limit),
      async change(id, change) {
        const known = subscriptions.get(id);
        if (known !== undefined) subscriptions.set(id, { ...known, ...change });
      },
      async remove(id) {
        if (!subscriptions.has(id) || removed.has(id)) return false;
        removed.add(id);
        return true;
      },
      async forget(id) {
        subscriptions.delete(id);
        removed.delete(id);
      },
      listDue: async (platform, now, limit) =>
        open()
          .filter((each) => each.platform === platform && each.next.at <= now)
          .slice(0, limit),
      findNext: async (platform) => {
        const next = open().filter((each) => each.platform === platform);
        return next.length === 0 ? null : Math.min(...next.map((each) => each.next.at));
      },
      count: async () => open().length,
    },
    deliveries: {
      async claim(delivery) {
        made.unshift(delivery);
        return true;
      },
      find: async (id) => made.find((each) => each.id === id) ?? null,
      listDue: async () => [],
      list: async ({ platform, chat, limit }) =>
        made
          .filter(
            (each) =>
              (platform === undefined || each.platform === platform) &&
              (chat === undefined || each.chat === chat),
          )
          .slice(0, limit),
      countUnsent: async () => ({ due: 0, held: 0, failed: 0 }),
      hasEarlierDue: async () => false,
      end: async () => false,
      markLate: async () => {},
      async reopen(id) {
        const index = made.findIndex((each) => each.id === id && each.state !== 'due');
        const known = made[index];
        if (known !== undefined) made[index] = { ...known, state: 'due', reason: null };
        return known !== undefined;
      },
      forget: async () => true,
      findTold: async () => new Map(),
    },
  };
}
