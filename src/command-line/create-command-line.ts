import type { Readable, Writable } from 'node:stream';
import { Command as Program } from 'commander';
import { type Command, type CommandContext, OUTSIDE_CHATS } from '../commands/command.ts';
import { createTranslator } from '../commands/create-translator.ts';
import type { Diagnosis, OwnerServices, Services } from '../commands/services.ts';
import { findCapabilities } from '../platforms/terminal/capabilities.ts';
import { watchOutput } from '../platforms/terminal/watch-output.ts';
import { addListedCommand } from './add-listed-command.ts';
import { addOwnerCommands } from './add-owner-commands.ts';
import { addReadingOptions } from './add-reading-options.ts';
import { findReadingLanguage } from './find-reading-language.ts';
import { localiseHelp } from './localise-help.ts';
import { explainUsageError, UsageError } from './usage-error.ts';
import { toJson } from './write-reply.ts';

type Stream = Writable & { isTTY?: boolean; columns?: number };

export interface CommandLineDependencies {
  /** What is typed before a command's name. */
  program: string;
  version: string;
  commands: readonly Command[];
  /** Opened only by a command that needs them; closed when it is done. */
  openServices(): Promise<Opened>;
  diagnose(): Promise<Diagnosis[]>;
  /** Runs the platforms until they end; the exit code. */
  startPlatforms(): Promise<number>;
  /** The zone of who reads, unless `--zone` says another. */
  zone: string;
  now(): number;
  input: Readable;
  output: Stream;
  error: Stream;
  environment: Record<string, string | undefined>;
  /** The cause of a failure, for the log. */
  onError(error: unknown): void;
}

export interface Opened {
  services: Services;
  owner: OwnerServices;
  close(): Promise<void>;
}

/** What a command of the command line works with. */
export interface Run {
  /** As it was typed. */
  argv: readonly string[];
  dependencies: CommandLineDependencies;
  context: Omit<CommandContext, 'services' | 'zone'>;
  /** To stdout and stderr; resolves when more can be taken. */
  write(text: string): Promise<void>;
  writeError(text: string): Promise<void>;
  /** Sets the exit code of the run, the greatest one counts. */
  exitWith(code: 0 | 1 | 2): void;
  /** Aborted when nobody reads stdout any more. */
  closed: AbortSignal;
}

/**
 * The command line: one command, then it ends. `run` takes the arguments after the program's name and resolves with the
 * exit code: 0 done, 1 failed, 2 bad usage. Nothing but what was asked for goes to stdout.
 */
export function createCommandLine(dependencies: CommandLineDependencies): {
  run(argv: readonly string[]): Promise<number>;
} {
  return { run: (argv) => runOnce(dependencies, argv) };
}

async function runOnce(dependencies: CommandLineDependencies, argv: readonly string[]): Promise<number> {
  const { program, output, error, environment, now } = dependencies;
  const language = findReadingLanguage(argv, environment);
  const translate = createTranslator(language);
  const out = watchOutput(output);
  const err = watchOutput(error);
  const help: string[] = [];
  let exitCode = 0;
  const run: Run = {
    argv,
    dependencies,
    context: { ...OUTSIDE_CHATS, translate, language, now, writeCommand: (name) => `${program} ${name}` },
    write: out.write,
    writeError: err.write,
    exitWith(code) {
      exitCode = Math.max(exitCode, code);
    },
    closed: out.closed,
  };
  try {
    await buildProgram(run, (text) => help.push(text)).parseAsync(argv, { from: 'user' });
  } catch (problem) {
    exitCode = await reportProblem(problem);
  } finally {
    out.release();
    err.release();
  }
  return exitCode;

  async function reportProblem(problem: unknown): Promise<0 | 1 | 2> {
    // Whoever asked for JSON gets one value, also where the arguments can't be used.
    const writeCode = async (code: string): Promise<void> => {
      if (argv.includes('--json')) await out.write(toJson({ error: { code } }, output.isTTY === true));
    };
    if (problem instanceof UsageError) {
      const explained = explainUsageError(problem, { translate, language, program });
      if (explained.exitCode === 0) await out.write(help.join(''));
      else await writeCode('bad-usage');
      if (explained.text !== null) await err.write(explained.text);
      return explained.exitCode;
    }
    dependencies.onError(problem);
    await writeCode('internal');
    await err.write(`${translate('failure.internal')}\n${translate('failure.internalRemedy')}\n`);
    return 1;
  }
}

/** What the command line has in its own way. */
const OWN: ReadonlySet<string> = new Set(['start', 'help', 'sources']);

function buildProgram(run: Run, writeHelp: (text: string) => void): Program {
  const { dependencies, context } = run;
  const { translate } = context;
  const program = new Program(dependencies.program)
    .description(translate('cli.description'))
    .version(dependencies.version, '-V, --version', translate('cli.version'));
  for (const command of dependencies.commands)
    if (!OWN.has(command.name)) addListedCommand(program, command, run);
  addOwnerCommands(program, run);
  addReadingOptions(program, translate);
  const { columns } = findCapabilities(dependencies.output, dependencies.environment);
  for (const each of [program, ...program.commands.flatMap((command) => [command, ...command.commands])]) {
    localiseHelp(each, translate, columns());
    each.configureOutput({ writeOut: writeHelp, writeErr: () => {} });
    each.showSuggestionAfterError(false).exitOverride((error) => {
      throw new UsageError(error, each);
    });
  }
  return program;
}
