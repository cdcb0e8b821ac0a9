import packageJson from '../package.json' with { type: 'json' };
import { diagnose } from './app/diagnose.ts';
import { startPlatforms } from './app/start-platforms.ts';
import { createApp } from './app.ts';
import { createCommandLine } from './command-line/create-command-line.ts';
import { commands } from './commands/command-list.ts';
import { guessTerminalLanguage } from './commands/guess-language.ts';
import { describeProblems, readProcessEnvironment } from './config/read-environment.ts';
import { StoreError } from './core/ports/store.ts';
import { createLog } from './log/create-log.ts';

const reading = readProcessEnvironment();
const now = Date.now;
const words = process.argv.slice(2);
const log = createLog(
  reading.ok && process.env.LOG_LEVEL !== undefined ? reading.environment.LOG_LEVEL : 'warn',
);

// `doctor` and help explain a configuration that can't be used; nothing else runs with one.
const explains =
  words[0] === 'doctor' || words[0] === 'help' || words.includes('--help') || words.includes('-h');
if (!reading.ok && !explains) {
  process.stderr.write(`${describeProblems(reading.problems)}\n`);
  if (words.includes('--json'))
    process.stdout.write(`${JSON.stringify({ error: { code: 'configuration' } })}\n`);
  process.exitCode = 1;
} else {
  const commandLine = createCommandLine({
    // As it can be typed again: through npm on a clone, by its own name where that is linked.
    program: process.env.npm_lifecycle_event === 'cli' ? 'npm run cli --' : 'jianbao',
    version: packageJson.version,
    commands,
    async openServices() {
      if (!reading.ok) throw new Error('no configuration');
      return createApp({ environment: reading.environment, clock: { now }, log });
    },
    diagnose: () => diagnose(reading, { language: guessTerminalLanguage(process.env), now }),
    startPlatforms: () => startPlatforms(reading, process.env),
    zone: reading.ok ? reading.environment.DIGEST_TIMEZONE : 'UTC',
    now,
    input: process.stdin,
    output: process.stdout,
    error: process.stderr,
    environment: process.env,
    // A store that can't be used is said in words; its cause is for those who ask for more.
    onError: (error) =>
      log[error instanceof StoreError ? 'debug' : 'error']({ err: error }, 'a command failed'),
  });
  process.exitCode = await commandLine.run(words);
}
