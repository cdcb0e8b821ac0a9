import type { DiscordMessage } from './discord-event.ts';

/** https://docs.discord.com/developers/resources/message#message-object-message-types */
const DEFAULT = 0;
const REPLY = 19;

/**
 * What a message says to the bot (`self`, its user id): the text without its name in it. Null where it is not meant: talk
 * among members, other bots, what Discord itself says. `wordless` for a picture and the like in a direct message. Without
 * the privileged intent a server's message has its text only where it mentions the bot or answers it with the ping on.
 */
export function addressMessage(
  {
    type,
    author,
    webhook_id,
    content,
    guild_id,
    mentions,
    referenced_message,
    attachments,
    sticker_items,
  }: DiscordMessage,
  self: string,
): { text: string } | 'wordless' | null {
  if (author.id === self || author.bot === true || webhook_id !== undefined) return null;
  if (type !== DEFAULT && type !== REPLY) return null;
  const isDirect = guild_id === undefined;
  const mention = new RegExp(`<@!?${self}>`, 'g');
  const isMentioned = mention.test(content);
  const isReply = referenced_message?.author.id === self;
  const isPinged = mentions.some(({ id }) => id === self);
  if (!isDirect && !isMentioned && !(isReply && isPinged)) return null;
  const text = content.replace(mention, ' ').trim();
  if (text !== '') return { text };
  if (isMentioned) return { text: '/help' };
  return isDirect && attachments.length + sticker_items.length > 0 ? 'wordless' : null;
}
