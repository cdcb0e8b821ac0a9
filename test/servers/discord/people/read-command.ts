import type { Json, OptionValue } from '../discord-server.ts';

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-type */
const CHOOSABLE = new Map([
  [3, 'string'],
  [4, 'number'],
  [5, 'boolean'],
  [6, 'string'],
  [7, 'string'],
  [8, 'string'],
  [9, 'string'],
  [10, 'number'],
]);

/**
 * The `data` of an interaction for a registered command, as the client builds it. Throws where the client would not let
 * the person send it: an option that there is not, a required one that is missing, a value that is no choice.
 */
export function readCommand(
  command: Json,
  { path, options, focused }: { path: string[]; options: Record<string, OptionValue>; focused?: string },
): Json {
  let level = (command.options ?? []) as Json[];
  const parents: Json[] = [];
  for (const name of path) {
    const found = level.find((option) => option.name === name && (option.type === 1 || option.type === 2));
    if (found === undefined) throw new Error(`command ${command.name} has no subcommand ${path.join(' ')}`);
    parents.push(found);
    level = (found.options ?? []) as Json[];
  }
  if (level.some(({ type }) => type === 1 || type === 2))
    throw new Error(`command ${command.name} needs a subcommand`);

  const given = Object.entries(options).map(([name, value]) => {
    const option = level.find((one) => one.name === name);
    if (option === undefined) throw new Error(`command ${command.name} has no option ${name}`);
    const isFocused = name === focused;
    if (!isFocused) checkValue(command, option, value);
    return { name, type: option.type, value, ...(isFocused ? { focused: true } : {}) };
  });
  if (focused === undefined) {
    const missing = level.find(({ name, required }) => required === true && !(String(name) in options));
    if (missing !== undefined) throw new Error(`command ${command.name} needs option ${missing.name}`);
  } else if (level.find(({ name }) => name === focused)?.autocomplete !== true) {
    throw new Error(`option ${focused} of command ${command.name} has no autocomplete`);
  }
  const inner = parents.reduceRight<Json[]>(
    (children, parent) => [{ name: parent.name, type: parent.type, options: children }],
    given,
  );
  return { id: command.id, name: command.name, type: command.type, options: inner };
}

function checkValue(command: Json, option: Json, value: OptionValue): void {
  const wrong = (why: string): never => {
    throw new Error(`option ${option.name} of command ${command.name} ${why}: ${value}`);
  };
  if (typeof value !== CHOOSABLE.get(option.type as number)) wrong('does not take such a value');
  if (option.type === 4 && !Number.isInteger(value)) wrong('takes whole numbers');
  const choices = (option.choices ?? []) as Json[];
  if (choices.length > 0 && !choices.some((choice) => choice.value === value)) wrong('has no such choice');
  const size = typeof value === 'string' ? value.length : Number(value);
  const [least, most] =
    typeof value === 'string'
      ? [option.min_length ?? 0, option.max_length ?? 6000]
      : [option.min_value ?? Number.NEGATIVE_INFINITY, option.max_value ?? Number.POSITIVE_INFINITY];
  if (typeof value !== 'boolean' && !(size >= Number(least) && size <= Number(most)))
    wrong('is out of range');
}
