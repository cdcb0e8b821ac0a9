import type { TelegramApi } from './telegram-api.ts';
import type { TelegramChat } from './telegram-update.ts';

/** How long an answer of Telegram's is believed, milliseconds: someone who was just made an admin waits no longer. */
const BELIEVED_FOR = 60_000;
const MOST_CHATS = 5000;

export interface ChatAdmins {
  /** Anyone in a private chat is; `unknown` where Telegram does not tell. */
  isAdmin(asked: {
    chat: TelegramChat;
    user: number | undefined;
    /** As whom the message was written: an anonymous admin writes as the group itself, a channel's as the channel. */
    senderChat: number | undefined;
  }): Promise<boolean | 'unknown'>;
  forget(chat: number): void;
}

export function createChatAdmins({ api, now }: { api: TelegramApi; now: () => number }): ChatAdmins {
  const known = new Map<number, { admins: Set<number>; until: number }>();
  return {
    async isAdmin({ chat, user, senderChat }) {
      if (chat.type === 'private' || senderChat === chat.id) return true;
      if (senderChat !== undefined || user === undefined) return false;
      const cached = known.get(chat.id);
      if (cached !== undefined && cached.until > now()) return cached.admins.has(user);
      const ask = () => api.call('getChatAdministrators', { chat_id: chat.id });
      let answer = await ask();
      // What passes says nothing of what the bot may know.
      if (!answer.ok && answer.failure.kind === 'retryable') answer = await ask();
      if (!answer.ok) return 'unknown';
      if (known.size >= MOST_CHATS) known.clear();
      const admins = new Set(answer.result.map((member) => member.user.id));
      known.set(chat.id, { admins, until: now() + BELIEVED_FOR });
      return admins.has(user);
    },
    forget: (chat) => {
      known.delete(chat);
    },
  };
}
