import { heading, list, notice, paragraph } from '../core/blocks/build-blocks.ts';
import { type Command, type CommandContext, defineCommand, type Reply } from './command.ts';
import { nameOption } from './name-option.ts';

/** The help command over a list that may hold it itself. */
export function createHelpCommand(listCommands: () => readonly Command[]): Command {
  return defineCommand({
    name: 'help',
    aliases: ['帮助', '幫助', '说明', '說明', '?', '？'],
    localName: 'command.help.name',
    summary: 'command.help.summary',
    description: 'command.help.description',
    examples: 'command.help.examples',
    audience: 'all',
    isForAsker: true,
    options: [
      {
        name: 'command',
        kind: 'choice',
        required: false,
        rest: true,
        choices: () => listCommands().map((command) => command.name),
        nameChoice: (choice, translate) => {
          const command = listCommands().find(({ name }) => name === choice);
          return command === undefined ? choice : translate(command.localName);
        },
        summary: 'option.command',
      },
    ],
    async run(context, options) {
      const command = listCommands().find(({ name }) => name === options.command);
      return command === undefined ? explainAll(context, listCommands()) : explainOne(context, command);
    },
  });
}

/** `latest [topic] [count]`, with the options' names in the reader's language. */
export function writeUsage(
  command: Command,
  context: Pick<CommandContext, 'translate' | 'writeCommand'>,
): string {
  const options = command.options
    .filter((option) => !option.hidden)
    .map((option) => {
      const name = nameOption(option, context.translate);
      return option.required ? `<${name}>` : `[${name}]`;
    });
  return [context.writeCommand(command.name), ...options].join(' ');
}

function explainAll(context: CommandContext, commands: readonly Command[]): Reply {
  const { translate } = context;
  return {
    blocks: [
      heading(translate('help.title')),
      list(
        commands.map((command) => ({
          text: writeUsage(command, context),
          detail: translate(command.summary),
        })),
      ),
      notice(
        'info',
        translate('help.question'),
        translate('help.more', { command: context.writeCommand('help') }),
      ),
    ],
  };
}

function explainOne(context: CommandContext, command: Command): Reply {
  const { translate } = context;
  const options = command.options.filter((option) => !option.hidden);
  const examples = command.examples === null ? [] : translate(command.examples).split('\n');
  return {
    blocks: [
      heading(writeUsage(command, context)),
      paragraph(translate(command.description)),
      ...(options.length === 0 ? [] : [list(options.map((option) => ({ text: translate(option.summary) })))]),
      ...(examples.length === 0
        ? []
        : [
            heading(translate('help.examples'), 2),
            list(
              examples.map((example) => ({
                text: `${context.writeCommand(command.name)} ${example}`.trim(),
              })),
            ),
          ]),
    ],
  };
}
