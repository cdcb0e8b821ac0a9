import { join } from 'node:path';
import { createApp } from '../app.ts';
import type { CommandContext, Reply } from '../commands/command.ts';
import { commands } from '../commands/command-list.ts';
import { createTranslator } from '../commands/create-translator.ts';
import { digestCommand } from '../commands/digest.ts';
import { guessTerminalLanguage } from '../commands/guess-language.ts';
import { runCommand, storeRemedy } from '../commands/run-command.ts';
import { startCommand } from '../commands/start.ts';
import type { Environment } from '../config/environment-schema.ts';
import { describeProblems, type EnvironmentReading } from '../config/read-environment.ts';
import { notice } from '../core/blocks/build-blocks.ts';
import { StoreError } from '../core/ports/store.ts';
import { createLog } from '../log/create-log.ts';
import { createTerminalPlatform } from '../platforms/terminal/create-terminal-platform.ts';
import { runInbox } from './run-inbox.ts';

/** Platforms that a token would start and that this version does not have. */
const MISSING_PLATFORMS = ['DISCORD_BOT_TOKEN'] as const;

/**
 * The main job: everything that the configuration asks for, until it ends; the exit code. What can't be started says why
 * on stderr, in words for a person.
 */
export async function startPlatforms(
  reading: EnvironmentReading,
  variables: Record<string, string | undefined>,
): Promise<number> {
  if (!reading.ok) {
    process.stderr.write(`${describeProblems(reading.problems)}\n`);
    return 1;
  }
  const { environment } = reading;
  const missing = MISSING_PLATFORMS.filter((name) => environment[name] !== undefined);
  if (missing.length > 0) {
    const problems = missing.map((name) => ({
      name,
      remedy: 'is set, but this version does not serve Discord yet: take it out',
    }));
    process.stderr.write(`${describeProblems(problems)}\n`);
    return 1;
  }
  const language = guessTerminalLanguage(variables);
  const translate = createTranslator(language);
  try {
    return environment.TELEGRAM_BOT_TOKEN === undefined
      ? await runTerminal(environment, variables, { language, translate })
      : await runTelegram(environment, environment.TELEGRAM_BOT_TOKEN);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    process.stderr.write(
      `${translate('failure.store')} ${translate(storeRemedy(error))}\n${error.message}\n`,
    );
    return 1;
  }
}

/** Until SIGTERM or SIGINT; then what is being sent is sent, and the rest is left for the next start. */
async function runTelegram(environment: Environment, token: string): Promise<number> {
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
  try {
    const taken = await app.takeInSamples();
    if (taken !== null)
      log.info(
        { articles: taken.output.articles.length },
        'took in the sample articles, for the store was empty',
      );
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
    const exitCode = await telegram.run(stopping.signal);
    await inbox.stop();
    return exitCode;
  } finally {
    process.off('SIGTERM', stop);
    process.off('SIGINT', stop);
    await app.close();
  }
}

async function runTerminal(
  environment: Environment,
  variables: Record<string, string | undefined>,
  reader: Pick<CommandContext, 'language' | 'translate'>,
): Promise<number> {
  // A person reads the same screen: only what went wrong is logged, unless more is asked for.
  const log = createLog(variables.LOG_LEVEL === undefined ? 'warn' : environment.LOG_LEVEL);
  const onError = (error: unknown) => log.error({ err: error }, 'a command failed');
  const clock = { now: Date.now };
  const app = await createApp({ environment, clock, log });
  try {
    const context = { ...reader, services: app.services, zone: environment.DIGEST_TIMEZONE, now: clock.now };
    const firstStart = await greetFirst(app, reader);
    if (!process.stdin.isTTY && firstStart !== null)
      for (const block of firstStart.blocks)
        if (block.kind === 'notice') process.stderr.write(`${block.text}\n`);
    const inbox = await runInbox({
      folder: join(environment.DATA_DIR, 'inbox'),
      ingest: (path, signal) => app.owner.ingest([{ kind: 'path', path }], { onProgress: () => {}, signal }),
      log,
    });
    const stopInbox = () => inbox.stop();
    process.once('SIGTERM', async () => {
      await stopInbox();
      await app.close();
      process.exit(0);
    });
    const greeting = process.stdin.isTTY ? await greet(context, firstStart, onError) : null;
    const terminal = createTerminalPlatform({
      commands,
      context,
      input: process.stdin,
      output: process.stdout,
      environment: variables,
      greeting,
      historyFile: join(environment.DATA_DIR, 'terminal-history'),
      onError,
    });
    const exitCode = await terminal.run();
    await stopInbox();
    return exitCode;
  } finally {
    await app.close();
  }
}

/** On the first start, with nothing stored: takes in the sample articles, and says so. Null on any later one. */
async function greetFirst(
  app: Awaited<ReturnType<typeof createApp>>,
  { translate }: Pick<CommandContext, 'translate'>,
): Promise<Reply | null> {
  const taken = await app.takeInSamples();
  if (taken === null) return null;
  const { articles, skipped } = taken.output;
  return {
    blocks: [notice('info', translate('start.samples', { count: articles.length, skipped: skipped.length }))],
  };
}

/** What a person reads first: the greeting, what was taken in, and today's digest where there is one. */
async function greet(
  context: Omit<CommandContext, 'writeCommand'>,
  firstStart: Reply | null,
  onError: (error: unknown) => void,
): Promise<Reply> {
  const whole: CommandContext = { ...context, writeCommand: (name) => `/${name}` };
  const greeting = await runCommand(startCommand, whole, {}, onError);
  const digest = await runCommand(digestCommand, whole, {}, onError);
  // The buttons of the greeting would stand far above the line that is typed; the hint below names help.
  const words = greeting.blocks.filter(({ kind }) => kind !== 'buttons');
  return { blocks: [...words, ...(firstStart?.blocks ?? []), ...digest.blocks] };
}
