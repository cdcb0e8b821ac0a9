import type { Command } from '../src/commands/command.ts';
import { features, type PlatformAbilities } from '../src/commands/platform-abilities.ts';
import { describeDiscord } from '../src/platforms/discord/abilities.ts';
import { describeTelegram } from '../src/platforms/telegram/abilities.ts';
import { describeTerminal } from '../src/platforms/terminal/abilities.ts';

export function describePlatforms(commands: readonly Command[]): PlatformAbilities[] {
  return [describeTelegram(commands), describeDiscord(commands), describeTerminal(commands)];
}

/** The text of docs/platforms.md. */
export function writePlatforms(commands: readonly Command[]): string {
  const platforms = describePlatforms(commands);
  return [
    '# What each platform has',
    '',
    'Written by `node docs/write-platforms.ts` from the list of commands and what each adapter says of itself in its',
    '`abilities.ts`; a test fails when it is not what that program writes, or when a platform lacks a command.',
    '',
    '## Commands',
    '',
    ...writeTable(
      'command',
      platforms,
      commands.map(({ name }) => [
        `/${name}`,
        platforms.map((platform) => platform.commands.get(name) ?? null),
      ]),
    ),
    '',
    '## Beside them',
    '',
    ...writeTable(
      'what',
      platforms,
      features.map((feature) => [feature, platforms.map((platform) => platform.features[feature])]),
    ),
    '',
  ].join('\n');
}

function writeTable(
  head: string,
  platforms: readonly PlatformAbilities[],
  rows: readonly (readonly [string, (string | null)[]])[],
): string[] {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    row([head, ...platforms.map(({ name }) => name)]),
    row(['---', ...platforms.map(() => '---')]),
    ...rows.map(([name, cells]) => row([name, ...cells.map((cell) => cell ?? '—')])),
  ];
}
