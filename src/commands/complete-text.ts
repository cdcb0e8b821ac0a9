import type { Command, CommandContext } from './command.ts';
import { findOptionWords } from './find-option-words.ts';

const MOST = 50;

/** What may stand in place of the end of a text; `replaced` is that end. */
export interface Completion {
  candidates: string[];
  replaced: string;
}

/** Completes what is being typed: a command's name, then what its options take (topics, article ids, periods, choices). */
export async function completeText(
  text: string,
  {
    commands,
    services,
    language,
  }: { commands: readonly Command[] } & Pick<CommandContext, 'services' | 'language'>,
): Promise<Completion> {
  const typed = text.trimStart();
  const space = typed.search(/\s/u);
  if (space < 0) return { candidates: completeName(typed, commands), replaced: typed };
  const name = typed
    .slice(0, space)
    .replace(/^[/／]/u, '')
    .toLowerCase();
  const command = commands.find((known) => known.name === name || known.aliases.includes(name));
  if (command === undefined) return { candidates: [], replaced: typed };
  const rest = command.options.some((option) => option.rest);
  const after = typed.slice(space).trimStart();
  const replaced = rest ? after : (/\S*$/u.exec(after)?.[0] ?? '');
  const options = command.options.filter((option) => !option.hidden);
  const candidates = await Promise.all(
    options.map((option) => findOptionWords(option, replaced, { services, language })),
  );
  return { candidates: [...new Set(candidates.flat())].slice(0, MOST), replaced };
}

/** The commands that what is typed may become. */
export function completeName(typed: string, commands: readonly Command[]): string[] {
  const slash = /^[/／]/u.exec(typed)?.[0] ?? '';
  const begun = typed.slice(slash.length).toLowerCase();
  const names = commands.flatMap((command) => [command.name, ...(begun === '' ? [] : command.aliases)]);
  return names.filter((name) => name.startsWith(begun)).map((name) => `${slash}${name} `);
}
