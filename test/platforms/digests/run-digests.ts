import type { TestContext } from 'node:test';
import { commands } from '../../../src/commands/command-list.ts';
import type { Article } from '../../../src/core/model/article.ts';
import { createNewsroom } from '../../../src/core/newsroom/create-newsroom.ts';
import type { PlatformStore } from '../../../src/core/ports/platform-store.ts';
import type { Delivery, Subscription } from '../../../src/core/ports/subscription-store.ts';
import { createDigestDesk } from '../../../src/core/subscriptions/compose-digest.ts';
import { createArticleExplainer } from '../../../src/core/subscriptions/explain-coming.ts';
import { createSubscriptionServices } from '../../../src/core/subscriptions/manage-subscriptions.ts';
import type { ChatPlatform } from '../../../src/platforms/chat/chat-platform.ts';
import type { SendLimits } from '../../../src/platforms/chat/rate-windows.ts';
import type { Timers } from '../../../src/platforms/chat/send-queue.ts';
import {
  createDiscordPlatform,
  type DiscordSettings,
} from '../../../src/platforms/discord/create-discord-platform.ts';
import { createTelegramPlatform } from '../../../src/platforms/telegram/create-telegram-platform.ts';
import { claimDueSlots } from '../../../src/schedule/claim-due-slots.ts';
import { createSqliteStore } from '../../../src/store/sqlite/create-sqlite-store.ts';
import { buildArticle } from '../../build-article.ts';
import { buildSubscription, EIGHT } from '../../build-subscription.ts';
import { createManualClock } from '../../servers/create-manual-clock.ts';
import { createWaitingList } from '../../servers/create-waiting-list.ts';
import type { DiscordServer, DiscordServerOptions } from '../../servers/discord/discord-server.ts';
import { startDiscordServer } from '../../servers/discord/start-discord-server.ts';
import { startTelegramServer, type TelegramServer } from '../../servers/telegram/start-telegram-server.ts';

const NO_LIMITS: SendLimits = { perSecond: 1e6, perChatPerSecond: 1e6, perGroupPerMinute: 1e6 };
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** What of the store is watched, and may fail. */
type Watched = `${'subscriptions' | 'deliveries' | 'events' | 'editions'}.${string}`;

export interface DigestRun {
  clock: ReturnType<typeof createManualClock>;
  store: PlatformStore;
  logged: string[];
  subscribe(given: Partial<Subscription>): Promise<Subscription>;
  takeIn(title: string, given?: Partial<Article>): Promise<void>;
  /** What the ticker does each minute. */
  look(): Promise<void>;
  /** Time passes, and the ticker looks. */
  passTo(at: number): Promise<void>;
  start(): Promise<void>;
  /** As SIGTERM does. */
  stop(): Promise<void>;
  /** The last delivery of a subscription, as soon as it has ended. */
  ended(subscription?: string): Promise<Delivery>;
  /** Looked at when the store was called or something logged. */
  waitFor(holds: () => boolean): Promise<void>;
  /** The next `times` calls of a method of the store reject. */
  failStore(method: Watched, times?: number): void;
  /** What a method of the store was called with. */
  storeCalls(method: Watched): unknown[][];
}

interface Options {
  /** Of the platforms' own waiting; by default the clock on the wall, fifty times as fast. */
  timers?: Timers;
  path?: string;
  lockTimeout?: number;
}

/** Store, desk, ticker and one platform in this process, two hours before the first slot; everything ends with the test. */
async function runDigests(
  test: TestContext,
  { path = ':memory:', lockTimeout = 30_000 }: Options,
  createPlatform: (given: {
    store: PlatformStore;
    desk: ReturnType<typeof createDigestDesk>;
    services: Parameters<typeof createTelegramPlatform>[0]['services'];
    clock: DigestRun['clock'];
    log: Parameters<typeof createTelegramPlatform>[0]['log'];
  }) => ChatPlatform,
  { isServed, stopServer }: { isServed(): Promise<void>; stopServer(): Promise<void> },
): Promise<DigestRun> {
  const clock = createManualClock(EIGHT - 2 * HOUR);
  const store = await createSqliteStore({ path, lockTimeout, now: clock.now });
  const logged: string[] = [];
  const waiting = createWaitingList(() => logged.slice(-10).join('\n'));
  const calls = new Map<string, unknown[][]>();
  const returned = new Map<string, number>();
  const failures = new Map<string, number>();
  const watch = <T extends object>(prefix: string, watched: T): T =>
    new Proxy(watched, {
      get(target, name) {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        const key = `${prefix}.${String(name)}`;
        return async (...values: unknown[]) => {
          calls.set(key, [...(calls.get(key) ?? []), values]);
          const left = failures.get(key) ?? 0;
          failures.set(key, left - 1);
          waiting.changed();
          if (left > 0) throw new Error('database or disk is full');
          try {
            return await (Reflect.apply(method, target, values) as Promise<unknown>);
          } finally {
            returned.set(key, (returned.get(key) ?? 0) + 1);
            waiting.changed();
          }
        };
      },
    });
  const platforms: PlatformStore = {
    ...store.platforms,
    subscriptions: watch('subscriptions', store.platforms.subscriptions),
    deliveries: watch('deliveries', store.platforms.deliveries),
    events: watch('events', store.platforms.events),
  };
  const logAt = (level: string) => (details: object, message: string) => {
    logged.push(`${level} ${message} ${JSON.stringify(details)}`);
    waiting.changed();
  };
  const log = { debug: logAt('debug'), info: logAt('info'), warn: logAt('warn'), error: logAt('error') };
  const articles = { ...store, saveEdition: watch('editions', { save: store.saveEdition }).save };
  const newsroom = createNewsroom({
    store: articles,
    clock,
    onUnsaved: (error) => log.error({}, String(error)),
  });
  const desk = createDigestDesk({ store: articles, platforms, editions: newsroom.editions, clock });
  const subscriptions = createSubscriptionServices({
    platforms,
    clock,
    defaultSchedule: { cron: '0 8 * * *', zone: 'Asia/Shanghai' },
  });
  let running: { platform: ChatPlatform; stopping: AbortController; ended: Promise<number> } | null = null;

  const run: DigestRun = {
    ...{ clock, logged },
    store: platforms,
    async subscribe(given) {
      const subscription = buildSubscription(given);
      await platforms.subscriptions.add(subscription);
      return subscription;
    },
    async takeIn(title, given = {}) {
      const now = new Date(clock.now()).toISOString();
      const body = given.body ?? `${title}。今天来了120人，报道说得很清楚。`;
      const article = buildArticle({ publishedAt: now, ...given, title, body, firstSeenAt: now });
      await store.importArticles({ source: 'test', articles: [article] });
    },
    async look() {
      await claimDueSlots({ platforms, served: new Set(['telegram', 'discord']), now: clock.now(), log });
      running?.platform.wake();
    },
    async passTo(at) {
      clock.pass(at - clock.now());
      await run.look();
    },
    async start() {
      const stopping = new AbortController();
      const platform = createPlatform({
        ...{ store: platforms, desk, clock, log },
        services: {
          ...newsroom,
          model: { name: null, status: async () => null },
          embeddings: null,
          sources: () => Promise.reject(new Error('there are no sources here')),
          countSources: async () => ({ sources: 0, unread: 0 }),
          failingSources: async () => ({ count: 0, sources: [] }),
          subscriptions: { ...subscriptions, ...createArticleExplainer({ store, platforms, clock }) },
        },
      });
      running = { platform, stopping, ended: platform.run(stopping.signal) };
      await isServed();
    },
    async stop() {
      running?.stopping.abort();
      await running?.ended;
      running = null;
    },
    async ended(subscription = 'subscription') {
      const ends = (): number => returned.get('deliveries.end') ?? 0;
      for (;;) {
        const seen = ends();
        const [delivery] = await platforms.deliveries.list({ subscription, limit: 1 });
        if (delivery !== undefined && delivery.state !== 'due') return delivery;
        await waiting.waitFor(() => ends() > seen, 10_000);
      }
    },
    waitFor: (holds) => waiting.waitFor(holds, 10_000),
    failStore(method, times = 1) {
      failures.set(method, times);
    },
    storeCalls: (method) => calls.get(method) ?? [],
  };
  test.after(async () => {
    await run.stop();
    await stopServer();
    await store.close();
  });
  return run;
}

/** Time as it is. */
export const wallTimers: Timers = {
  now: () => performance.now(),
  after(milliseconds, work) {
    const timer = setTimeout(work, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** Time that runs fifty times as fast, for what waits by itself. */
export const fastTimers: Timers = {
  now: () => performance.now() * 50,
  after(milliseconds, work) {
    const timer = setTimeout(work, milliseconds / 50);
    return () => clearTimeout(timer);
  },
};

export const MING = 42;
export const GROUP = -1001;
export const FORUM = -1002;
export const CHANNEL = -1003;

/** Digests in Telegram: Ming's private chat, a group, a forum with the topic 7 and a channel. */
export async function runTelegramDigests(
  test: TestContext,
  options: Options & { limits?: SendLimits; owners?: number[] } = {},
): Promise<DigestRun & { server: TelegramServer }> {
  const server = await startTelegramServer({ limits: 'none' });
  server.addUser({ id: MING, firstName: 'Ming', languageCode: 'zh-hans' });
  server.addChat({ id: MING, type: 'private' });
  const members = [{ userId: MING, status: 'creator' as const }];
  server.addChat({ id: GROUP, type: 'supergroup', title: 'Readers', members });
  server.addChat({ id: FORUM, type: 'supergroup', title: 'Forum', isForum: true, members });
  server.addTopic(FORUM, 7);
  server.addChat({ id: CHANNEL, type: 'channel', title: 'News', members });
  const run = await runDigests(
    test,
    options,
    (given) =>
      createTelegramPlatform({
        ...given,
        commands,
        timers: options.timers ?? fastTimers,
        settings: {
          token: server.token,
          apiRoot: server.apiRoot,
          webhook: null,
          owners: options.owners ?? [],
          zone: 'Asia/Shanghai',
          limits: options.limits ?? NO_LIMITS,
        },
      }),
    {
      isServed: () =>
        server.waitFor(() => server.calls('getUpdates').length + server.underway('getUpdates') > 0),
      stopServer: () => server.stop(),
    },
  );
  // They have written before, so that they may be written to.
  server.sendText(MING, MING, '/help');
  await run.start();
  await server.waitFor(() => server.messages(MING).length === 1);
  // Until it is recorded, what fails of the store would fail for this.
  await run.waitFor(() => run.storeCalls('events.finish').length > 0);
  return { ...run, server };
}

/** Digests in Discord: a text channel of a server. */
export async function runDiscordDigests(
  test: TestContext,
  options: Options & { settings?: Partial<DiscordSettings>; server?: DiscordServerOptions } = {},
): Promise<DigestRun & { server: DiscordServer; guild: string; channel: string; ming: string }> {
  const server = await startDiscordServer({ limits: 'none', ...options.server });
  const ming = server.addUser({ username: 'ming' });
  const guild = server.addGuild({ name: 'Readers', ownerId: ming });
  const channel = server.addChannel({ guildId: guild, name: 'news' });
  const isConnected = () => server.gateway.sessions().some((session) => session.isConnected);
  const run = await runDigests(
    test,
    options,
    (given) =>
      createDiscordPlatform({
        ...given,
        commands,
        ...(options.timers === undefined ? {} : { timers: options.timers }),
        settings: {
          token: server.token,
          apiUrl: server.api,
          shards: 'auto',
          presence: 'none',
          answersInThreads: false,
          crossposts: false,
          owners: [ming],
          zone: 'Asia/Shanghai',
          limits: NO_LIMITS,
          ...options.settings,
        },
      }),
    {
      isServed: () => server.waitFor(() => isConnected() && server.commandWrites() > 0),
      stopServer: () => server.stop(),
    },
  );
  await run.start();
  return { ...run, server, guild, channel, ming };
}
