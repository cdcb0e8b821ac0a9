import { createHash } from 'node:crypto';
import type { ReaderLanguage } from '../model/reader-language.ts';
import type { Clock } from '../ports/clock.ts';
import type { Chat, PlatformStore } from '../ports/platform-store.ts';
import type { Delivery, Subscription, Target } from '../ports/subscription-store.ts';
import { nextSlot, nextSlots } from '../schedule/find-slots.ts';
import type { CronSchedule, Schedule, Slot, TimesSchedule } from '../schedule/schedule.ts';
import { timesOfCron } from '../schedule/times-of-cron.ts';
import { type ChatSettings, DEFAULT_SETTINGS } from './chat-settings.ts';
import { deliveryId } from './claim-slots.ts';

/** Of one chat: a hundred digests a day are no wish. */
export const MOST_SUBSCRIPTIONS = 20;
const SHOWN_SLOTS = 3;
const SHOWN_DELIVERIES = 5;
/** The newest, among which an edition's is looked for. */
const SEARCHED_DELIVERIES = 1000;
/** Eight o'clock: what a cron that is no set of times gives way to. */
const USUAL_TIME = 480;

export interface SubscriptionWish {
  schedule: TimesSchedule;
  topics: string[];
  muted: string[];
}

/** What chats wish of digests, and what became of it. */
export interface SubscriptionServices {
  /** What is offered to those who say no more: the configuration's time, every day where that has none such. */
  defaults(): TimesSchedule;
  /** In a thread its own; elsewhere in the chat also those of its threads, which may be closed. */
  list(target: Target): Promise<Subscription[]>;
  /** `same`: there is one like that already. */
  subscribe(
    target: Target,
    wish: SubscriptionWish,
  ): Promise<
    { kind: 'added' | 'same'; subscription: Subscription; slots: Slot[] } | { kind: 'too-many'; most: number }
  >;
  /** Only one of the chat's own. */
  unsubscribe(target: Target, id: string): Promise<boolean>;
  /** What is set, with the defaults where nothing is. */
  settings(
    target: Pick<Target, 'platform' | 'chat'>,
  ): Promise<Pick<Chat, 'language' | 'settings' | 'paused'>>;
  /** A new zone is also that of the chat's subscriptions which had the old one (`moved`), apart from those that named it (`kept`). */
  changeSettings(
    target: Pick<Target, 'platform' | 'chat'>,
    change: Partial<ChatSettings> & { language?: ReaderLanguage },
  ): Promise<{ moved: Subscription[]; kept: Subscription[] }>;
  nextSlots(subscription: Subscription): Slot[];
  /** Newest first. */
  deliveries(target: Pick<Target, 'platform' | 'chat'>): Promise<Delivery[]>;
  /** The delivery that an edition was posted by, of the chat or (without one) of any, with its subscription where that is there still. */
  findPosted(
    target: Pick<Target, 'platform' | 'chat'> | null,
    edition: string,
  ): Promise<{ delivery: Delivery; subscription: Subscription | null } | null>;
  /**
   * Takes up again a delivery of the chat's that failed or was skipped. `sent-partly`, and nothing done, where some of it was
   * sent and `again` is not set; `told-later` where a later digest told what it would have; `gone` where there is none to be
   * taken up.
   */
  retry(
    target: Pick<Target, 'platform' | 'chat'>,
    deliveryId: string,
    options: { again: boolean },
  ): Promise<'reopened' | 'sent-partly' | 'told-later' | 'gone'>;
}

/** Whether a delivery that ended may be tried again: its subscription is there to be told of. */
export function mayRetry({ state, reason }: Pick<Delivery, 'state' | 'reason'>): boolean {
  return (state === 'failed' || state === 'skipped') && reason !== 'unsubscribed';
}

/** Whether a later digest told what an earlier delivery, of which no edition is kept, would have. */
export async function isToldLater(
  { subscription, edition, slot }: Pick<Delivery, 'subscription' | 'edition' | 'slot'>,
  { subscriptions }: Pick<PlatformStore, 'subscriptions'>,
): Promise<boolean> {
  if (edition !== null) return false;
  const known = await subscriptions.find(subscription);
  return known !== null && known.coveredTo !== null && known.coveredTo >= slot.at;
}

/** `defaultSchedule`: what chats are offered; its zone is that of those which have set none. */
export function createSubscriptionServices({
  platforms,
  clock,
  defaultSchedule,
}: {
  platforms: Pick<PlatformStore, 'chats' | 'subscriptions' | 'deliveries'>;
  clock: Clock;
  defaultSchedule: CronSchedule;
}): SubscriptionServices {
  const { chats, subscriptions, deliveries } = platforms;
  const defaultZone = defaultSchedule.zone;

  const slotsOf = ({ schedule }: Pick<Subscription, 'schedule'>): Slot[] =>
    nextSlots(schedule, clock.now(), SHOWN_SLOTS);

  return {
    defaults: () => timesOfCron(defaultSchedule) ?? { times: [USUAL_TIME], weekdays: [], zone: defaultZone },
    list: ({ platform, chat, thread }) =>
      subscriptions.list({ platform, chat, ...(thread === null ? {} : { thread }) }),
    async subscribe(target, { schedule, topics, muted }) {
      const { platform, chat, thread } = target;
      const known = await subscriptions.list({ platform, chat });
      const same = known.find((each) => each.thread === thread && isSame(each, { schedule, topics, muted }));
      if (same !== undefined) {
        const isNamed = 'keepsZone' in schedule && !('keepsZone' in same.schedule);
        if (isNamed) await subscriptions.change(same.id, { schedule, origin: 'command' });
        const subscription: Subscription = isNamed ? { ...same, schedule, origin: 'command' } : same;
        return { kind: 'same', subscription, slots: slotsOf(same) };
      }
      if (known.length >= MOST_SUBSCRIPTIONS) return { kind: 'too-many', most: MOST_SUBSCRIPTIONS };
      const now = clock.now();
      for (let attempt = 0; ; attempt += 1) {
        const subscription: Subscription = {
          id: subscriptionId(target, `${now}:${attempt}:${JSON.stringify(schedule)}`),
          ...{ platform, chat, thread, schedule, topics, muted },
          origin: 'command',
          createdAt: now,
          next: nextSlot(schedule, now),
          coveredTo: null,
        };
        // The id of one that was ended in this very millisecond stays its own.
        if (await subscriptions.add(subscription))
          return { kind: 'added', subscription, slots: slotsOf(subscription) };
      }
    },
    async unsubscribe({ platform, chat }, id) {
      const known = await subscriptions.find(id);
      if (known?.platform !== platform || known.chat !== chat) return false;
      return subscriptions.remove(id);
    },
    async settings(target) {
      const chat = await chats.find(target);
      return {
        language: chat?.language ?? null,
        settings: chat?.settings ?? DEFAULT_SETTINGS,
        paused: chat?.paused ?? null,
      };
    },
    async changeSettings({ platform, chat }, { language, ...settings }) {
      const key = { platform, chat };
      const before = (await chats.find(key))?.settings.zone ?? defaultZone;
      await chats.change(key, { settings, ...(language === undefined ? {} : { language }) });
      const zone = settings.zone === null ? defaultZone : settings.zone;
      const moved: Subscription[] = [];
      const kept: Subscription[] = [];
      if (zone === undefined || zone === before) return { moved, kept };
      for (const subscription of await subscriptions.list(key)) {
        const { id, schedule } = subscription;
        if ('keepsZone' in schedule && schedule.zone !== zone) kept.push(subscription);
        if ('keepsZone' in schedule || schedule.zone !== before) continue;
        const there: Schedule = { ...schedule, zone };
        const first = nextSlot(there, clock.now());
        // The old zone had the slot of that name already: it would be promised and not come.
        const isHad = (await deliveries.find(deliveryId({ id }, first))) !== null;
        const change = {
          schedule: there,
          origin: 'command',
          next: isHad ? nextSlot(there, first.at) : first,
        } as const;
        await subscriptions.change(id, change);
        moved.push({ ...subscription, ...change });
      }
      return { moved, kept };
    },
    nextSlots: slotsOf,
    deliveries: ({ platform, chat }) => deliveries.list({ platform, chat, limit: SHOWN_DELIVERIES }),
    async findPosted(target, edition) {
      const place = target === null ? {} : { platform: target.platform, chat: target.chat };
      const posted = await deliveries.list({ ...place, limit: SEARCHED_DELIVERIES });
      const delivery = posted.find((each) => each.edition === edition);
      if (delivery === undefined) return null;
      return { delivery, subscription: await subscriptions.find(delivery.subscription) };
    },
    async retry({ platform, chat }, id, { again }) {
      const delivery = await deliveries.find(id);
      if (delivery?.platform !== platform || delivery.chat !== chat || !mayRetry(delivery)) return 'gone';
      if (delivery.parts > 0 && !again) return 'sent-partly';
      if (await isToldLater(delivery, { subscriptions })) return 'told-later';
      return (await deliveries.reopen(id)) ? 'reopened' : 'gone';
    },
  };
}

/** Short enough to be typed; hardly two of a chat's are alike, and none of one chat is another's. */
export function subscriptionId({ platform, chat, thread }: Target, what: string): string {
  return createHash('sha256').update(`${platform}:${chat}:${thread}:${what}`).digest('hex').slice(0, 10);
}

function isSame(known: Subscription, { schedule, topics, muted }: SubscriptionWish): boolean {
  const text = (values: readonly string[]): string => JSON.stringify([...values].sort());
  return (
    JSON.stringify({ ...known.schedule, keepsZone: null }) ===
      JSON.stringify({ ...schedule, keepsZone: null }) &&
    text(known.topics) === text(topics) &&
    text(known.muted) === text(muted)
  );
}
