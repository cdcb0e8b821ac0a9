import type { Chat, World } from '../create-world.ts';
import { badRequest, forbidden, Refusal } from '../refusal.ts';

/** A chat by its id (or `@username` of a user), or why the bot can't see it. */
export function findChat(world: World, chatId: number | string | undefined): Chat | Refusal {
  if (chatId === undefined || chatId === '') return badRequest('chat_id is empty');
  const id = Number(chatId);
  return (Number.isSafeInteger(id) ? world.chats.get(id) : undefined) ?? badRequest('chat not found');
}

/** Nothing, or why the bot may not act in this chat. */
export function refuseAccess(world: World, chat: Chat): Refusal | null {
  if (chat.type === 'private') {
    if (world.deactivated.has(chat.id)) return forbidden('user is deactivated');
    if (chat.botStatus === 'kicked') return forbidden('bot was blocked by the user');
    if (!chat.isStarted) return forbidden("bot can't initiate conversation with a user");
    return null;
  }
  if (chat.migratedTo !== null) {
    return badRequest('group chat was upgraded to a supergroup chat', {
      migrate_to_chat_id: chat.migratedTo,
    });
  }
  if (chat.botStatus === 'kicked') return forbidden(`bot was kicked from the ${chat.type} chat`);
  if (chat.botStatus === 'left') return forbidden(`bot is not a member of the ${chat.type} chat`);
  return null;
}

/** A chat in which the bot may write in this thread, or why it may not. */
export function findWritableChat(
  world: World,
  chatId: number | string | undefined,
  threadId?: number,
): Chat | Refusal {
  const chat = findChat(world, chatId);
  if (chat instanceof Refusal) return chat;
  const refusal = refuseAccess(world, chat);
  if (refusal !== null) return refusal;
  if (chat.botStatus === 'restricted')
    return badRequest('not enough rights to send text messages to the chat');
  if (chat.type === 'channel' && chat.botStatus !== 'administrator')
    return badRequest('need administrator rights in the channel chat');
  if (threadId === undefined || threadId === 0) return chat;
  // The general topic has the id 1 in updates, and can't be named in a send; where there are no topics, the id of a
  // thread says nothing.
  if (!chat.isForum && chat.type !== 'private') return chat;
  const topic = chat.topics.get(threadId);
  if (topic === undefined || threadId === 1) return badRequest('message thread not found');
  return topic.isClosed ? badRequest('TOPIC_CLOSED') : chat;
}
