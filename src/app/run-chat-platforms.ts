import { join } from 'node:path';
import { type App, createApp } from '../app.ts';
import { commands } from '../commands/command-list.ts';
import type { Environment } from '../config/environment-schema.ts';
import { describeProblems } from '../config/read-environment.ts';
import { createLog } from '../log/create-log.ts';
import { runInbox } from './run-inbox.ts';

/** Milliseconds after which the process ends although something still holds it. */
const LAST_MOMENT = 300;

interface Platform {
  run(signal: AbortSignal): Promise<number>;
}

/**
 * Serves every chat platform that has a token, until SIGTERM or SIGINT; then what is being sent is sent, and the rest is left
 * for the next start. One that ends by itself leaves the others at work; the exit code tells of it.
 */
export async function runChatPlatforms(environment: Environment): Promise<number> {
  const { TELEGRAM_WEBHOOK_URL: url, HTTP_PORT: port } = environment;
  if (url !== undefined && port === undefined) {
    const remedy = 'is needed with TELEGRAM_WEBHOOK_URL: the port that the webhook is listened for on';
    process.stderr.write(`${describeProblems([{ name: 'HTTP_PORT', remedy }])}\n`);
    return 1;
  }
  const log = createLog(environment.LOG_LEVEL);
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  const app = await createApp({ environment, clock: { now: Date.now }, log });
  let exitCode = 1;
  try {
    // The samples are for trying the terminal: the members of a chat must not take them for news.
    const [newest] = await app.services.completeArticleIds('');
    if (newest === undefined)
      log.warn({ folder: environment.DATA_DIR }, 'no article is stored yet: drop files into the inbox there');
    const inbox = await runInbox({
      folder: join(environment.DATA_DIR, 'inbox'),
      ingest: (path, signal) => app.owner.ingest([{ kind: 'path', path }], { onProgress: () => {}, signal }),
      log,
    });
    const platforms = await Promise.all([
      createTelegram(environment, app, log),
      createDiscord(environment, app, log),
    ]);
    const codes = await Promise.all(
      platforms.flatMap((platform) => (platform === null ? [] : [platform.run(stopping.signal)])),
    );
    exitCode = Math.max(...codes);
    await inbox.stop();
    return exitCode;
  } finally {
    process.off('SIGTERM', stop);
    process.off('SIGINT', stop);
    await app.close();
    setTimeout(() => process.exit(exitCode), LAST_MOMENT).unref();
  }
}

type Log = ReturnType<typeof createLog>;

/** Loaded when asked for: a chat in the terminal starts without it. */
async function createTelegram(environment: Environment, app: App, log: Log): Promise<Platform | null> {
  const {
    TELEGRAM_BOT_TOKEN: token,
    TELEGRAM_WEBHOOK_URL: url,
    HTTP_HOST: host,
    HTTP_PORT: port,
  } = environment;
  if (token === undefined) return null;
  const { createTelegramPlatform } = await import('../platforms/telegram/create-telegram-platform.ts');
  return createTelegramPlatform({
    commands,
    services: app.services,
    store: app.platforms,
    clock: { now: Date.now },
    log,
    settings: {
      token,
      apiRoot: environment.TELEGRAM_API_ROOT,
      webhook:
        url === undefined || port === undefined
          ? null
          : { url, secret: environment.TELEGRAM_WEBHOOK_SECRET, host, port },
      owners: ownersOn('telegram', environment).map(Number),
      zone: environment.DIGEST_TIMEZONE,
    },
  });
}

async function createDiscord(environment: Environment, app: App, log: Log): Promise<Platform | null> {
  const { DISCORD_BOT_TOKEN: token, DISCORD_SHARDS: shards } = environment;
  if (token === undefined) return null;
  const { createDiscordPlatform } = await import('../platforms/discord/create-discord-platform.ts');
  return createDiscordPlatform({
    commands,
    services: app.services,
    store: app.platforms,
    clock: { now: Date.now },
    log,
    settings: {
      token,
      apiUrl: environment.DISCORD_API_URL,
      shards: shards ?? 'auto',
      presence: environment.DISCORD_PRESENCE,
      answersInThreads: environment.DISCORD_ANSWER_THREADS,
      owners: ownersOn('discord', environment),
      zone: environment.DIGEST_TIMEZONE,
    },
  });
}

/** The ids on one platform of those who run the bot. */
function ownersOn(platform: string, { OWNER_IDS: owners = [] }: Environment): string[] {
  return owners.filter((id) => id.startsWith(`${platform}:`)).map((id) => id.slice(platform.length + 1));
}
