import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import type { Chat } from '../create-world.ts';
import { badRequest, Refusal } from '../refusal.ts';
import type { SentMessage } from '../telegram-server.ts';
import { formatText } from '../text/format-text.ts';
import { findChat, refuseAccess } from './find-chat.ts';
import { messageJson } from './message-json.ts';
import { defineMethod, fromJson, integer, type MethodContext } from './method.ts';
import { readKeyboard, replyMarkup } from './read-keyboard.ts';
import { linkPreviewOptions, textArguments } from './send-message.ts';

/** A message of another sender, or one in a private chat, can be deleted for so long. */
const DELETABLE_FOR = 48 * 60 * 60 * 1000;
const target = {
  chat_id: z.union([z.string(), z.number()]).optional(),
  message_id: integer.default(0),
  inline_message_id: z.string().optional(),
  reply_markup: fromJson(replyMarkup).optional(),
};

function findOwnMessage(
  given: {
    chat_id?: number | string | undefined;
    message_id: number;
    inline_message_id?: string | undefined;
  },
  { world }: MethodContext,
): { chat: Chat; sent: SentMessage } | Refusal {
  if (given.inline_message_id !== undefined) return badRequest('MESSAGE_ID_INVALID');
  const chat = findChat(world, given.chat_id);
  if (chat instanceof Refusal) return chat;
  const refusal = refuseAccess(world, chat);
  if (refusal !== null) return refusal;
  const stored = chat.messages.get(given.message_id);
  if (stored === undefined) return badRequest('message to edit not found');
  return stored.sent === undefined ? badRequest("message can't be edited") : { chat, sent: stored.sent };
}

type Changes = Pick<SentMessage, 'text' | 'entities'> & { reply_markup: SentMessage['reply_markup'] };

/** Keeps what the message was, puts `changes` in its place and gives the new JSON; refuses a change of nothing. */
function change(
  { chat, sent }: { chat: Chat; sent: SentMessage },
  changes: Changes,
  context: MethodContext,
): unknown {
  const now = { text: sent.text, entities: sent.entities, reply_markup: sent.reply_markup };
  if (isDeepStrictEqual(now, changes)) {
    return badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
  }
  const { reply_markup, ...rest } = now;
  sent.edits.push({ ...rest, ...(reply_markup === undefined ? {} : { reply_markup }), at: context.clock() });
  sent.text = changes.text;
  sent.entities = changes.entities;
  if (changes.reply_markup === undefined) delete sent.reply_markup;
  else sent.reply_markup = changes.reply_markup;
  const json = messageJson(context.world, chat, sent);
  chat.messages.set(sent.message_id, { json, sent });
  return json;
}

/** https://core.telegram.org/bots/api#editmessagetext; buttons that are not sent again are gone. */
export const editMessageText = defineMethod(
  z.object({ ...target, ...textArguments, link_preview_options: linkPreviewOptions }),
  (given, context) => {
    const keyboard = readKeyboard(given.reply_markup);
    if (keyboard instanceof Refusal) return keyboard;
    const formatted = formatText(given);
    if (formatted instanceof Refusal) return formatted;
    const found = findOwnMessage(given, context);
    if (found instanceof Refusal) return found;
    const { text, entities, dropped } = formatted;
    const result = change(found, { text, entities, reply_markup: keyboard }, context);
    if (!(result instanceof Refusal)) context.world.counters.droppedEntities += dropped;
    return result;
  },
);

/** https://core.telegram.org/bots/api#editmessagereplymarkup */
export const editMessageReplyMarkup = defineMethod(z.object(target), (given, context) => {
  const keyboard = readKeyboard(given.reply_markup);
  if (keyboard instanceof Refusal) return keyboard;
  const found = findOwnMessage(given, context);
  if (found instanceof Refusal) return found;
  const { text, entities } = found.sent;
  return change(found, { text, entities, reply_markup: keyboard }, context);
});

/** https://core.telegram.org/bots/api#deletemessage */
export const deleteMessage = defineMethod(z.object(target), (given, context) => {
  const { world, clock } = context;
  const chat = findChat(world, given.chat_id);
  if (chat instanceof Refusal) return chat;
  const refusal = refuseAccess(world, chat);
  if (refusal !== null) return refusal;
  const stored = chat.messages.get(given.message_id);
  if (stored === undefined) return badRequest('message to delete not found');
  const isOld = clock() - Number(stored.json.date) * 1000 > DELETABLE_FOR;
  const isAdministrator = chat.botStatus === 'administrator';
  if (isOld && !isAdministrator) return badRequest("message can't be deleted for everyone");
  if (stored.sent === undefined && !isAdministrator && chat.type !== 'private')
    return badRequest("message can't be deleted");
  chat.messages.delete(given.message_id);
  if (stored.sent !== undefined) world.sent.splice(world.sent.indexOf(stored.sent), 1);
  return true;
});
