import { type Chat, chatJson, type World } from '../create-world.ts';
import type { SentMessage } from '../telegram-server.ts';

export const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000);

/** A message of the bot as Telegram's JSON. */
export function messageJson(world: World, chat: Chat, sent: SentMessage): Record<string, unknown> {
  const lastEdit = sent.edits.at(-1);
  const inChannel = chat.type === 'channel';
  return {
    message_id: sent.message_id,
    ...(inChannel ? { sender_chat: chatJson(world, chat) } : { from: world.bot }),
    chat: chatJson(world, chat),
    date: seconds(sent.sentAt),
    ...(lastEdit === undefined ? {} : { edit_date: seconds(lastEdit.at) }),
    ...(sent.message_thread_id === undefined
      ? {}
      : { message_thread_id: sent.message_thread_id, is_topic_message: true }),
    ...(sent.reply_to_message_id === undefined
      ? {}
      : { reply_to_message: repliedTo(chat, sent.reply_to_message_id) }),
    text: sent.text,
    ...(sent.entities.length === 0 ? {} : { entities: sent.entities }),
    ...(sent.link_preview_options === undefined ? {} : { link_preview_options: sent.link_preview_options }),
    ...(sent.reply_markup === undefined ? {} : { reply_markup: sent.reply_markup }),
  };
}

/** A message inside another one: without what it replies to itself. */
export function repliedTo(chat: Chat, messageId: number): Record<string, unknown> | undefined {
  const json = chat.messages.get(messageId)?.json;
  if (json === undefined) return undefined;
  return Object.fromEntries(Object.entries(json).filter(([name]) => name !== 'reply_to_message'));
}
