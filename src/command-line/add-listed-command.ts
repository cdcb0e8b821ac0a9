import type { Command as Program } from 'commander';
import { answerParsed } from '../commands/answer-text.ts';
import type { Command, CommandContext, CommandOption, Reply } from '../commands/command.ts';
import { nameOption } from '../commands/name-option.ts';
import { parseOptions } from '../commands/parse-options.ts';
import type { Action } from '../core/blocks/blocks.ts';
import { addReadingOptions } from './add-reading-options.ts';
import type { Run } from './create-command-line.ts';
import { runBatch } from './run-batch.ts';
import { withServices } from './with-services.ts';
import { writeReply } from './write-reply.ts';

const READING_OPTIONS = new Set(['json', 'language', 'zone']);

/** A command of the list as a command of the command line: its options as words in any order, and each also as `--name`. */
export function addListedCommand(program: Program, command: Command, run: Run): void {
  const { translate } = run.context;
  const batched = findBatchedOption(command);
  const shown = command.options.filter((option) => !option.hidden);
  const usage = shown.map((option) => {
    const name = `${nameOption(option, translate)}${option.rest ? '…' : ''}`;
    return option.required ? `<${name}>` : `[${name}]`;
  });
  const added = program
    .command(command.name)
    .summary(translate(command.summary))
    .description(translate(command.description))
    // What is missing is said by parse-options.ts, as on every platform.
    .argument('[words...]')
    .usage(['[options]', ...usage].join(' '));
  added.configureHelp({ visibleArguments: () => [] });
  // Language and zone are read by every command (add-reading-options.ts).
  for (const option of command.options)
    if (!option.rest && !READING_OPTIONS.has(option.name))
      added.option(`--${option.name} <${option.name}>`, translate(option.summary));
  // `-word` takes a word out of a search: only what begins with two dashes is an option where running text is taken.
  if (batched !== null) added.allowUnknownOption();
  if (batched !== null) added.option('--batch <file>', translate('cli.batch', { field: batched.name }));
  addReadingOptions(added, translate);

  added.action(async (words: string[]) => {
    // After `--` everything is text.
    if (!run.argv.includes('--')) refuseLongOptions(added, words);
    const { json, zone, batch, ...rest } =
      added.optsWithGlobals<Record<string, string | boolean | undefined>>();
    const named = pickNamed(command, rest);
    await withServices(run, { json: json === true }, async ({ services }) => {
      const context: CommandContext = {
        ...run.context,
        services,
        zone: typeof zone === 'string' ? zone : run.dependencies.zone,
      };
      if (typeof batch === 'string' && batched !== null) {
        await runBatch({ run, command, context, field: batched.name, file: batch, words, named });
        return;
      }
      const answering = { commands: [command], context, onError: run.dependencies.onError };
      const today = { now: context.now(), zone: context.zone };
      const reply: Reply = await answerParsed(
        command,
        parseOptions(command, { words, named }, today),
        answering,
      );
      await writeReply(reply, run, {
        json: json === true,
        writeAction: (action) => writeAction(action, context),
      });
    });
  });
}

/** What commander let pass as text, though it was meant as an option. */
function refuseLongOptions(program: Program, words: readonly string[]): void {
  const unknown = words.find((word) => /^--[a-z]/.test(word));
  if (unknown !== undefined)
    program.error(`error: unknown option '${unknown}'`, { code: 'commander.unknownOption' });
}

/** The running text that a batch has a line of each: a question, a query. */
function findBatchedOption(command: Command): CommandOption | null {
  return command.options.find(({ kind, required, rest }) => kind === 'text' && required && rest) ?? null;
}

function pickNamed(
  command: Command,
  given: Record<string, string | boolean | undefined>,
): Record<string, string> {
  const named: Record<string, string> = {};
  for (const { name } of command.options) {
    const value = given[name];
    if (typeof value === 'string') named[name] = value;
  }
  return named;
}

/** What to type for what a button does elsewhere. */
function writeAction(
  { command, options }: Action,
  { writeCommand }: Pick<CommandContext, 'writeCommand'>,
): string {
  const words = Object.entries(options).map(([name, value]) =>
    ['id', 'query', 'question', 'command'].includes(name) ? quote(value) : `--${name} ${quote(value)}`,
  );
  return [writeCommand(command), ...words].join(' ');
}

/** As a POSIX shell takes it. */
function quote(value: string | number): string {
  const text = String(value);
  return /^[\p{L}\p{N}_./:@%+-]+$/u.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
