import {
  ApplicationCommandOptionType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';

type Localised = Record<string, string | null | undefined> | null | undefined;
type Body = RESTPostAPIChatInputApplicationCommandsJSONBody;
type Option = NonNullable<Body['options']>[number];

/** What Discord refuses: https://discord.com/developers/docs/interactions/application-commands */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const MOST_COMMANDS = 100;
const MOST_OPTIONS = 25;
const MOST_CHOICES = 25;
const LONGEST_DESCRIPTION = 100;
const LONGEST_CHOICE = 100;
const LONGEST_STRING = 6000;
/** Of name, description and values, in each locale. */
const LONGEST_COMMAND = 8000;

/** What Discord would refuse of all its commands at once, each as a person would say it. */
export function findSlashCommandProblems(commands: readonly Body[]): string[] {
  const problems = commands.flatMap(checkCommand);
  if (commands.length > MOST_COMMANDS) problems.push(`${commands.length} commands`);
  return [...problems, ...findRepeated('the commands', commands)];
}

function checkCommand(command: Body): string[] {
  const options = command.options ?? [];
  const problems = [...checkTexts(command.name, command), ...findRepeated(command.name, options)];
  if (options.length > MOST_OPTIONS) problems.push(`${command.name} has ${options.length} options`);
  const optional = options.findIndex((option) => option.required !== true);
  if (optional >= 0 && options.slice(optional).some((option) => option.required === true))
    problems.push(`${command.name} has a required option after one that is not`);
  for (const locale of localesOf([command, ...options])) {
    const length = countCharacters(command, locale);
    if (length > LONGEST_COMMAND) problems.push(`${command.name} has ${length} characters in ${locale}`);
  }
  if (command.contexts?.length === 0 || command.integration_types?.length === 0)
    problems.push(`${command.name} is nowhere`);
  if (!/^\d+$/.test(command.default_member_permissions ?? '0'))
    problems.push(`${command.name} has malformed permissions`);
  return [...problems, ...options.flatMap((option) => checkOption(`${command.name} ${option.name}`, option))];
}

function checkOption(where: string, option: Option): string[] {
  const problems = checkTexts(where, option);
  if (option.type === ApplicationCommandOptionType.Integer) {
    if ((option.min_value ?? 0) > (option.max_value ?? 0)) problems.push(`${where} takes no number`);
    return problems;
  }
  if (option.type !== ApplicationCommandOptionType.String)
    return [...problems, `${where} is of no known type`];
  const { min_length: least = 0, max_length: most = 1 } = option;
  if (most < 1 || most > LONGEST_STRING || least < 0 || least > most) problems.push(`${where} takes no text`);
  const choices = option.choices ?? [];
  if (option.autocomplete === true && option.choices !== undefined)
    problems.push(`${where} has both choices and autocomplete`);
  if (choices.length > MOST_CHOICES) problems.push(`${where} has ${choices.length} choices`);
  for (const { name, name_localizations, value } of choices)
    for (const text of [name, value, ...Object.values(name_localizations ?? {})])
      if (text == null || text.trim() === '' || [...text].length > LONGEST_CHOICE)
        problems.push(`${where} has the choice ${text}`);
  return [...problems, ...findRepeated(where, choices)];
}

function checkTexts(
  where: string,
  texts: {
    name: string;
    name_localizations?: Localised;
    description: string;
    description_localizations?: Localised;
  },
): string[] {
  const names = [texts.name, ...Object.values(texts.name_localizations ?? {})];
  const descriptions = [texts.description, ...Object.values(texts.description_localizations ?? {})];
  return [
    ...names
      .filter((name) => name == null || !NAME.test(name) || name !== name.toLowerCase())
      .map((name) => `${where} is called ${name}`),
    ...descriptions
      .filter((text) => text == null || text.trim() === '' || [...text].length > LONGEST_DESCRIPTION)
      .map((text) => `${where} is described as ${text}`),
  ];
}

/** Names that stand twice in a locale; the default stands in where a locale has none. */
function findRepeated(
  where: string,
  named: readonly { name: string; name_localizations?: Localised }[],
): string[] {
  return localesOf(named).flatMap((locale) => {
    const names = named.map((each) => each.name_localizations?.[locale] ?? each.name);
    return names
      .filter((name, index) => names.indexOf(name) !== index)
      .map((name) => `${where} have ${name} twice in ${locale}`);
  });
}

function localesOf(named: readonly { name_localizations?: Localised }[]): string[] {
  return ['default', ...new Set(named.flatMap((each) => Object.keys(each.name_localizations ?? {})))];
}

function countCharacters(command: Body, locale: string): number {
  const longest = (text: string, localised: Localised): number => [...(localised?.[locale] ?? text)].length;
  const parts = [command, ...(command.options ?? [])];
  const choices = (command.options ?? []).flatMap((option) =>
    option.type === ApplicationCommandOptionType.String ? (option.choices ?? []) : [],
  );
  return [
    ...parts.map((part) => longest(part.name, part.name_localizations)),
    ...parts.map((part) => longest(part.description, part.description_localizations)),
    ...choices.map((choice) => longest(choice.name, choice.name_localizations) + [...choice.value].length),
  ].reduce((sum, length) => sum + length, 0);
}
