import type { Command } from '../../commands/command.ts';
import { interpretText } from '../../commands/interpret-text.ts';
import type { PlatformAbilities } from '../../commands/platform-abilities.ts';
import { listMenuScopes } from './register-commands.ts';

const SCOPES: Record<string, string> = {
  all_private_chats: 'private chats',
  all_group_chats: 'groups',
  all_chat_administrators: 'groups, for admins',
};

/** How the project appears on Telegram: the commands from the menus that it is told, and from what is read as typed. */
export function describeTelegram(commands: readonly Command[]): PlatformAbilities {
  return {
    name: 'Telegram',
    commands: new Map(
      commands.flatMap(({ name }) => {
        if (interpretText(`/${name}`, commands).kind !== 'command') return [];
        const scopes = listMenuScopes(commands, name);
        const everywhere = scopes.includes('all_group_chats');
        const shown = scopes
          .filter((scope) => !(everywhere && scope === 'all_chat_administrators'))
          .map((scope) => SCOPES[scope] ?? scope);
        const menu = shown.length === 0 ? 'in no menu' : `in the menu of ${shown.join(' and ')}`;
        return [[name, `typed \`/${name}\`; ${menu}`]];
      }),
    ),
    features: {
      asking: 'any text in a private chat; in a group a mention',
      'following up': 'a reply to an answer',
      pages: 'buttons, which turn the message in place',
      articles: 'buttons, which open a message of their own',
      'long lists': 'buttons in rows',
      'completing options': null,
      'work under way': '“typing…”; a pressed button is answered at once',
      'growing answers': 'drafts in private chats, edits in groups',
      'answers for the asker alone': null,
      threads: 'answered in the topic of the question',
      times: 'in the bot’s time zone',
      'sharing elsewhere': 'inline mode: `@bot words` in any chat; links that open an article or a question',
      greeting: 'once, when it comes into a group',
      'long answers': 'several messages, parted at stories and sentences',
      'refused markup': 'the same text plain',
      'after a crash': 'answered at the next start; in doubt, the word that an answer may be missing',
      'losing permission':
        'the chat is paused and keeps what it has set; the bot’s owners, and the admins who have written to it, are told in private, once',
      'updates of a story':
        'a reply to the post that told it first, three in a digest; others link to it in supergroups',
      corrections: 'the post is edited within a day and marked',
    },
  };
}
