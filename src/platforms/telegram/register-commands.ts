import { createHash } from 'node:crypto';
import type { BotCommand, BotCommandScope, LanguageCode } from 'grammy/types';
import type { Command } from '../../commands/command.ts';
import { createTranslator, type ReaderLanguage } from '../../commands/create-translator.ts';
import type { NoteStore } from '../../core/ports/platform-store.ts';
import type { PlatformLog } from '../chat/platform-log.ts';
import type { TelegramApi } from './telegram-api.ts';

/** Codes have two letters, so that Simplified stands for all of Chinese. Without a code: for everyone else, whom English answers. */
const LANGUAGES: readonly { code: LanguageCode | ''; language: ReaderLanguage }[] = [
  { code: '', language: 'en' },
  { code: 'zh', language: 'zh-Hans' },
];

const SCOPES: readonly {
  type: BotCommandScope['type'] & string;
  audiences: readonly Command['audience'][];
}[] = [
  // In a private chat everyone is its admin.
  { type: 'all_private_chats', audiences: ['all', 'chat-admins'] },
  { type: 'all_group_chats', audiences: ['all'] },
  { type: 'all_chat_administrators', audiences: ['all', 'chat-admins'] },
];

const LONGEST_DESCRIPTION = 256;

/** Tells Telegram the menu of commands, for each language and kind of chat, where it has changed since it was told last. */
export async function registerCommands({
  bot,
  commands,
  api,
  notes,
  log,
  signal,
}: {
  bot: number;
  commands: readonly Command[];
  api: TelegramApi;
  notes: NoteStore;
  log: PlatformLog;
  signal: AbortSignal;
}): Promise<void> {
  for (const { code, language } of LANGUAGES)
    for (const { type, audiences } of SCOPES) {
      const menu = listMenu(commands, audiences, language);
      const note = `telegram.commands.${bot}.${type}.${code}`;
      const hash = createHash('sha256').update(JSON.stringify(menu)).digest('base64url');
      if ((await notes.read(note)) === hash) continue;
      if (signal.aborted) return;
      const told = await api.call(
        'setMyCommands',
        {
          commands: menu,
          scope: { type } as BotCommandScope,
          ...(code === '' ? {} : { language_code: code }),
        },
        signal,
      );
      if (told.ok) await notes.write(note, hash);
      else if (!signal.aborted)
        log.warn(
          { scope: type, failure: told.failure.kind, reason: told.failure.reason },
          'the menu of commands could not be set; it is tried again at the next start',
        );
    }
}

/** The menus in which a command stands, by Telegram's names of scopes. */
export function listMenuScopes(commands: readonly Command[], name: string): string[] {
  return SCOPES.filter(({ audiences }) =>
    listMenu(commands, audiences, 'en').some(({ command }) => command === name),
  ).map(({ type }) => type);
}

function listMenu(
  commands: readonly Command[],
  audiences: readonly Command['audience'][],
  language: ReaderLanguage,
): BotCommand[] {
  const translate = createTranslator(language);
  return commands
    .filter(({ name, audience }) => audiences.includes(audience) && /^[a-z0-9_]{1,32}$/.test(name))
    .map(({ name, summary }) => ({
      command: name,
      description: translate(summary).slice(0, LONGEST_DESCRIPTION),
    }));
}
