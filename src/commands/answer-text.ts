import type { Action, Block } from '../core/blocks/blocks.ts';
import { buttons, notice } from '../core/blocks/build-blocks.ts';
import type { Command, CommandContext, Reply } from './command.ts';
import { describeOptionProblem } from './describe-option-problem.ts';
import { interpretText } from './interpret-text.ts';
import { type ParsedOptions, parseNamedOptions, parseTypedOptions } from './parse-options.ts';
import type { OptionProblem } from './read-option-value.ts';
import { runCommand } from './run-command.ts';
import { listZoneChoices } from './schedule/describe-schedule.ts';
import { shorten } from './shorten.ts';
import { takeInAddress } from './take-in-address.ts';

/** What answers are made with; `onError` gets the cause of a failure for the log. */
export interface Answering {
  commands: readonly Command[];
  context: CommandContext;
  onError(error: unknown): void;
}

/** The answer to a message: of the command that it names, or to the question that it is. Null for an empty one. */
export async function answerText(message: string, answering: Answering): Promise<Reply | null> {
  const { commands, context } = answering;
  const { translate } = context;
  const meant = interpretText(message, commands);
  switch (meant.kind) {
    case 'nothing':
      return null;
    case 'unknown-command':
      return {
        blocks: [
          notice(
            'error',
            translate('problem.unknownCommand', { name: shorten(meant.name) }),
            meant.nearest === null
              ? translate('help.more', { command: context.writeCommand('help') })
              : translate('hint.didYouMean', { nearest: context.writeCommand(meant.nearest.name) }),
          ),
          ...(meant.nearest === null ? [] : [suggestCommand(meant.nearest, context)]),
        ],
        failure: 'unknown-command',
      };
    case 'address':
      return takeInAddress(meant.address, answering);
    case 'command':
      return answerParsed(
        meant.command,
        parseTypedOptions(meant.command, meant.text, today(context)),
        answering,
      );
    case 'question': {
      const ask = commands.find((command) => command.name === 'ask');
      if (ask === undefined) return null;
      const reply = await answerParsed(ask, parseTypedOptions(ask, meant.text, today(context)), answering);
      // A single word near a command's name was perhaps meant as that command.
      return meant.nearest === null
        ? reply
        : { ...reply, blocks: [...reply.blocks, suggestCommand(meant.nearest, context)] };
    }
  }
}

/** The answer to a button. */
export async function answerAction({ command: name, options }: Action, answering: Answering): Promise<Reply> {
  const command = answering.commands.find((known) => known.name === name);
  if (command === undefined) {
    const { translate } = answering.context;
    return {
      blocks: [notice('error', translate('problem.unknownCommand', { name: shorten(name) }))],
      failure: 'unknown-command',
    };
  }
  return answerParsed(command, parseNamedOptions(command, options, today(answering.context)), answering);
}

/** Runs a command with options that were read, or says what is wrong with them. */
export async function answerParsed(
  command: Command,
  parsed: ParsedOptions,
  { context, onError }: Answering,
): Promise<Reply> {
  if (parsed.ok) return runCommand(command, context, parsed.options, onError);
  const { problem, named = {} } = parsed;
  return {
    blocks: [
      describeOptionProblem(problem, command, context),
      ...askBack(problem, { command, named, context }),
    ],
    failure: 'bad-options',
  };
}

/** A button for each zone that a name may mean, which says that one and everything else again. */
function askBack(
  problem: OptionProblem,
  { command, named, context }: { command: Command; named: Action['options']; context: CommandContext },
): Block[] {
  if (problem.kind !== 'bad-schedule' || problem.problem.kind !== 'ambiguous-zone') return [];
  const { option } = problem;
  const choices = listZoneChoices(problem.problem.zones, { ...context, now: context.now() });
  return [
    buttons(
      ...choices.map(({ label, value }) => ({
        label,
        action: { command: command.name, options: { ...named, [option.name]: value } },
      })),
    ),
  ];
}

function suggestCommand(command: Command, context: CommandContext) {
  const needsOption = command.options.some((option) => option.required);
  const action: Action = needsOption
    ? { command: 'help', options: { command: command.name } }
    : { command: command.name, options: {} };
  return buttons({ label: context.writeCommand(command.name), action });
}

function today({ now, zone }: CommandContext): { now: number; zone: string } {
  return { now: now(), zone };
}
