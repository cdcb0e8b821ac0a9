import type { CommanderError, Command as Program } from 'commander';
import type { ReaderLanguage, Translate } from '../commands/create-translator.ts';
import { joinSentences } from '../commands/join-sentences.ts';
import { findNearestWord } from '../commands/nearest-word.ts';
import { stripControlCharacters } from '../core/text/strip-control-characters.ts';

/** Arguments that commander refused, and whose they are. */
export class UsageError extends Error {
  readonly problem: CommanderError;
  readonly program: Program;

  constructor(problem: CommanderError, program: Program) {
    super(problem.message);
    this.name = 'UsageError';
    this.problem = problem;
    this.program = program;
  }
}

/** What is said about refused arguments (one clear line, and the nearest right one), null where commander has said it all. */
export function explainUsageError(
  { problem, program }: UsageError,
  { translate, language, program: name }: { translate: Translate; language: ReaderLanguage; program: string },
): { text: string | null; exitCode: 0 | 2 } {
  const { code, message } = problem;
  if (code === 'commander.help') return { text: program.helpInformation(), exitCode: 2 };
  if (problem.exitCode === 0) return { text: null, exitCode: 0 };
  const token = /'([^']*)'/.exec(message)?.[1] ?? '';
  const commandLine = [name, ...namesBelow(program)].join(' ');
  const usage = translate('problem.usage', { usage: `${commandLine} ${program.usage()}` });
  return { text: `${stripControlCharacters(say(code, token, message))}\n`, exitCode: 2 };

  function say(kind: string, typed: string, original: string): string {
    switch (kind) {
      case 'commander.unknownCommand': {
        const names = program.commands.map((command) => command.name());
        return join(translate('problem.unknownCommand', { name: typed }), nearest(typed, names) ?? usage);
      }
      case 'commander.unknownOption': {
        const flags = [...program.options, ...(program.parent?.options ?? [])].flatMap(
          ({ long }) => long ?? [],
        );
        return join(translate('problem.unknownOption', { name: typed }), nearest(typed, flags) ?? usage);
      }
      case 'commander.missingArgument':
        return join(translate('problem.missing', { option: typed }), usage);
      case 'commander.optionMissingArgument':
        return join(translate('problem.empty', { option: typed }), usage);
      case 'commander.excessArguments':
        return join(translate('problem.tooManyArguments'), usage);
      case 'commander.invalidArgument': {
        const [, option = '', value = '', hint = ''] =
          /option '([^']*)' argument '(.*)' is invalid\. (.*)$/s.exec(original) ?? [];
        // commander says the choices in English alone.
        const choices = /^Allowed choices are (.*)\.$/s.exec(hint)?.[1]?.split(', ');
        return join(
          translate('problem.notAChoice', { option: option.split(' ')[0] ?? '', value }),
          choices === undefined
            ? hint
            : translate('hint.choices', { choices: choices.join(translate('list.comma')) }),
        );
      }
      default:
        return original;
    }
  }

  function join(...sentences: string[]): string {
    return joinSentences(sentences, language);
  }

  function nearest(typed: string, words: readonly string[]): string | null {
    const found = findNearestWord(typed, words);
    return found === null ? null : translate('hint.didYouMean', { nearest: found });
  }
}

/** The names of a command and of those that it belongs to, without the program's own. */
function namesBelow(program: Program): string[] {
  return program.parent === null ? [] : [...namesBelow(program.parent), program.name()];
}
