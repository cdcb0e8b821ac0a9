import type { Schedule, Slot } from '../schedule/schedule.ts';

/** Where digests go: a chat, or a thread of it. */
export interface Target {
  platform: string;
  chat: string;
  thread: string | null;
}

/** A chat's wish for digests. */
export interface Subscription extends Target {
  id: string;
  schedule: Schedule;
  /** None: everything. */
  topics: string[];
  /** Beside those of the chat's settings. */
  muted: string[];
  /** Of a chat that the configuration names the cron counts until the chat itself changes something. */
  origin: 'command' | 'configuration';
  createdAt: number;
  /** The slot that comes next. */
  next: Slot;
  /** Up to when its digests have told (epoch milliseconds); null before the first. */
  coveredTo: number | null;
}

export interface SubscriptionStore {
  /**
   * False where there is one of that id, also one that was removed: what the configuration names is not brought back
   * against a chat's will.
   */
  add(subscription: Subscription): Promise<boolean>;
  find(id: string): Promise<Subscription | null>;
  /** In the order of their making; `thread` undefined for all of the chat. */
  list(target: { platform: string; chat: string; thread?: string | null }): Promise<Subscription[]>;
  /** All that were ever made there and not forgotten, also those that were removed, in the order of their making. */
  listMade(target: Target): Promise<Pick<Subscription, 'id' | 'origin'>[]>;
  /** Of all chats, in the order of their ids, after one of them. */
  listAll(query: { after: string; limit: number }): Promise<Subscription[]>;
  change(
    id: string,
    change: Partial<Pick<Subscription, 'schedule' | 'topics' | 'muted' | 'origin' | 'next' | 'thread'>>,
  ): Promise<void>;
  /** False where there is none. Its deliveries stay. */
  remove(id: string): Promise<boolean>;
  /** As if there had never been one of that id. */
  forget(id: string): Promise<void>;
  /** Those on a platform whose next slot is at or before `now`, the earliest first, without those that can't be read; what is not due costs nothing. */
  listDue(platform: string, now: number, limit: number): Promise<Subscription[]>;
  /** When the next slot of any on a platform is (epoch milliseconds); null without one. */
  findNext(platform: string): Promise<number | null>;
  count(): Promise<number>;
}

export const DELIVERY_STATES = ['due', 'sent', 'empty', 'skipped', 'held', 'failed'] as const;
/** Those of which there are few, however long it has run. */
export const UNSENT_STATES = ['due', 'held', 'failed'] as const;
export type UnsentState = (typeof UNSENT_STATES)[number];
export type DeliveryState =
  /** To be made and sent, or under way. */
  | 'due'
  | 'sent'
  /** There was nothing to tell. */
  | 'empty'
  /** Missed by too much, or the subscription is gone. */
  | 'skipped'
  /** The chat takes nothing at present; the next digest tells it all. */
  | 'held'
  /** It could not be sent; `reason` says why. */
  | 'failed';

/** A subscription's slot; there is one for each, whatever restarts or ticks happen. */
export interface Delivery extends Target {
  /** `SUBSCRIPTION@SLOT`. */
  id: string;
  subscription: string;
  slot: Slot;
  /** The slot was missed and is caught up. */
  isLate: boolean;
  /** Earlier slots for which this one stands, that were missed with it. */
  missed: number;
  state: DeliveryState;
  /** The edition that was sent; null before, and where there is none. */
  edition: string | null;
  /** For people who know the system, without a text of anyone's. */
  reason: string | null;
  createdAt: number;
  /** When it ended last; of one that is due, that it had ended before and was taken up again. */
  endedAt: number | null;
  /** Messages that it became. */
  parts: number;
  /** Sends of which nobody knows whether they arrived, and which were made again. */
  uncertain: number;
  /** When one of its messages was corrected last; null where none was. */
  correctedAt: number | null;
}

export interface DeliveryEnd {
  state: Exclude<DeliveryState, 'due'>;
  edition?: string | null;
  reason?: string | null;
  parts?: number;
  /** Up to when the subscription's digests have told by it. */
  coveredTo?: number;
  /** The event that it was sent as, which knows how many of its sends are in doubt. */
  event?: { account: string; id: string };
  /** What the chat has now been told of. */
  articleIds?: readonly string[];
  /** Which text of each of them, by its id. */
  contentHashes?: Readonly<Record<string, string>>;
}

/** That a chat was told of an article. */
export interface Told {
  /** The delivery that did. */
  delivery: string;
  /** The last one that told what was new in it since; null where none did. */
  updatedBy: string | null;
  /** Of the text that it was told of last; null where that was not kept. */
  contentHash: string | null;
}

export interface DeliveryStore {
  /**
   * One transaction: the delivery is there and the subscription waits for its next slot. False, and nothing done, where
   * the subscription does not wait for `expected` any more, or has a delivery of that slot.
   */
  claim(delivery: Delivery, options: { expected: Slot; next: Slot }): Promise<boolean>;
  find(id: string): Promise<Delivery | null>;
  /** Those of a platform in state `due`, in the order of their making, after a number that was given before (0 at first). */
  listDue(
    platform: string,
    query: { after: number; limit: number },
  ): Promise<{ number: number; delivery: Delivery }[]>;
  /** Whether another of the same chat and thread is due, of the last fifty made before this one, whose number was given with it. */
  hasEarlierDue(delivery: Pick<Delivery, 'platform' | 'chat' | 'thread'>, number: number): Promise<boolean>;
  /** Of those that are kept, the ones that were not sent though they should have been, by state. */
  countUnsent(): Promise<Record<UnsentState, number>>;
  /** Newest first. */
  list(query: {
    platform?: string;
    chat?: string;
    subscription?: string;
    state?: DeliveryState;
    limit: number;
  }): Promise<Delivery[]>;
  /** Only a delivery in state `due` ends; false for any other. */
  end(id: string, end: DeliveryEnd, at: number): Promise<boolean>;
  /** A delivery that is due was made later than it was claimed for. */
  markLate(id: string): Promise<void>;
  /** Takes up again one that has ended: it is due once more, and keeps when it had ended. */
  reopen(id: string): Promise<boolean>;
  /**
   * Forgets some of those that ended before `before` (epoch milliseconds), with what the chats were told by them, `limit` at
   * most, the oldest first; false when there may be more.
   */
  forget(before: number, limit: number): Promise<boolean>;
  /** Which of the articles the chat was told of; those of the last month are remembered at least. */
  findTold(
    target: Pick<Target, 'platform' | 'chat' | 'thread'>,
    articleIds: readonly string[] | ReadonlySet<string>,
  ): Promise<Map<string, Told>>;
}
