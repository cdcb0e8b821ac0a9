import type { TestContext } from 'node:test';
import type { Command } from '../../../src/commands/command.ts';
import { commands } from '../../../src/commands/command-list.ts';
import type { Services } from '../../../src/commands/services.ts';
import type { Clock } from '../../../src/core/ports/clock.ts';
import type { PlatformStore } from '../../../src/core/ports/platform-store.ts';
import type { Store } from '../../../src/core/ports/store.ts';
import type { DigestDesk } from '../../../src/core/subscriptions/compose-digest.ts';
import type { ChatPlatform } from '../../../src/platforms/chat/chat-platform.ts';
import type { RevisedArticles } from '../../../src/platforms/chat/correct-posts.ts';
import type { SendLimits } from '../../../src/platforms/chat/rate-windows.ts';
import type { Timers } from '../../../src/platforms/chat/send-queue.ts';
import { createTelegramPlatform } from '../../../src/platforms/telegram/create-telegram-platform.ts';
import { createSqliteStore } from '../../../src/store/sqlite/create-sqlite-store.ts';
import { createWebServer } from '../../../src/web/create-web-server.ts';
import { createFakeServices, fakeArticles } from '../../fakes/fake-services.ts';
import {
  startTelegramServer,
  type TelegramServer,
  type TelegramServerOptions,
} from '../../servers/telegram/start-telegram-server.ts';

/** Ming speaks Simplified, Ada English, Chun Traditional; the group has all of them, and Ming is its creator. */
export const [MING, ADA, CHUN] = [42, 43, 44] as const;
export const GROUP = -1001;
export const FORUM = -1002;
export const CHANNEL = -1003;

const NO_LIMITS: SendLimits = { perSecond: 1e6, perChatPerSecond: 1e6, perGroupPerMinute: 1e6 };

export interface LogLine {
  level: string;
  details: object;
  message: string;
}

export interface RunningBot {
  server: TelegramServer;
  store: PlatformStore;
  /** What the store has beside it. */
  articles: Store;
  logged: LogLine[];
  /** Stops it as SIGTERM does; the exit code. */
  stop(): Promise<number>;
  /** The exit code when it ends by itself. */
  ended(): Promise<number>;
  /** Starts it again on the same store. */
  start(): void;
  /** As the ticker does. */
  wake(): void;
  tellOwners: ChatPlatform['tellOwners'];
}

/** The bot in this process, on articles of the tests' own, with a server of its own; everything ends with the test. */
export async function runTelegram(
  test: TestContext,
  options: {
    server?: TelegramServerOptions;
    services?: Partial<Services>;
    commands?: readonly Command[];
    /** None by default; Telegram's where it is undefined. */
    limits?: SendLimits | undefined;
    owners?: number[];
    beforeStart?: (server: TelegramServer) => void;
    webhookPort?: number;
    /** Under which the bot is reached. */
    webhookUrl?: string;
    token?: string;
    clock?: Clock;
    timers?: Timers;
    desk?: DigestDesk;
    revisions?: RevisedArticles;
    /** Runs before the bot does, on its store. */
    prepare?: (store: PlatformStore, server: TelegramServer) => Promise<void>;
  } = {},
): Promise<RunningBot> {
  const server = await startTelegramServer({ limits: 'none', ...options.server });
  for (const [id, firstName, languageCode] of [
    [MING, 'Ming', 'zh-hans'],
    [ADA, 'Ada', 'en'],
    [CHUN, 'Chun', 'zh-hant'],
  ] as const) {
    server.addUser({ id, firstName, languageCode });
    server.addChat({ id, type: 'private' });
  }
  const members = [
    { userId: MING, status: 'creator' as const },
    { userId: ADA, status: 'member' as const },
    { userId: CHUN, status: 'member' as const },
  ];
  server.addChat({ id: GROUP, type: 'supergroup', title: 'Readers', members });
  server.addChat({ id: FORUM, type: 'supergroup', title: 'Forum', isForum: true, members });
  server.addChat({ id: CHANNEL, type: 'channel', title: 'News', members });
  options.beforeStart?.(server);

  const store = await createSqliteStore({ path: ':memory:', now: Date.now });
  const logged: LogLine[] = [];
  const logAt = (level: string) => (details: object, message: string) => {
    logged.push({ level, details, message });
  };
  const web =
    options.webhookPort === undefined
      ? null
      : await createWebServer({
          host: '127.0.0.1',
          port: options.webhookPort,
          log: { error: logAt('error') },
        });
  const services = createFakeServices(fakeArticles, options.services);
  let running: {
    stopping: AbortController;
    ended: Promise<number>;
    wake(): void;
    tellOwners: ChatPlatform['tellOwners'];
  } | null = null;

  const bot: RunningBot = {
    server,
    store: store.platforms,
    articles: store,
    logged,
    start() {
      const stopping = new AbortController();
      const platform = createTelegramPlatform({
        commands: options.commands ?? commands,
        services,
        store: store.platforms,
        clock: options.clock ?? { now: Date.now },
        ...(options.timers === undefined ? {} : { timers: options.timers }),
        ...(options.desk === undefined ? {} : { desk: options.desk }),
        ...(options.revisions === undefined ? {} : { revisions: options.revisions }),
        log: { debug: logAt('debug'), info: logAt('info'), warn: logAt('warn'), error: logAt('error') },
        settings: {
          token: options.token ?? server.token,
          apiRoot: server.apiRoot,
          webhook:
            options.webhookPort === undefined
              ? null
              : {
                  url: options.webhookUrl ?? 'https://bot.example.org/',
                  serve: (route) => web?.add(route) ?? (() => {}),
                },
          owners: options.owners ?? [],
          zone: 'Asia/Shanghai',
          limits: 'limits' in options ? options.limits : NO_LIMITS,
        },
      });
      running = {
        stopping,
        ended: platform.run(stopping.signal),
        wake: platform.wake,
        tellOwners: platform.tellOwners,
      };
    },
    wake: () => running?.wake(),
    tellOwners: async (notice) => running?.tellOwners(notice),
    ended: async () => running?.ended ?? 0,
    async stop() {
      running?.stopping.abort();
      const code = await (running?.ended ?? 0);
      running = null;
      return code;
    },
  };
  test.after(async () => {
    await bot.stop();
    await web?.close();
    await server.stop();
    await store.close();
  });
  await options.prepare?.(store.platforms, server);
  bot.start();
  return bot;
}

/** The last message of a chat, as it stands. */
export function lastMessage(server: TelegramServer, chat: number) {
  const message = server.messages(chat).at(-1);
  if (message === undefined) throw new Error('nothing was sent');
  return message;
}

/** The data of a button by its label. */
export function buttonData(server: TelegramServer, chat: number, label: RegExp): string {
  const rows = lastMessage(server, chat).reply_markup?.inline_keyboard ?? [];
  const button = rows.flat().find(({ text }) => label.test(text));
  if (button?.callback_data === undefined)
    throw new Error(`no button ${label} among ${rows.flat().map(({ text }) => text)}`);
  return button.callback_data;
}

/** Time that runs `times` as fast, for what waits by itself. */
export function createFastTimers(times: number): Timers {
  return {
    now: () => performance.now() * times,
    after(milliseconds, run) {
      const timer = setTimeout(run, milliseconds / times);
      return () => clearTimeout(timer);
    },
  };
}
