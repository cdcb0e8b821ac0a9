import type { TestContext } from 'node:test';
import type { Command } from '../../../src/commands/command.ts';
import { commands } from '../../../src/commands/command-list.ts';
import type { Services } from '../../../src/commands/services.ts';
import type { PlatformStore } from '../../../src/core/ports/platform-store.ts';
import type { DigestDesk } from '../../../src/core/subscriptions/compose-digest.ts';
import type { ChatPlatform } from '../../../src/platforms/chat/chat-platform.ts';
import type { RevisedArticles } from '../../../src/platforms/chat/correct-posts.ts';
import type { SendLimits } from '../../../src/platforms/chat/rate-windows.ts';
import {
  createDiscordPlatform,
  type DiscordSettings,
} from '../../../src/platforms/discord/create-discord-platform.ts';
import { createSqliteStore } from '../../../src/store/sqlite/create-sqlite-store.ts';
import { createFakeServices, fakeArticles } from '../../fakes/fake-services.ts';
import type { DiscordServer, DiscordServerOptions, Message } from '../../servers/discord/discord-server.ts';
import { walkComponents } from '../../servers/discord/messages/walk-components.ts';
import { startDiscordServer } from '../../servers/discord/start-discord-server.ts';

const NO_LIMITS: SendLimits = { perSecond: 1e6, perChatPerSecond: 1e6, perGroupPerMinute: 1e6 };

export interface LogLine {
  level: string;
  details: object;
  message: string;
}

/** A server that the bot is in: Ming owns it, Ada is a member; Ming's direct messages with the bot are open. */
export interface Place {
  guild: string;
  channel: string;
  ming: string;
  ada: string;
  direct: string;
}

export interface RunningBot {
  server: DiscordServer;
  place: Place;
  store: PlatformStore;
  logged: LogLine[];
  /** Starts it again on the same store. */
  start(): void;
  /** As the ticker does. */
  wake(): void;
  tellOwners: ChatPlatform['tellOwners'];
  /** Stops it as SIGTERM does; the exit code. */
  stop(): Promise<number>;
  /** The exit code when it ends by itself. */
  ended(): Promise<number>;
  /** Resolves when it has come to serve since it was started last. */
  serves(): Promise<void>;
}

/** The bot in this process, on articles of the tests' own, with a server of its own; everything ends with the test. */
export async function runDiscord(
  test: TestContext,
  options: {
    server?: DiscordServerOptions;
    services?: Partial<Services>;
    commands?: readonly Command[];
    settings?: Partial<DiscordSettings>;
    desk?: DigestDesk;
    revisions?: RevisedArticles;
    beforeStart?: (server: DiscordServer, place: Place) => void;
    /** Runs before the bot does, on its store. */
    prepare?: (store: PlatformStore, server: DiscordServer, place: Place) => Promise<void>;
    /** Epoch milliseconds, for the bot; the server has its own. */
    now?: () => number;
    /** False: it can't come to serve. */
    serves?: boolean;
  } = {},
): Promise<RunningBot> {
  const server = await startDiscordServer({ limits: 'none', ...options.server });
  const ming = server.addUser({ username: 'ming' });
  const ada = server.addUser({ username: 'ada' });
  const guild = server.addGuild({ name: 'Readers', ownerId: ming, memberIds: [ada] });
  const channel = server.addChannel({ guildId: guild, name: 'news' });
  const place: Place = { guild, channel, ming, ada, direct: server.openDirectMessage(ming) };
  options.beforeStart?.(server, place);

  const store = await createSqliteStore({ path: ':memory:', now: Date.now });
  const logged: LogLine[] = [];
  let served = Promise.withResolvers<void>();
  const logAt = (level: string) => (details: object, message: string) => {
    logged.push({ level, details, message });
    if (message === 'Discord is served') served.resolve();
  };
  const services = createFakeServices(fakeArticles, options.services);
  let running: {
    stopping: AbortController;
    ended: Promise<number>;
    wake(): void;
    tellOwners: ChatPlatform['tellOwners'];
  } | null = null;

  const bot: RunningBot = {
    ...{ server, place, logged },
    store: store.platforms,
    start() {
      const stopping = new AbortController();
      served = Promise.withResolvers();
      const platform = createDiscordPlatform({
        commands: options.commands ?? commands,
        services,
        store: store.platforms,
        clock: { now: options.now ?? Date.now },
        ...(options.desk === undefined ? {} : { desk: options.desk }),
        ...(options.revisions === undefined ? {} : { revisions: options.revisions }),
        log: { debug: logAt('debug'), info: logAt('info'), warn: logAt('warn'), error: logAt('error') },
        settings: {
          token: server.token,
          apiUrl: server.api,
          shards: 'auto',
          presence: 'none',
          answersInThreads: false,
          crossposts: false,
          owners: [],
          zone: 'Asia/Shanghai',
          limits: NO_LIMITS,
          ...options.settings,
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
      // discord.js begins anew where it is left while it enters, and would outlive the test.
      if (running !== null) await Promise.race([served.promise, running.ended]);
      running?.stopping.abort();
      const code = await (running?.ended ?? 0);
      running = null;
      return code;
    },
    serves: () => served.promise,
  };
  test.after(async () => {
    await bot.stop();
    await server.stop();
    await store.close();
  });
  await options.prepare?.(store.platforms, server, place);
  bot.start();
  if (options.serves ?? true) {
    await bot.serves();
    await server.waitFor(() => server.commandWrites() > 0);
  }
  return bot;
}

/** What a message says, without its markup's structure: the texts of its components or its content, in order. */
export function textOf({ content, components }: Pick<Message, 'content' | 'components'>): string {
  const texts: string[] = content === '' ? [] : [content];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) walk(each);
    else if (typeof value === 'object' && value !== null) {
      if ('type' in value && value.type === 10 && 'content' in value) texts.push(String(value.content));
      for (const each of Object.values(value)) walk(each);
    }
  };
  walk(components);
  return texts.join('\n');
}

export interface ShownButton {
  label: string;
  id: string;
}

/** The buttons of a message that do something here. */
export function buttonsOf({ components }: Pick<Message, 'components'>): ShownButton[] {
  return [...walkComponents(components)].flatMap(({ type, custom_id: id, label }) =>
    type === 2 && id !== undefined ? [{ label: String(label ?? ''), id: String(id) }] : [],
  );
}

/** The id of a button of the last message of a channel, by its label. */
export function buttonId(server: DiscordServer, channel: string, label: RegExp): string {
  const buttons = buttonsOf(lastMessage(server, channel));
  const found = buttons.find((button) => label.test(button.label));
  if (found === undefined)
    throw new Error(`no button ${label} among ${buttons.map((button) => button.label)}`);
  return found.id;
}

export interface ShownMenu {
  id: string;
  options: { label: string; value: string }[];
}

/** The select menus of a message. */
export function menusOf({ components }: Pick<Message, 'components'>): ShownMenu[] {
  return [...walkComponents(components)].flatMap(({ type, custom_id: id, options }) =>
    type === 3 ? [{ id: String(id), options: options as ShownMenu['options'] }] : [],
  );
}

/** The messages of the bot (in a channel) that say something: no sign of work. */
export function answersIn(server: DiscordServer, channel?: string): Message[] {
  return server.messages(channel).filter(({ isLoading }) => !isLoading);
}

/** The last answer of the bot in a channel, as it stands. */
export function lastMessage(server: DiscordServer, channel: string): Message {
  const message = answersIn(server, channel).at(-1);
  if (message === undefined) throw new Error('nothing was sent');
  return message;
}
