import type { BotStatus, CallbackState, ChatType, MemberStatus, SentMessage } from './telegram-server.ts';

export interface User {
  id: number;
  is_bot: boolean;
  first_name: string;
  username?: string;
  language_code?: string;
}

export interface Member {
  status: MemberStatus;
  isAnonymous: boolean;
}

/** Any message of a chat, as Telegram's JSON; `sent` where it is the bot's. */
export interface StoredMessage {
  json: Record<string, unknown>;
  sent?: SentMessage;
}

export interface Chat {
  id: number;
  type: ChatType;
  title: string;
  isForum: boolean;
  hasHiddenMembers: boolean;
  members: Map<number, Member>;
  botStatus: BotStatus;
  /** False for a private chat in which nobody has written to the bot. */
  isStarted: boolean;
  topics: Map<number, { isClosed: boolean }>;
  migratedTo: number | null;
  messages: Map<number, StoredMessage>;
  lastMessageId: number;
  draft: { draftId: number; text: string; entities: SentMessage['entities'] } | null;
}

/** Everything that Telegram remembers about people, chats and messages. */
export interface World {
  bot: User;
  users: Map<number, User>;
  deactivated: Set<number>;
  chats: Map<number, Chat>;
  sent: SentMessage[];
  callbacks: Map<string, CallbackState>;
  inlineQueries: Map<string, { askedAt: number; isAnswered: boolean }>;
  counters: { droppedEntities: number; queries: number };
}

export const ANONYMOUS_ADMIN: User = {
  id: 1_087_968_824,
  is_bot: true,
  first_name: 'Group',
  username: 'GroupAnonymousBot',
};

export function createWorld(bot: User): World {
  return {
    bot,
    users: new Map([
      [bot.id, bot],
      [ANONYMOUS_ADMIN.id, ANONYMOUS_ADMIN],
    ]),
    deactivated: new Set(),
    chats: new Map(),
    sent: [],
    callbacks: new Map(),
    inlineQueries: new Map(),
    counters: { droppedEntities: 0, queries: 0 },
  };
}

export function createChat(given: { id: number; type: ChatType } & Partial<Chat>): Chat {
  return {
    title: given.type === 'private' ? '' : `Chat ${given.id}`,
    isForum: false,
    hasHiddenMembers: false,
    members: new Map(),
    botStatus: given.type === 'channel' ? 'administrator' : 'member',
    isStarted: true,
    topics: new Map(),
    migratedTo: null,
    messages: new Map(),
    lastMessageId: 0,
    draft: null,
    ...given,
  };
}

/** A chat as it stands inside messages. */
export function chatJson(world: World, chat: Chat): Record<string, unknown> {
  if (chat.type === 'private') {
    const user = world.users.get(chat.id);
    return {
      id: chat.id,
      type: 'private',
      first_name: user?.first_name ?? '',
      ...(user?.username === undefined ? {} : { username: user.username }),
    };
  }
  return { id: chat.id, type: chat.type, title: chat.title, ...(chat.isForum ? { is_forum: true } : {}) };
}

export function nextMessageId(chat: Chat): number {
  chat.lastMessageId += 1;
  return chat.lastMessageId;
}

/** A ChatMember; the rights are those of an administrator or of nobody in particular. */
export function memberJson(user: User, { status, isAnonymous }: Member): Record<string, unknown> {
  const base = { user, status };
  if (status === 'creator') return { ...base, is_anonymous: isAnonymous };
  if (status === 'administrator') {
    return {
      ...base,
      can_be_edited: false,
      is_anonymous: isAnonymous,
      can_manage_chat: true,
      can_delete_messages: true,
      can_manage_video_chats: true,
      can_restrict_members: true,
      can_promote_members: false,
      can_change_info: true,
      can_invite_users: true,
      can_post_stories: false,
      can_edit_stories: false,
      can_delete_stories: false,
    };
  }
  if (status === 'restricted') return { ...base, is_member: true, can_send_messages: false, until_date: 0 };
  if (status === 'kicked') return { ...base, until_date: 0 };
  return base;
}
