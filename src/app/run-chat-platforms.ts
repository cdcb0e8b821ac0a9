import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type App, createApp } from '../app.ts';
import { commands } from '../commands/command-list.ts';
import { warmZoneNames } from '../commands/schedule/find-zone.ts';
import { showStoppedSources } from '../commands/sources/show-stopped-sources.ts';
import type { Environment } from '../config/environment-schema.ts';
import type { Target } from '../core/ports/subscription-store.ts';
import { subscribeConfigured } from '../core/subscriptions/subscribe-configured.ts';
import { createLog } from '../log/create-log.ts';
import type { ChatPlatform } from '../platforms/chat/chat-platform.ts';
import { claimDueSlots } from '../schedule/claim-due-slots.ts';
import { runSchedule } from '../schedule/run-schedule.ts';
import { afterUnheld } from './after-unheld.ts';
import { openWeb, type Web } from './open-web.ts';
import { runEmbeddings } from './run-embeddings.ts';
import { runInbox } from './run-inbox.ts';
import { runSources } from './run-sources.ts';
import { createStoppedSources } from './tell-of-stopped-sources.ts';

/**
 * Milliseconds after which the process ends although something still holds it: at its end, and after it was told to stop.
 * discord.js leaves a timer for every call within a limit that it knows of, as long as the limit (an hour for publishing).
 */
const LAST_MOMENT = 300;
const DEADLINE = 4700;
/** Milliseconds from the start to a moment at which nothing is urgent. */
const IDLE_AFTER = 3000;

/**
 * Serves every chat platform that has a token, until SIGTERM or SIGINT; then what is being sent is sent, and the rest is left
 * for the next start. One that ends by itself leaves the others at work; the exit code tells of it.
 */
export async function runChatPlatforms(environment: Environment): Promise<number> {
  const log = createLog(environment.LOG_LEVEL);
  const stopping = new AbortController();
  let exitCode = 1;
  const stop = (): void => {
    stopping.abort();
    // Whatever holds the process then is left as a kill would leave it, which the next start mends.
    setTimeout(() => {
      log.warn({}, 'not everything could be ended in time');
      process.exit(exitCode);
    }, DEADLINE).unref();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  const clock = { now: Date.now };
  const app = await createApp({ environment, clock, log });
  let web: Web | null = null;
  let polling: ReturnType<typeof runSources> | null = null;
  try {
    web = await openWeb({ environment, app, now: clock.now, wakeSources: () => polling?.wake(), log });
    stopping.signal.addEventListener('abort', () => void web?.close(), { once: true });
    // The samples are for trying the terminal: the members of a chat must not take them for news.
    const [newest] = await app.services.completeArticleIds('');
    if (newest === undefined)
      log.warn({ folder: environment.DATA_DIR }, 'no article is stored yet: drop files into the inbox there');
    const inbox = await runInbox({
      folder: join(environment.DATA_DIR, 'inbox'),
      ingest: (path, signal) => app.owner.ingest([{ kind: 'path', path }], { onProgress: () => {}, signal }),
      log,
    });
    const running = new Map<string, ChatPlatform>();
    const stopped = createStoppedSources({
      tell(sources) {
        for (const platform of running.values())
          void platform.tellOwners((reader) => showStoppedSources(sources, reader));
      },
      after: afterUnheld,
    });
    polling = runSources({
      ...{ sources: app.sources, open: app.openSources, now: clock.now, log },
      onStopped: stopped.add,
    });
    app.whenSourceDue(polling.wake);
    const work = app.makeEmbeddings;
    const embedding = work === null ? null : runEmbeddings({ work, after: afterUnheld, log });
    // Whoever names a place first must not wait for it, and neither must the start.
    setTimeout(() => void warmZoneNames(() => setImmediate()), IDLE_AFTER).unref();
    const [telegram, discord] = await Promise.all([
      createTelegram(environment, app, web, log),
      createDiscord(environment, app, log),
    ]);
    if (telegram !== null) running.set('telegram', telegram);
    if (discord !== null) running.set('discord', discord);
    for (const platform of running.keys())
      await subscribeConfigured(configuredTargets(platform, environment), {
        platform,
        schedule: { cron: environment.DIGEST_CRON, zone: environment.DIGEST_TIMEZONE },
        platforms: app.platforms,
        clock,
      });
    const schedule = runSchedule({
      async look() {
        const served = new Set(running.keys());
        await claimDueSlots({
          ...{ platforms: app.platforms, served, now: clock.now(), log },
          onDue: (platform) => running.get(platform)?.wake(),
        });
        // Also what was claimed by a process that ended, or is taken up again.
        for (const platform of running.values()) platform.wake();
      },
      log,
    });
    const codes = await Promise.all(
      [...running].map(async ([name, platform]) => {
        const code = await platform.run(stopping.signal);
        // At a stop nothing is held: what comes due then is sent after the next start.
        if (!stopping.signal.aborted) running.delete(name);
        return code;
      }),
    );
    await schedule.stop();
    exitCode = Math.max(...codes);
    await Promise.all([inbox.stop(), polling.stop(), embedding?.stop()]);
    return exitCode;
  } finally {
    process.off('SIGTERM', stop);
    process.off('SIGINT', stop);
    await web?.close();
    await app.close();
    setTimeout(() => process.exit(exitCode), LAST_MOMENT).unref();
  }
}

type Log = ReturnType<typeof createLog>;

/** Loaded when asked for: a chat in the terminal starts without it. */
async function createTelegram(
  environment: Environment,
  app: App,
  web: Web | null,
  log: Log,
): Promise<ChatPlatform | null> {
  const { TELEGRAM_BOT_TOKEN: token, TELEGRAM_WEBHOOK_URL: url } = environment;
  if (token === undefined) return null;
  const { createTelegramPlatform } = await import('../platforms/telegram/create-telegram-platform.ts');
  return createTelegramPlatform({
    ...dependenciesOf(app, log),
    settings: {
      token,
      apiRoot: environment.TELEGRAM_API_ROOT,
      webhook:
        url === undefined || web === null
          ? null
          : { url, secret: environment.TELEGRAM_WEBHOOK_SECRET, serve: web.add },
      owners: ownersOn('telegram', environment).map(Number),
      channelNames: (environment.TELEGRAM_DIGEST_CHATS ?? [])
        .map((target) => target.split(':')[0] ?? '')
        .filter((chat) => chat.startsWith('@')),
      zone: environment.DIGEST_TIMEZONE,
    },
  });
}

async function createDiscord(environment: Environment, app: App, log: Log): Promise<ChatPlatform | null> {
  const { DISCORD_BOT_TOKEN: token, DISCORD_SHARDS: shards } = environment;
  if (token === undefined) return null;
  const { createDiscordPlatform } = await import('../platforms/discord/create-discord-platform.ts');
  return createDiscordPlatform({
    ...dependenciesOf(app, log),
    settings: {
      token,
      apiUrl: environment.DISCORD_API_URL,
      shards: shards ?? 'auto',
      presence: environment.DISCORD_PRESENCE,
      crossposts: environment.DISCORD_CROSSPOST,
      answersInThreads: environment.DISCORD_ANSWER_THREADS,
      owners: ownersOn('discord', environment),
      zone: environment.DIGEST_TIMEZONE,
    },
  });
}

/** What every platform works with. */
function dependenciesOf(app: App, log: Log) {
  return {
    ...{ commands, services: app.services, store: app.platforms, desk: app.desk, revisions: app.revisions },
    ...{ clock: { now: Date.now }, log },
  };
}

/** The chats and channels that the configuration names, with the thread where one is given. */
function configuredTargets(
  platform: string,
  { TELEGRAM_DIGEST_CHATS, DISCORD_DIGEST_CHANNELS }: Environment,
): Omit<Target, 'platform'>[] {
  const named = platform === 'telegram' ? TELEGRAM_DIGEST_CHATS : DISCORD_DIGEST_CHANNELS;
  return (named ?? []).map((target) => {
    const [chat = '', thread = null] = target.split(':');
    return { chat, thread };
  });
}

/** The ids on one platform of those who run the bot. */
function ownersOn(platform: string, { OWNER_IDS: owners = [] }: Environment): string[] {
  return owners.filter((id) => id.startsWith(`${platform}:`)).map((id) => id.slice(platform.length + 1));
}
