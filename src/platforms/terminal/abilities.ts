import type { Command } from '../../commands/command.ts';
import { completeName } from '../../commands/complete-text.ts';
import { interpretText } from '../../commands/interpret-text.ts';
import type { PlatformAbilities } from '../../commands/platform-abilities.ts';

/** How the project appears in a terminal: the commands from what is completed and what is read as typed. */
export function describeTerminal(commands: readonly Command[]): PlatformAbilities {
  return {
    name: 'Terminal',
    commands: new Map(
      commands.flatMap(({ name }) => {
        if (interpretText(`/${name}`, commands).kind !== 'command') return [];
        const isCompleted = completeName(`/${name.slice(0, 2)}`, commands).some((found) =>
          found.includes(name),
        );
        return [[name, `typed \`/${name}\`${isCompleted ? '; completed at Tab' : ''}`]];
      }),
    ),
    features: {
      asking: 'any line',
      'following up': null,
      pages: '`n` and `p`',
      articles: 'numbers that are typed',
      'long lists': 'numbers that are typed',
      'completing options': 'Tab: topics, articles, periods',
      'work under way': 'a turning sign',
      'growing answers': 'sentence by sentence',
      'answers for the asker alone': 'everything is',
      threads: null,
      times: 'in the configured time zone',
      'sharing elsewhere': null,
      greeting: 'at each start',
      'long answers': 'whole',
      'refused markup': 'no colours and links where the terminal has none',
      'after a crash': null,
      'losing permission': null,
      'updates of a story': 'printed',
      corrections: null,
    },
  };
}
