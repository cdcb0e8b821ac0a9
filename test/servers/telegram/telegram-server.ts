import type { TextEntity } from './text/text-entity.ts';

export type ChatType = 'private' | 'group' | 'supergroup' | 'channel';
export type MemberStatus = 'creator' | 'administrator' | 'member' | 'restricted' | 'left' | 'kicked';
/** What becomes of the bot in a chat; `kicked` in a private chat is being blocked. */
export type BotStatus = Exclude<MemberStatus, 'creator'>;

export interface InlineButton {
  text: string;
  callback_data?: string | undefined;
  url?: string | undefined;
  [kind: string]: unknown;
}

export interface InlineKeyboard {
  inline_keyboard: InlineButton[][];
}

interface MessageState {
  text: string;
  entities: TextEntity[];
  reply_markup?: InlineKeyboard;
}

/** A message of the bot as it stands now. Times are epoch milliseconds. */
export interface SentMessage extends MessageState {
  message_id: number;
  chat: { id: number; type: ChatType };
  sentAt: number;
  message_thread_id?: number;
  reply_to_message_id?: number;
  disable_notification: boolean;
  link_preview_options?: Record<string, unknown>;
  /** What it was before each edit, the oldest first. */
  edits: (MessageState & { at: number })[];
}

/** A call that reached the server. The token is not kept. */
export interface ApiCall {
  method: string;
  at: number;
  payload: Record<string, unknown>;
  response: { ok: boolean; error_code?: number; description?: string };
}

export type Fault =
  /** An answer that refuses; 5xx come with an HTML body, as from the proxy before the Bot API. */
  | { kind: 'status'; code: number; description: string; parameters?: object }
  | { kind: 'drop' }
  | { kind: 'drop-after-effect' }
  /** After the effect half of the answer comes, then the connection is dropped. */
  | { kind: 'cut-short' }
  /** The call waits (real time) and is then handled as usual, unless the client has gone. */
  | { kind: 'hang'; milliseconds: number };

export interface Limits {
  perSecond?: number;
  perChatPerSecond?: number;
  perGroupPerMinute?: number;
}

export interface TelegramServerOptions {
  token?: string;
  /** `@username` of the bot, without the at sign. */
  username?: string;
  limits?: Limits | 'none';
  /** Epoch milliseconds: dates, limits, and how old a callback query is. Waiting is always in real time. */
  clock?: () => number;
  /** 0: any free port. */
  port?: number;
  /** Paths under /control/ do what the methods of TelegramServer do. */
  control?: boolean;
}

export interface CallbackState {
  id: string;
  from: number;
  chatId: number;
  messageId: number;
  data: string;
  askedAt: number;
  answeredAt: number | null;
  answer: Record<string, unknown> | null;
}

export interface TelegramServer {
  apiRoot: string;
  token: string;
  botId: number;
  username: string;

  /** The private chat with a user who has not written yet refuses messages, as Telegram does. */
  addUser(user: { id: number; firstName: string; languageCode?: string; username?: string }): void;
  /** The bot is a member (in a channel an administrator) unless `members` says otherwise. */
  addChat(chat: {
    id: number;
    type: ChatType;
    title?: string;
    isForum?: boolean;
    /** Only administrators see who is a member. */
    hasHiddenMembers?: boolean;
    members?: { userId: number; status: MemberStatus; isAnonymous?: boolean }[];
  }): void;
  setMember(chatId: number, userId: number, status: MemberStatus, isAnonymous?: boolean): void;
  addTopic(chatId: number, threadId: number): void;
  closeTopic(chatId: number, threadId: number, closed?: boolean): void;
  deleteTopic(chatId: number, threadId: number): void;
  /** The user's account is gone. */
  deactivateUser(userId: number): void;
  /** Somebody deletes a message, the bot's or not. */
  removeMessage(chatId: number, messageId: number): void;

  /**
   * What people do; each resolves to the update_id, or to 0 where Telegram tells the bot nothing (privacy mode,
   * allowed_updates).
   */
  sendText(
    from: number,
    chatId: number,
    text: string,
    extra?: { threadId?: number; replyTo?: number; entities?: object[]; senderChatId?: number },
  ): number;
  /** A message without words: what somebody sends in their place (`photo`), or Telegram's own word (`pinned_message`). */
  sendContent(from: number, chatId: number, content: Record<string, unknown>): number;
  pressButton(from: number, chatId: number, messageId: number, data: string): number;
  inlineQuery(from: number, query: string): number;
  changeMembership(chatId: number, status: BotStatus, by?: number): number;
  migrateToSupergroup(chatId: number, newId: number): void;

  /** The next `times` (once) calls of `method`, or of `*`, in this chat or in all. */
  fail(method: string, fault: Fault, options?: { times?: number; chatId?: number }): void;

  messages(chatId?: number): SentMessage[];
  /** The last draft of a private chat that no message has replaced. */
  draft(chatId: number): { draftId: number; text: string; entities: TextEntity[] } | null;
  calls(method?: string): ApiCall[];
  /** Calls that have come and are not answered yet. */
  underway(method?: string): number;
  callbacks(): CallbackState[];
  /** Callback queries that still spin on somebody's screen. */
  unansweredCallbacks(): CallbackState[];
  /** Resolves as soon as `what` is true, looked at after every call; rejects (5000 ms, real time) with what was seen. */
  waitFor(what: (server: TelegramServer) => boolean, milliseconds?: number): Promise<void>;
  unconfirmedUpdates(): number;
  /** Entities beyond the hundredth of a message, which Telegram leaves out. */
  droppedEntities(): number;
  /** Calls that came again before the `retry_after` that they had been told was over. */
  avoidable429s(): number;
  /** A webhook whose address is not on this machine is delivered here in its place. */
  deliverWebhookTo(url: string): void;
  stop(): Promise<void>;
}
