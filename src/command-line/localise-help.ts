import type { Command as Program } from 'commander';
import type { MessageKey, Translate } from '../commands/create-translator.ts';
import { measureWidth } from '../platforms/terminal/wrap-spans.ts';

const TITLES: Record<string, MessageKey> = {
  'Usage:': 'cli.titleUsage',
  'Arguments:': 'cli.titleArguments',
  'Options:': 'cli.titleOptions',
  'Commands:': 'cli.titleCommands',
};
const WIDEST_HELP = 100;

/** Commander's help in the reader's language, its columns right for wide characters. */
export function localiseHelp(program: Program, translate: Translate, columns: number): void {
  program.helpOption('-h, --help', translate('cli.help')).configureHelp({
    helpWidth: Math.min(columns, WIDEST_HELP),
    displayWidth: measureWidth,
    subcommandTerm: (command) => `${command.name()} ${command.usage().replace(/^\[options\] ?/, '')}`.trim(),
    styleTitle: (title) => {
      const message = TITLES[title];
      return message === undefined ? title : translate(message);
    },
  });
  if (program.commands.length > 0) program.helpCommand('help [command]', translate('cli.help'));
}
