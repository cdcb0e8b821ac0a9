import type { Json } from '../discord-server.ts';
import { checkText, type FormErrors, isJson, readObjects } from '../messages/form-errors.ts';

/** https://docs.discord.com/developers/interactions/application-commands */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const MOST_COMMANDS = 100;
const MOST_OF_OTHER_KINDS = 15;
const MOST_OPTIONS = 25;
const MOST_CHOICES = 25;
const MOST_CHARACTERS = 8000;
const LONGEST_DESCRIPTION = 100;
/** https://docs.discord.com/developers/reference#locales */
const LOCALES = new Set(
  'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko'.split(
    ' ',
  ),
);
const CHAT_INPUT = 1;
const OPTION_TYPES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
const SUBCOMMAND = 1;
const SUBCOMMAND_GROUP = 2;
const WITH_CHOICES = [3, 4, 10];

type Path = readonly (string | number)[];

/** Adds to `errors` what Discord refuses of a list of global commands. */
export function validateCommands(commands: readonly Json[], errors: FormErrors): void {
  const kinds = Map.groupBy(commands, ({ type }) => type ?? CHAT_INPUT);
  for (const [kind, all] of kinds) {
    const most = kind === CHAT_INPUT ? MOST_COMMANDS : MOST_OF_OTHER_KINDS;
    if (all.length > most)
      errors.add(
        [],
        'APPLICATION_COMMANDS_EXCEEDED',
        `Maximum number of application commands reached (${most}).`,
      );
  }
  const names = new Set<string>();
  commands.forEach((command, index) => {
    const path = [index];
    const kind = command.type ?? CHAT_INPUT;
    if (![1, 2, 3].includes(kind as number)) errors.choices([index, 'type'], [1, 2, 3]);
    checkNames(command, path, errors, kind === CHAT_INPUT);
    const key = `${kind} ${command.name}`;
    if (names.has(key))
      errors.add([index], 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique');
    names.add(key);
    if (kind === CHAT_INPUT) checkOptions(command.options, [index, 'options'], errors, 0);
    checkNumbers(command.contexts, [index, 'contexts'], [0, 1, 2], errors);
    checkNumbers(command.integration_types, [index, 'integration_types'], [0, 1], errors);
    const bits = command.default_member_permissions;
    if (bits !== undefined && bits !== null && !/^\d+$/.test(String(bits)))
      errors.add([index, 'default_member_permissions'], 'NUMBER_TYPE_COERCE', `Value "${bits}" is not int.`);
    const size = sizeOf(command);
    if (size > MOST_CHARACTERS)
      errors.add(
        [index],
        'APPLICATION_COMMAND_TOO_LARGE',
        `Command exceeds maximum size (${MOST_CHARACTERS})`,
      );
  });
}

function checkNames(one: Json, path: Path, errors: FormErrors, isChatInput: boolean): void {
  checkText(one.name, [...path, 'name'], errors, { longest: 32 });
  const localized = localizations(one.name_localizations, [...path, 'name_localizations'], errors);
  const all: [Path, unknown][] = [
    [[...path, 'name'], one.name],
    ...localized.map(([locale, name]): [Path, unknown] => [[...path, 'name_localizations', locale], name]),
  ];
  for (const [at, name] of all) {
    if (!isChatInput || typeof name !== 'string' || (NAME.test(name) && name === name.toLowerCase()))
      continue;
    errors.add(at, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
  }
  if (!isChatInput) return;
  checkText(one.description, [...path, 'description'], errors, { longest: LONGEST_DESCRIPTION });
  for (const [locale, text] of localizations(
    one.description_localizations,
    [...path, 'description_localizations'],
    errors,
  ))
    checkText(text, [...path, 'description_localizations', locale], errors, { longest: LONGEST_DESCRIPTION });
}

function localizations(value: unknown, path: Path, errors: FormErrors): [string, unknown][] {
  if (!isJson(value)) return [];
  for (const locale of Object.keys(value))
    if (!LOCALES.has(locale)) errors.choices([...path, locale], [...LOCALES]);
  return Object.entries(value).filter(([, text]) => text !== null);
}

function checkOptions(value: unknown, path: Path, errors: FormErrors, depth: number): void {
  const options = readObjects(value, path, errors);
  if (options.length > MOST_OPTIONS) errors.tooLong(path, MOST_OPTIONS);
  const names = new Set<unknown>();
  let sawOptional = false;
  options.forEach((option, index) => {
    const at = [...path, index];
    checkNames(option, at, errors, true);
    if (names.has(option.name))
      errors.add(at, 'APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS', 'Option name already exists');
    names.add(option.name);
    const type = option.type as number;
    if (!OPTION_TYPES.includes(type)) errors.choices([...at, 'type'], OPTION_TYPES);
    if (type === SUBCOMMAND_GROUP || type === SUBCOMMAND) {
      const isTooDeep = depth > (type === SUBCOMMAND ? 1 : 0);
      if (isTooDeep)
        errors.add(
          [...at, 'type'],
          'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID',
          'Sub-command option type is invalid here',
        );
      else checkOptions(option.options, [...at, 'options'], errors, type === SUBCOMMAND ? 2 : 1);
      return;
    }
    if (option.required === true && sawOptional) {
      errors.add(
        at,
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      );
    }
    if (option.required !== true) sawOptional = true;
    checkChoices(option, at, errors);
  });
}

function checkChoices(option: Json, path: Path, errors: FormErrors): void {
  const choices = readObjects(option.choices, [...path, 'choices'], errors);
  if (choices.length > MOST_CHOICES) errors.tooLong([...path, 'choices'], MOST_CHOICES);
  if (choices.length > 0 && (option.autocomplete === true || !WITH_CHOICES.includes(option.type as number)))
    errors.add(path, 'APPLICATION_COMMAND_OPTION_CHOICES_INVALID', 'Choices cannot be set for this option');
  choices.forEach((choice, index) => {
    const at = [...path, 'choices', index];
    checkText(choice.name, [...at, 'name'], errors, { longest: 100 });
    for (const [locale, name] of localizations(
      choice.name_localizations,
      [...at, 'name_localizations'],
      errors,
    ))
      checkText(name, [...at, 'name_localizations', locale], errors, { longest: 100 });
    if (option.type === 3) checkText(choice.value, [...at, 'value'], errors, { longest: 100 });
    else if (typeof choice.value !== 'number')
      errors.add([...at, 'value'], 'NUMBER_TYPE_COERCE', `Value "${choice.value}" is not int.`);
  });
}

function checkNumbers(value: unknown, path: Path, allowed: readonly number[], errors: FormErrors): void {
  if (value === undefined || value === null) return;
  if (Array.isArray(value) && value.every((one) => allowed.includes(one))) return;
  errors.choices(path, allowed);
}

/** Names, descriptions and values together; of what is localised the longest. */
function sizeOf(one: Json): number {
  const longest = (name: string): number => {
    const localized = one[`${name}_localizations`];
    const all = [one[name], ...(isJson(localized) ? Object.values(localized) : [])];
    return Math.max(...all.map((text) => (typeof text === 'string' ? text.length : 0)));
  };
  const children = [one.options, one.choices].flatMap((list) =>
    Array.isArray(list) ? list.filter(isJson) : [],
  );
  const value = typeof one.value === 'string' ? one.value.length : 0;
  return (
    longest('name') + longest('description') + value + children.reduce((sum, child) => sum + sizeOf(child), 0)
  );
}
