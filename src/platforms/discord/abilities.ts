import { ApplicationIntegrationType, InteractionContextType } from 'discord.js';
import type { Command } from '../../commands/command.ts';
import { interpretText } from '../../commands/interpret-text.ts';
import type { PlatformAbilities } from '../../commands/platform-abilities.ts';
import { isForAsker } from './answer-interaction.ts';
import { buildSlashCommands } from './slash-commands.ts';

const CONTEXTS: Record<InteractionContextType, string> = {
  [InteractionContextType.Guild]: 'servers',
  [InteractionContextType.BotDM]: 'direct messages',
  [InteractionContextType.PrivateChannel]: 'private channels',
};

/** How the project appears on Discord: the commands from the slash commands that it is told, and from what is read as typed. */
export function describeDiscord(commands: readonly Command[]): PlatformAbilities {
  const built = buildSlashCommands(commands);
  return {
    name: 'Discord',
    commands: new Map(
      built.map((slash) => {
        const command = commands.find(({ name }) => name === slash.name) ?? null;
        const contexts = (slash.contexts ?? []).map((context) => CONTEXTS[context]);
        const completed = (slash.options ?? []).filter(
          (option) => 'autocomplete' in option && option.autocomplete === true,
        );
        const says = [
          `slash command in ${contexts.join(', ')}`,
          ...(slash.integration_types?.includes(ApplicationIntegrationType.UserInstall)
            ? ['also user-installed']
            : []),
          ...(completed.length === 0
            ? []
            : [`autocomplete for ${completed.map(({ name }) => `\`${name}\``).join(', ')}`]),
          ...(isForAsker(command) ? ['ephemeral in servers'] : []),
          ...(interpretText(`/${slash.name}`, commands).kind === 'command'
            ? ['typed after a mention and in direct messages']
            : []),
        ];
        return [slash.name, says.join('; ')];
      }),
    ),
    features: {
      asking: '`/ask`; a mention; any text in a direct message',
      'following up': 'a reply to an answer, with the ping on',
      pages: 'buttons, which turn the message in place for whoever asked; others get an ephemeral copy',
      articles: 'buttons beside each story; ephemeral in servers',
      'long lists': 'select menus',
      'completing options': 'autocomplete: topics, articles, periods',
      'work under way': '“is thinking…” for commands, “is typing…” for messages',
      'growing answers': 'edits',
      'answers for the asker alone': 'ephemeral: help, mistakes, what others’ buttons open',
      threads: 'answered in the thread of the question; on demand a thread of its own for each question',
      times: 'each reader’s own time zone',
      'sharing elsewhere': 'user-installed: the commands in any server and conversation',
      greeting: 'once, in the system channel of a server that lets it in',
      'long answers': 'several messages, parted at stories and sentences',
      'refused markup': 'plain messages with the same text in place of components',
      'after a crash':
        'answered once at the next start, by nonce; in doubt, the word that an answer may be missing',
      'losing permission':
        'the channel is paused and keeps what it has set; the bot’s owners and the server’s are told in private, once',
      'updates of a story':
        'a reply without a ping to the post that told it first, three in a digest; others, and those in a forum, link to it',
      corrections: 'the post is edited within a day and marked',
    },
  };
}
