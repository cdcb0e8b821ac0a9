import type { Command, CommandOption } from './command.ts';
import { everyTranslator, type Translate } from './create-translator.ts';

/** What an option is called in usage lines and menus: what its summary has before the colon. */
export function nameOption(option: CommandOption, translate: Translate): string {
  return translate(option.summary).split(/[：:]/u, 1)[0] ?? option.name;
}

/** What an option's summary says of it beside its name. */
export function describeOption(option: CommandOption, translate: Translate): string {
  const summary = translate(option.summary);
  return summary.slice(nameOption(option, translate).length).replace(/^[：:]\s*/u, '') || summary;
}

/** The option of a name, its own or the one that usage lines and menus show in one of the languages. */
export function findOption(command: Command, name: string): CommandOption | undefined {
  const wanted = name.toLowerCase();
  return command.options.find(
    (option) =>
      option.name === wanted ||
      everyTranslator().some((translate) => nameOption(option, translate) === wanted),
  );
}
