import { join } from 'node:path';
import { createApp } from '../app.ts';
import { commands } from '../commands/command-list.ts';
import type { Environment } from '../config/environment-schema.ts';
import { describeProblems } from '../config/read-environment.ts';
import { createLog } from '../log/create-log.ts';
import { runInbox } from './run-inbox.ts';

/** Milliseconds after which the process ends although something still holds it. */
const LAST_MOMENT = 300;

/** Until SIGTERM or SIGINT; then what is being sent is sent, and the rest is left for the next start. */
export async function runTelegram(environment: Environment, token: string): Promise<number> {
  const { TELEGRAM_WEBHOOK_URL: url, HTTP_HOST: host, HTTP_PORT: port } = environment;
  if (url !== undefined && port === undefined) {
    const remedy = 'is needed with TELEGRAM_WEBHOOK_URL: the port that the webhook is listened for on';
    process.stderr.write(`${describeProblems([{ name: 'HTTP_PORT', remedy }])}\n`);
    return 1;
  }
  // Loaded when asked for: a chat in the terminal starts without it.
  const { createTelegramPlatform } = await import('../platforms/telegram/create-telegram-platform.ts');
  const log = createLog(environment.LOG_LEVEL);
  const clock = { now: Date.now };
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  const app = await createApp({ environment, clock, log });
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
    const telegram = createTelegramPlatform({
      commands,
      services: app.services,
      store: app.platforms,
      clock,
      log,
      settings: {
        token,
        apiRoot: environment.TELEGRAM_API_ROOT,
        webhook:
          url === undefined || port === undefined
            ? null
            : { url, secret: environment.TELEGRAM_WEBHOOK_SECRET, host, port },
        owners: (environment.OWNER_IDS ?? [])
          .filter((id) => id.startsWith('telegram:'))
          .map((id) => Number(id.slice('telegram:'.length))),
        zone: environment.DIGEST_TIMEZONE,
      },
    });
    exitCode = await telegram.run(stopping.signal);
    await inbox.stop();
    return exitCode;
  } finally {
    process.off('SIGTERM', stop);
    process.off('SIGINT', stop);
    await app.close();
    setTimeout(() => process.exit(exitCode), LAST_MOMENT).unref();
  }
}
