import type { UpdateQueue } from './create-update-queue.ts';
import {
  ANONYMOUS_ADMIN,
  type Chat,
  chatJson,
  createChat,
  memberJson,
  nextMessageId,
  type User,
  type World,
} from './create-world.ts';
import { repliedTo, seconds } from './methods/message-json.ts';
import type { TelegramServer } from './telegram-server.ts';
import { findAutomaticEntities } from './text/find-automatic-entities.ts';

type People = Pick<
  TelegramServer,
  | 'addUser'
  | 'addChat'
  | 'setMember'
  | 'addTopic'
  | 'closeTopic'
  | 'deleteTopic'
  | 'deactivateUser'
  | 'removeMessage'
  | 'sendText'
  | 'sendContent'
  | 'pressButton'
  | 'inlineQuery'
  | 'changeMembership'
  | 'migrateToSupergroup'
>;

/** What people do in Telegram, and which updates the bot gets of it. Unknown chats are an error of the test. */
export function createPeople(world: World, updates: UpdateQueue, clock: () => number): People {
  const chatOf = (id: number): Chat => {
    const chat = world.chats.get(id);
    if (chat === undefined) throw new Error(`there is no chat ${id}: add it first`);
    return chat;
  };
  const userOf = (id: number): User => {
    const user = world.users.get(id);
    if (user === undefined) throw new Error(`there is no user ${id}: add it first`);
    return user;
  };
  const addUser: People['addUser'] = ({ id, firstName, languageCode, username }) => {
    world.users.set(id, {
      id,
      is_bot: false,
      first_name: firstName,
      ...(username === undefined ? {} : { username }),
      ...(languageCode === undefined ? {} : { language_code: languageCode }),
    });
    if (!world.chats.has(id)) world.chats.set(id, createChat({ id, type: 'private', isStarted: false }));
  };
  const store = (chat: Chat, content: Record<string, unknown>): Record<string, unknown> => {
    const json = {
      message_id: nextMessageId(chat),
      chat: chatJson(world, chat),
      date: seconds(clock()),
      ...content,
    };
    chat.messages.set(json.message_id, { json });
    return json;
  };
  const keyOf = (chat: Chat): string => `chat ${chat.id}`;
  const nextQueryId = (): string => {
    world.counters.queries += 1;
    return String(4_000_000_000_000 + world.counters.queries);
  };

  return {
    addUser,

    addChat({ id, type, title, isForum, hasHiddenMembers, members = [] }) {
      if (type === 'private' && !world.users.has(id)) addUser({ id, firstName: `User ${id}` });
      const chat = createChat({
        id,
        type,
        ...(title === undefined ? {} : { title }),
        ...(isForum === undefined ? {} : { isForum }),
        ...(hasHiddenMembers === undefined ? {} : { hasHiddenMembers }),
      });
      for (const { userId, status, isAnonymous = false } of members) {
        if (userId !== world.bot.id) chat.members.set(userId, { status, isAnonymous });
        else if (status !== 'creator') chat.botStatus = status;
      }
      world.chats.set(id, chat);
    },
    setMember: (chatId, userId, status, isAnonymous = false) =>
      void chatOf(chatId).members.set(userId, { status, isAnonymous }),
    addTopic: (chatId, threadId) => void chatOf(chatId).topics.set(threadId, { isClosed: false }),
    closeTopic: (chatId, threadId, closed = true) =>
      void chatOf(chatId).topics.set(threadId, { isClosed: closed }),
    deleteTopic: (chatId, threadId) => void chatOf(chatId).topics.delete(threadId),
    deactivateUser: (userId) => void world.deactivated.add(userId),
    removeMessage(chatId, messageId) {
      const chat = chatOf(chatId);
      const sent = chat.messages.get(messageId)?.sent;
      if (sent !== undefined) world.sent.splice(world.sent.indexOf(sent), 1);
      chat.messages.delete(messageId);
    },

    sendText(from, chatId, text, extra = {}) {
      const { threadId, replyTo, entities, senderChatId } = extra;
      const sender = senderChatId === undefined ? userOf(from) : ANONYMOUS_ADMIN;
      const chat = chatOf(chatId);
      chat.isStarted = true;
      if (chat.isForum && threadId !== undefined && !chat.topics.has(threadId))
        chat.topics.set(threadId, { isClosed: false });
      if (chat.type !== 'private' && senderChatId === undefined && !chat.members.has(from))
        chat.members.set(from, { status: 'member', isAnonymous: false });
      const senderChat =
        senderChatId === undefined
          ? undefined
          : (world.chats.get(senderChatId) ?? createChat({ id: senderChatId, type: 'channel' }));
      const found = [...((entities ?? []) as { offset: number; length: number }[])];
      const all = [...found, ...findAutomaticEntities(text, [])].filter(
        (entity, index) => index < found.length || !found.some((one) => one.offset === entity.offset),
      );
      const replied = replyTo === undefined ? undefined : repliedTo(chat, replyTo);
      const json = store(chat, {
        ...(chat.type === 'channel' ? { sender_chat: chatJson(world, chat) } : { from: sender }),
        ...(senderChat === undefined ? {} : { sender_chat: chatJson(world, senderChat) }),
        ...(threadId === undefined ? {} : { message_thread_id: threadId }),
        ...(threadId === undefined || !chat.isForum ? {} : { is_topic_message: true }),
        ...(replied === undefined ? {} : { reply_to_message: replied }),
        text,
        ...(all.length === 0 ? {} : { entities: all }),
      });
      if (!isTold(world, chat, text, replyTo)) return 0;
      return updates.add(chat.type === 'channel' ? 'channel_post' : 'message', json, keyOf(chat));
    },

    sendContent(from, chatId, content) {
      const chat = chatOf(chatId);
      chat.isStarted = true;
      const json = store(chat, { from: userOf(from), ...content });
      // A bot that is no administrator gets of a group what is said to it, and what Telegram says.
      const isMedia = ['photo', 'sticker', 'video', 'voice'].some((kind) => kind in content);
      if (isMedia && !isTold(world, chat, String(content.caption ?? ''), undefined)) return 0;
      return updates.add('message', json, keyOf(chat));
    },

    pressButton(from, chatId, messageId, data) {
      const chat = chatOf(chatId);
      const id = nextQueryId();
      const message = chat.messages.get(messageId)?.json ?? {
        chat: chatJson(world, chat),
        message_id: messageId,
        date: 0,
      };
      const state = { id, from, chatId, messageId, data, askedAt: clock(), answeredAt: null, answer: null };
      world.callbacks.set(id, state);
      const content = { id, from: userOf(from), chat_instance: String(chatId), data, message };
      return updates.add('callback_query', content, keyOf(chat));
    },

    inlineQuery(from, query) {
      const id = nextQueryId();
      world.inlineQueries.set(id, { askedAt: clock(), isAnswered: false });
      return updates.add(
        'inline_query',
        { id, from: userOf(from), query, offset: '', chat_type: 'sender' },
        `user ${from}`,
      );
    },

    changeMembership(chatId, status, by) {
      const chat = chatOf(chatId);
      const administrator = [...chat.members].find(([, member]) => member.status === 'creator')?.[0];
      const person = by ?? (chat.type === 'private' ? chatId : administrator);
      const from = person === undefined ? ANONYMOUS_ADMIN : userOf(person);
      const was = memberJson(world.bot, { status: chat.botStatus, isAnonymous: false });
      chat.botStatus = status;
      const is = memberJson(world.bot, { status, isAnonymous: false });
      const content = {
        chat: chatJson(world, chat),
        from,
        date: seconds(clock()),
        old_chat_member: was,
        new_chat_member: is,
      };
      return updates.add('my_chat_member', content, keyOf(chat));
    },

    migrateToSupergroup(chatId, newId) {
      const old = chatOf(chatId);
      const { title, members, botStatus } = old;
      const next = createChat({ id: newId, type: 'supergroup', title, members: new Map(members), botStatus });
      world.chats.set(newId, next);
      old.migratedTo = newId;
      const from = ANONYMOUS_ADMIN;
      updates.add('message', store(old, { from, migrate_to_chat_id: newId }), keyOf(old));
      updates.add('message', store(next, { from, migrate_from_chat_id: chatId }), keyOf(next));
    },
  };
}

/** Privacy mode: of a group's talk a bot that is no administrator gets commands, mentions of it and replies to it. */
function isTold(world: World, chat: Chat, text: string, replyTo: number | undefined): boolean {
  if (chat.type !== 'private' && (chat.botStatus === 'left' || chat.botStatus === 'kicked')) return false;
  if (chat.type === 'private' || chat.type === 'channel' || chat.botStatus === 'administrator') return true;
  if (replyTo !== undefined && chat.messages.get(replyTo)?.sent !== undefined) return true;
  const command = /^\/[A-Za-z0-9_]+(?:@([A-Za-z0-9_]+))?/.exec(text);
  const username = world.bot.username?.toLowerCase() ?? '';
  if (command !== null && (command[1] ?? username).toLowerCase() === username) return true;
  return [...text.toLowerCase().matchAll(/@[a-z0-9_]+/g)].some(([mention]) => mention === `@${username}`);
}
