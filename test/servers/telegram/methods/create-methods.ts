import type { UpdateQueue } from '../create-update-queue.ts';
import type { Webhook } from '../create-webhook.ts';
import { answerCallbackQuery, answerInlineQuery } from './answer-query.ts';
import { createDescriptionMethods } from './describe-bot.ts';
import { deleteMessage, editMessageReplyMarkup, editMessageText } from './edit-message.ts';
import { getChat, getChatAdministrators, getChatMember, leaveChat } from './get-chat.ts';
import type { Method } from './method.ts';
import { createUpdateMethods } from './receive-updates.ts';
import { sendChatAction, sendMessage, sendMessageDraft } from './send-message.ts';

/** Every method that this server knows, by its name in lower case, as Telegram looks them up. */
export function createMethods(updates: UpdateQueue, webhook: Webhook): ReadonlyMap<string, Method> {
  const getMe: Method = (_parameters, { world }) => ({
    ...world.bot,
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: true,
    can_connect_to_business: false,
    has_main_web_app: false,
  });
  const methods: Record<string, Method> = {
    getMe,
    ...createUpdateMethods(updates, webhook),
    ...createDescriptionMethods(),
    sendMessage,
    sendMessageDraft,
    sendChatAction,
    editMessageText,
    editMessageReplyMarkup,
    deleteMessage,
    answerCallbackQuery,
    answerInlineQuery,
    getChat,
    getChatMember,
    getChatAdministrators,
    leaveChat,
  };
  return new Map(Object.entries(methods).map(([name, method]) => [name.toLowerCase(), method]));
}
