import * as z from 'zod';
import { nextMessageId } from '../create-world.ts';
import { badRequest, Refusal } from '../refusal.ts';
import type { SentMessage } from '../telegram-server.ts';
import { formatText } from '../text/format-text.ts';
import { findChat, findWritableChat, refuseAccess } from './find-chat.ts';
import { messageJson } from './message-json.ts';
import { defineMethod, flag, fromJson, integer } from './method.ts';
import { readKeyboard, replyMarkup } from './read-keyboard.ts';

const chatId = z.union([z.string(), z.number()]).optional();
export const textArguments = {
  text: z.string().default(''),
  parse_mode: z.string().optional(),
  entities: fromJson(z.array(z.unknown())).optional(),
};
export const linkPreviewOptions = fromJson(z.record(z.string(), z.unknown())).optional();

/** https://core.telegram.org/bots/api#sendmessage */
export const sendMessage = defineMethod(
  z.object({
    ...textArguments,
    chat_id: chatId,
    message_thread_id: integer.optional(),
    link_preview_options: linkPreviewOptions,
    disable_notification: flag.default(false),
    reply_parameters: fromJson(
      z.object({
        message_id: integer,
        allow_sending_without_reply: flag.default(false),
      }),
    ).optional(),
    reply_markup: fromJson(replyMarkup).optional(),
  }),
  (given, { world, clock }) => {
    const keyboard = readKeyboard(given.reply_markup);
    if (keyboard instanceof Refusal) return keyboard;
    const formatted = formatText(given);
    if (formatted instanceof Refusal) return formatted;
    const chat = findWritableChat(world, given.chat_id, given.message_thread_id);
    if (chat instanceof Refusal) return chat;
    const reply = given.reply_parameters;
    const replied = reply === undefined ? undefined : chat.messages.get(reply.message_id);
    if (reply !== undefined && replied === undefined && !reply.allow_sending_without_reply)
      return badRequest('message to be replied not found');
    // A reply stands in the thread of what it answers, wherever it was sent to.
    const threadId = given.message_thread_id || Number(replied?.json.message_thread_id ?? 0);

    const sent: SentMessage = {
      message_id: nextMessageId(chat),
      chat: { id: chat.id, type: chat.type },
      sentAt: clock(),
      text: formatted.text,
      entities: formatted.entities,
      disable_notification: given.disable_notification,
      edits: [],
      ...(chat.topics.has(threadId) ? { message_thread_id: threadId } : {}),
      ...(replied === undefined || reply === undefined ? {} : { reply_to_message_id: reply.message_id }),
      ...(given.link_preview_options === undefined
        ? {}
        : { link_preview_options: given.link_preview_options }),
      ...(keyboard === undefined ? {} : { reply_markup: keyboard }),
    };
    world.counters.droppedEntities += formatted.dropped;
    world.sent.push(sent);
    chat.draft = null;
    const json = messageJson(world, chat, sent);
    chat.messages.set(sent.message_id, { json, sent });
    return json;
  },
);

/** https://core.telegram.org/bots/api#sendmessagedraft */
export const sendMessageDraft = defineMethod(
  z.object({
    ...textArguments,
    chat_id: chatId,
    draft_id: integer.default(0),
    message_thread_id: integer.optional(),
  }),
  (given, { world }) => {
    const formatted = formatText(given, { allowEmpty: true });
    if (formatted instanceof Refusal) return formatted;
    const chat = findWritableChat(world, given.chat_id, given.message_thread_id);
    if (chat instanceof Refusal) return chat;
    if (chat.type !== 'private') return badRequest('TEXTDRAFT_PEER_INVALID');
    if (given.draft_id === 0) return badRequest('RANDOM_ID_INVALID');
    chat.draft = { draftId: given.draft_id, text: formatted.text, entities: formatted.entities };
    return true;
  },
);

const ACTIONS = new Set([
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
]);

/** https://core.telegram.org/bots/api#sendchataction */
export const sendChatAction = defineMethod(
  z.object({ chat_id: chatId, action: z.string().default(''), message_thread_id: integer.optional() }),
  ({ chat_id, action }, { world }) => {
    if (!ACTIONS.has(action.toLowerCase())) return badRequest('wrong parameter action in request');
    const chat = findChat(world, chat_id);
    if (chat instanceof Refusal) return chat;
    const refusal = refuseAccess(world, chat);
    if (refusal !== null) return refusal;
    return chat.botStatus === 'restricted' ? badRequest('CHAT_WRITE_FORBIDDEN') : true;
  },
);
