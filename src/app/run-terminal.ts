import { join } from 'node:path';
import { createApp } from '../app.ts';
import { type CommandContext, OUTSIDE_CHATS, type Reply } from '../commands/command.ts';
import { commands } from '../commands/command-list.ts';
import { createTranslator, readerLanguages } from '../commands/create-translator.ts';
import { digestCommand } from '../commands/digest.ts';
import { runCommand } from '../commands/run-command.ts';
import { startCommand } from '../commands/start.ts';
import type { Environment } from '../config/environment-schema.ts';
import { notice } from '../core/blocks/build-blocks.ts';
import { createLog } from '../log/create-log.ts';
import { createTerminalPlatform } from '../platforms/terminal/create-terminal-platform.ts';
import { createTerminalDigests, TERMINAL_TARGET } from '../platforms/terminal/print-digests.ts';
import { claimDueSlots } from '../schedule/claim-due-slots.ts';
import { runSchedule } from '../schedule/run-schedule.ts';
import { afterUnheld } from './after-unheld.ts';
import { openWeb, type Web } from './open-web.ts';
import { runEmbeddings } from './run-embeddings.ts';
import { runInbox } from './run-inbox.ts';
import { runSources } from './run-sources.ts';

/** The chat in this terminal, until its end; the exit code. */
export async function runTerminal(
  environment: Environment,
  variables: Record<string, string | undefined>,
  reader: Pick<CommandContext, 'language' | 'translate'>,
): Promise<number> {
  // A person reads the same screen: only what went wrong is logged, unless more is asked for.
  const log = createLog(variables.LOG_LEVEL === undefined ? 'warn' : environment.LOG_LEVEL);
  const onError = (error: unknown) => log.error({ err: error }, 'a command failed');
  const clock = { now: Date.now };
  const app = await createApp({ environment, clock, log });
  let web: Web | null = null;
  let polling: ReturnType<typeof runSources> | null = null;
  try {
    web = await openWeb({ environment, app, now: clock.now, wakeSources: () => polling?.wake(), log });
    const context = {
      ...{ ...reader, ...OUTSIDE_CHATS, target: TERMINAL_TARGET },
      services: app.services,
      zone: environment.DIGEST_TIMEZONE,
      now: clock.now,
    };
    const firstStart = await greetFirst(app, reader);
    if (!process.stdin.isTTY && firstStart !== null)
      for (const block of firstStart.blocks)
        if (block.kind === 'notice') process.stderr.write(`${block.text}\n`);
    const inbox = await runInbox({
      folder: join(environment.DATA_DIR, 'inbox'),
      ingest: (path, signal) => app.owner.ingest([{ kind: 'path', path }], { onProgress: () => {}, signal }),
      log,
    });
    polling = runSources({ sources: app.sources, open: app.openSources, now: clock.now, log });
    app.whenSourceDue(polling.wake);
    const work = app.makeEmbeddings;
    const embedding = work === null ? null : runEmbeddings({ work, after: afterUnheld, log });
    const stopTakingIn = () => Promise.all([web?.close(), inbox.stop(), polling?.stop(), embedding?.stop()]);
    process.once('SIGTERM', async () => {
      await stopTakingIn();
      await app.close();
      process.exit(0);
    });
    const printing: { digests: ReturnType<typeof createTerminalDigests> | null } = { digests: null };
    const schedule = runSchedule({
      async look() {
        const served = new Set([TERMINAL_TARGET.platform]);
        await claimDueSlots({ platforms: app.platforms, served, now: clock.now(), log });
        printing.digests?.wake();
      },
      log,
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
      async readChat() {
        const chat = await app.platforms.chats.find(TERMINAL_TARGET);
        if (chat === null) return {};
        const language = readerLanguages.find((known) => known === chat.language);
        return {
          settings: chat.settings,
          ...(chat.settings.zone === null ? {} : { zone: chat.settings.zone }),
          ...(language === undefined ? {} : { language, translate: createTranslator(language) }),
        };
      },
      onReady(print) {
        printing.digests = createTerminalDigests({
          deliveries: app.platforms.deliveries,
          subscriptions: app.platforms.subscriptions,
          desk: app.desk,
          language: reader.language,
          print: (blocks) => print({ blocks }),
          now: clock.now,
          onError,
        });
        printing.digests.wake();
      },
      onError,
    });
    const exitCode = await terminal.run();
    await schedule.stop();
    await printing.digests?.stop();
    await stopTakingIn();
    return exitCode;
  } finally {
    await web?.close();
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
  for (const { source, detail } of taken.failures) process.stderr.write(`${source}: ${detail}\n`);
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
