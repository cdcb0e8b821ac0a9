import * as z from 'zod';
import { ANONYMOUS_ADMIN, type Chat, chatJson, memberJson, type World } from '../create-world.ts';
import { badRequest, Refusal } from '../refusal.ts';
import { findChat, refuseAccess } from './find-chat.ts';
import { defineMethod, integer } from './method.ts';

const chatId = z.union([z.string(), z.number()]).optional();

function findReadableChat(world: World, id: number | string | undefined): Chat | Refusal {
  const chat = findChat(world, id);
  if (chat instanceof Refusal || chat.type === 'private') return chat;
  return refuseAccess(world, chat) ?? chat;
}

/** https://core.telegram.org/bots/api#getchat */
export const getChat = defineMethod(z.object({ chat_id: chatId }), ({ chat_id }, { world }) => {
  const chat = findReadableChat(world, chat_id);
  if (chat instanceof Refusal) return chat;
  return {
    ...chatJson(world, chat),
    accent_color_id: 0,
    max_reaction_count: 11,
    accepted_gift_types: {},
    ...(chat.type === 'private'
      ? {}
      : {
          permissions: { can_send_messages: chat.botStatus !== 'restricted' },
          has_hidden_members: chat.hasHiddenMembers,
        }),
  };
});

/** https://core.telegram.org/bots/api#getchatmember; other users' status is only certain for an administrator. */
export const getChatMember = defineMethod(
  z.object({ chat_id: chatId, user_id: integer.default(0) }),
  ({ chat_id, user_id }, { world }) => {
    const chat = findReadableChat(world, chat_id);
    if (chat instanceof Refusal) return chat;
    const user = world.users.get(user_id);
    if (user_id <= 0) return badRequest('invalid user_id specified');
    if (user_id === world.bot.id)
      return memberJson(world.bot, { status: chat.botStatus, isAnonymous: false });
    if (!mayListMembers(chat)) return badRequest('member list is inaccessible');
    if (user === undefined || user_id === ANONYMOUS_ADMIN.id) return badRequest('member not found');
    const isSelf = chat.type === 'private' && chat.id === user_id;
    return memberJson(
      user,
      chat.members.get(user_id) ?? { status: isSelf ? 'member' : 'left', isAnonymous: false },
    );
  },
);

/** https://core.telegram.org/bots/api#getchatadministrators; bots other than this one are not told. */
export const getChatAdministrators = defineMethod(z.object({ chat_id: chatId }), ({ chat_id }, { world }) => {
  const chat = findReadableChat(world, chat_id);
  if (chat instanceof Refusal) return chat;
  if (chat.type === 'private') return badRequest('there are no administrators in the private chat');
  if (!mayListMembers(chat)) return badRequest('member list is inaccessible');
  const administrators = [...chat.members].flatMap(([userId, member]) => {
    const user = world.users.get(userId);
    const isOne = member.status === 'creator' || member.status === 'administrator';
    return user !== undefined && isOne ? [memberJson(user, member)] : [];
  });
  if (chat.botStatus === 'administrator')
    administrators.push(memberJson(world.bot, { status: 'administrator', isAnonymous: false }));
  return administrators;
});

function mayListMembers(chat: Chat): boolean {
  return chat.botStatus === 'administrator' || (chat.type !== 'channel' && !chat.hasHiddenMembers);
}

/** https://core.telegram.org/bots/api#leavechat */
export const leaveChat = defineMethod(z.object({ chat_id: chatId }), ({ chat_id }, { world }) => {
  const chat = findReadableChat(world, chat_id);
  if (chat instanceof Refusal) return chat;
  if (chat.type === 'private') return badRequest("chat can't be left");
  chat.botStatus = 'left';
  return true;
});
