import type { AnyOptionValues, Command, CommandOption } from './command.ts';
import { findOption } from './name-option.ts';
import { findNearestWord } from './nearest-word.ts';
import { placeWords } from './place-words.ts';
import { type OptionProblem, readOptionValue, type Today } from './read-option-value.ts';

export type ParsedOptions =
  | { ok: true; options: AnyOptionValues }
  /** `named`: everything that was said, by option; absent where the words could not be placed. */
  | { ok: false; problem: OptionProblem; named?: Record<string, string | number> };

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
    if ('problem' in read) return { ok: false, problem: read.problem, named };
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
 * dash of `--`. A Chinese name is also a word that topics have: where there are any, without a dash it names only with `=` or
 * a colon, or where everything is named.
 */
function splitNamed(
  command: Command,
  typed: readonly string[],
  today: Today,
): { words: string[]; named: Record<string, string> } | { problem: OptionProblem } {
  const words: string[] = [];
  const named: Record<string, string> = {};
  const hasTopics = command.options.some(({ kind }) => kind === 'topic' || kind === 'topics');
  for (let index = 0; index < typed.length; index++) {
    const word = typed[index] ?? '';
    const { dash, name, given, option } = readName(command, word);
    const latin = /^[a-z]/iu.test(name);
    const dashed = dash !== '' && (latin || option !== undefined);
    const follows =
      (command.namesOptions === true || ((latin || !hasTopics) && index + 1 < typed.length)) &&
      option?.hidden !== true &&
      !isOwnWord(command, option, word, today);
    const names = dashed || (option !== undefined && (given !== undefined || follows));
    if (!names) {
      words.push(word);
      continue;
    }
    if (option === undefined) return { problem: unknownOption(command, name.toLowerCase()) };
    if (option.name in named) return { problem: { kind: 'repeated', option, value: given ?? '' } };
    // After a dash, quotes hold a whole value; else they hold one topic.
    const isQuoted = given === undefined && dash === '' && option.kind === 'topics';
    const values = [given ?? typed[++index] ?? ''];
    // New York, 科技 经济: up to the next name.
    while (command.namesOptions === true && index + 1 < typed.length) {
      const next = typed[index + 1] ?? '';
      if (readName(command, next).option !== undefined) break;
      values.push(next);
      index += 1;
    }
    named[option.name] = (isQuoted ? values.map(quoteSpaces) : values).join(' ');
  }
  return { words, named };
}

function readName(command: Command, word: string) {
  const [, dash = '', name = '', given] = NAMED.exec(word) ?? [];
  return { dash, name, given, option: name === '' ? undefined : findOption(command, name) };
}

/** `weekdays` may name the option and be its value; `topics` before several of them is read with them. */
function isOwnWord(
  { namesOptions }: Command,
  option: CommandOption | undefined,
  word: string,
  today: Today,
): boolean {
  if (option?.kind === 'topics') return namesOptions !== true;
  return option?.kind === 'weekdays' && 'value' in readOptionValue(option, word, today);
}

/** A topic of several words, whose quotes splitWords took away. */
function quoteSpaces(word: string): string {
  return /\s/u.test(word) && !/["“「『]/u.test(word) ? `"${word}"` : word;
}
