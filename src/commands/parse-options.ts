import type { AnyOptionValues, Command } from './command.ts';
import { findOption } from './name-option.ts';
import { findNearestWord } from './nearest-word.ts';
import { placeWords } from './place-words.ts';
import { type OptionProblem, readOptionValue, type Today } from './read-option-value.ts';

export type ParsedOptions = { ok: true; options: AnyOptionValues } | { ok: false; problem: OptionProblem };

/** A dash, a name, a value. */
const NAMED = /^(--|—|–)?([a-z]+|\p{Script=Han}+)(?:[=:＝：](.*))?$/isu;

/** Characters of all the words of a command that takes no running text. */
const LONGEST_WORDS = 400;

/**
 * The options of a command from what stands after its name in a message: the whole as it is where the command takes
 * running text, else words in any order (a count, a period, a topic with or without `#`), `--name value` and `name=value`.
 */
export function parseTypedOptions(command: Command, text: string, today: Today): ParsedOptions {
  const rest = command.options.find((option) => option.rest);
  if (rest !== undefined)
    return parseNamedOptions(command, text.trim() === '' ? {} : { [rest.name]: text }, today);
  const [first] = command.options;
  if (text.length > LONGEST_WORDS && first !== undefined)
    return { ok: false, problem: { kind: 'too-long', option: first, limit: LONGEST_WORDS } };
  const split = splitNamed(command, splitWords(text), today);
  return 'problem' in split ? { ok: false, problem: split.problem } : parseOptions(command, split, today);
}

/** The options of a command from words in any order and from named values (a command line's, a button's). */
export function parseOptions(
  command: Command,
  input: { words: readonly string[]; named: Record<string, string | number> },
  today: Today,
): ParsedOptions {
  const rest = command.options.find((option) => option.rest);
  if (rest !== undefined) {
    const text = input.words.join(' ');
    return parseNamedOptions(
      command,
      text === '' ? input.named : { ...input.named, [rest.name]: text },
      today,
    );
  }
  const placed = placeWords(command, input.words, today);
  if ('problem' in placed) return { ok: false, problem: placed.problem };
  for (const [name, value] of Object.entries(placed.named)) {
    const option = command.options.find((known) => known.name === name);
    if (option !== undefined && name in input.named)
      return { ok: false, problem: { kind: 'repeated', option, value } };
  }
  return parseNamedOptions(command, { ...placed.named, ...input.named }, today);
}

/** The options of a command from named values alone. */
export function parseNamedOptions(
  command: Command,
  named: Record<string, string | number>,
  today: Today,
): ParsedOptions {
  const options: AnyOptionValues = {};
  for (const [name, raw] of Object.entries(named)) {
    const option = command.options.find((known) => known.name === name);
    if (option === undefined) return { ok: false, problem: unknownOption(command, name) };
    const read = readOptionValue(option, String(raw), today);
    if ('problem' in read) return { ok: false, problem: read.problem };
    options[name] = read.value;
  }
  const missing = command.options.find((option) => option.required && options[option.name] === undefined);
  if (missing !== undefined) return { ok: false, problem: { kind: 'missing', option: missing } };
  return { ok: true, options };
}

function unknownOption(command: Command, name: string): OptionProblem {
  const names = command.options.filter((option) => !option.hidden).map((option) => option.name);
  return { kind: 'unknown-option', name, nearest: findNearestWord(name, names) };
}

/** Words at white space; what stands in double quotes is one. */
function splitWords(text: string): string[] {
  const words = text.match(/(?:"[^"]*"|“[^”]*”|\S)+/gu) ?? [];
  return words.map((word) =>
    word.replace(/^((?:--)?(?:[a-z]+|\p{Script=Han}+)[=:＝：])?["“]([^"”]*)["”]$/iu, '$1$2'),
  );
}

/**
 * `--name value`, `--name=value`, `name=value` and `name value` are named, the rest are words. A phone may have made a
 * dash of `--`. A Chinese name is also a word that topics have: without a dash it names only with `=` or a colon.
 */
function splitNamed(
  command: Command,
  typed: readonly string[],
  today: Today,
): { words: string[]; named: Record<string, string> } | { problem: OptionProblem } {
  const words: string[] = [];
  const named: Record<string, string> = {};
  for (let index = 0; index < typed.length; index++) {
    const word = typed[index] ?? '';
    const [, dash = '', name = '', given] = NAMED.exec(word) ?? [];
    const option = name === '' ? undefined : findOption(command, name);
    const latin = /^[a-z]/iu.test(name);
    const dashed = dash !== '' && (latin || option !== undefined);
    // `weekdays` may name the option and be its value.
    const isValue = option?.kind === 'weekdays' && 'value' in readOptionValue(option, word, today);
    const follows = index + 1 < typed.length && latin && option?.hidden !== true && !isValue;
    const names = dashed || (option !== undefined && (given !== undefined || follows));
    if (!names) {
      words.push(word);
      continue;
    }
    if (option === undefined) return { problem: unknownOption(command, name.toLowerCase()) };
    if (option.name in named) return { problem: { kind: 'repeated', option, value: given ?? '' } };
    named[option.name] = given ?? typed[++index] ?? '';
  }
  return { words, named };
}
