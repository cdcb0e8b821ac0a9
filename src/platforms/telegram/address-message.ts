import type { Command } from '../../commands/command.ts';
import { findCommand } from '../../commands/interpret-text.ts';
import { MEDIA, type TelegramMessage } from './telegram-update.ts';

/** The bot itself. */
export interface Self {
  id: number;
  username: string;
}

/**
 * What a message says to the bot: the text without its name in it. Null where it is not meant: another bot's command,
 * talk among members of a group, what the bot or another program wrote. `wordless` for a picture and the like in a
 * private chat.
 */
export function addressMessage(
  message: TelegramMessage,
  self: Self,
  commands: readonly Command[],
): { text: string } | 'wordless' | null {
  if (message.via_bot?.id === self.id || message.is_automatic_forward) return null;
  // People may speak as their channel or as the group, which Telegram shows as bots of its own.
  if (message.from?.is_bot && message.sender_chat === undefined) return null;
  const whole = message.text ?? message.caption ?? '';
  const entities = (message.text === undefined ? message.caption_entities : message.entities) ?? [];
  const isPrivate = message.chat.type === 'private';
  const slashed = /^\s*[/／]([^\s@/]{1,64})(?:@(\w{1,64}))?(?=\s|$)/u.exec(whole);
  if (slashed !== null) {
    const [lead, name = '', addressee] = slashed;
    const rest = whole.slice(lead.length);
    if (addressee !== undefined)
      return addressee.toLowerCase() === self.username.toLowerCase() ? { text: `/${name}${rest}` } : null;
    // In a group an unknown command may be another bot's.
    if (isPrivate || findCommand(name, commands) !== null) return { text: `/${name}${rest}` };
    return null;
  }
  const mentions = entities.filter(
    ({ type, offset, length, user }) =>
      (type === 'mention' &&
        whole.slice(offset, offset + length).toLowerCase() === `@${self.username.toLowerCase()}`) ||
      (type === 'text_mention' && user?.id === self.id),
  );
  const text = withoutSpans(whole, mentions).trim();
  const isReply = message.reply_to_message?.from?.id === self.id;
  if (message.chat.type === 'channel') return null;
  if (!isPrivate && !isReply && mentions.length === 0) return null;
  if (text !== '') return { text };
  if (mentions.length > 0) return { text: '/help' };
  return isPrivate && MEDIA.some((kind) => message[kind] !== undefined) ? 'wordless' : null;
}

function withoutSpans(text: string, spans: readonly { offset: number; length: number }[]): string {
  let rest = text;
  for (const { offset, length } of [...spans].sort((one, other) => other.offset - one.offset))
    rest = `${rest.slice(0, offset).trimEnd()} ${rest.slice(offset + length).trimStart()}`;
  return rest;
}
