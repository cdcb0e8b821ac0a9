import type { ChatSettings } from '../subscriptions/chat-settings.ts';
import type { PostStore } from './post-store.ts';
import type { DeliveryStore, SubscriptionStore } from './subscription-store.ts';

/**
 * What the chat platforms need kept between one message and the next, also over a restart. Every method is one
 * transaction; a method that fails leaves nothing half done and throws a StoreError.
 */
export interface PlatformStore {
  chats: ChatStore;
  buttons: ButtonStore;
  conversations: ConversationStore;
  events: EventStore;
  notes: NoteStore;
  subscriptions: SubscriptionStore;
  deliveries: DeliveryStore;
  posts: PostStore;
}

/** Where something is said: `telegram` or `discord`, and the chat's id there. */
export interface ChatKey {
  platform: string;
  chat: string;
}

/** Why nothing is posted of one's own accord (where it is `muted`, each slot tries); what the chat has set stays as it is. */
export type PauseReason = 'removed' | 'blocked' | 'muted' | 'gone';

export interface Chat {
  /** BCP 47; null while nobody chose or spoke. */
  language: string | null;
  paused: PauseReason | null;
  /** The server that a channel belongs to; null where the platform has none, or before it is known. */
  server: string | null;
  settings: ChatSettings;
}

export type ChatChange = Partial<Omit<Chat, 'settings'>> & { settings?: Partial<ChatSettings> };

export interface ChatStore {
  find(key: ChatKey): Promise<Chat | null>;
  /** Sets what is given and leaves the rest, also of the settings; a chat that is not known yet becomes so. */
  change(key: ChatKey, change: ChatChange): Promise<void>;
  /** The channels of a server that are known. */
  listOfServer(server: { platform: string; server: string }): Promise<string[]>;
  /** Pauses all channels of a server that are known, or resumes those that were paused for this reason. */
  changeServer(
    server: { platform: string; server: string },
    change: { paused: PauseReason } | { resumed: PauseReason },
  ): Promise<void>;
  /**
   * What the chat has set and its subscriptions go on under its new id; where that one has something of its own already, it stays. Exchanges
   * and posts are forgotten: the messages of the new chat are counted anew.
   */
  rename(key: ChatKey, to: string): Promise<void>;
}

/** What buttons do, where it is too long to stand on the button itself. */
export interface ButtonStore {
  /** Keeping the same again makes it young again. */
  keep(buttons: readonly { platform: string; key: string; payload: string; at: number }[]): Promise<void>;
  /** Null where it was never kept, or forgotten. */
  find(key: { platform: string; key: string }): Promise<string | null>;
  /** Forgets what was kept last before `before` (epoch milliseconds). */
  forget(before: number): Promise<void>;
}

/** What a message of ours answered. */
export interface Exchange {
  /** The question as it was asked of the articles; null where the message answers a command. */
  question: string | null;
  articleIds: string[];
}

export interface ConversationStore {
  keep(key: ChatKey & { message: string }, exchange: Exchange, at: number): Promise<void>;
  find(key: ChatKey & { message: string }): Promise<Exchange | null>;
  forget(before: number): Promise<void>;
}

/** What somebody did (a message, a press of a button), as the platform told it: `body` is its JSON. Ids count per account. */
export interface IncomingEvent {
  id: string;
  /** Events of one lane are worked one after the other. */
  lane: string;
  body: string;
  receivedAt: number;
}

/** An event that is not done with. */
export interface OpenEvent extends IncomingEvent {
  /** How often it was taken up again at a start. */
  attempts: number;
  /** The message that shows what there was of the answer while it was worked on; null where none does. */
  shown: string | null;
  /** Null until it is known what is to be sent. */
  answer: StoredAnswer | null;
}

export interface StoredAnswer {
  /** What is to be sent, as JSON, in the platform's own terms. */
  plan: string;
  /** How many of its parts were sent, with the result known. */
  sent: number;
  /** Whether the part after those was given away for sending, with no result known. */
  sending: boolean;
  /** When that was first given away since it was last known not to be sent, epoch milliseconds; null where that was not kept. */
  givenAt: number | null;
}

/**
 * The events of one account of ours (`telegram:7`, a bot) from the moment they are received until their answer is sent. An
 * id that is kept is known for good: received again, it is not worked again, until it is forgotten.
 */
export interface EventStore {
  /** The ids of those of them that are new; when it resolves they survive a crash. */
  receive(account: string, events: readonly IncomingEvent[]): Promise<string[]>;
  /** In the order in which they were received. */
  listOpen(account: string): Promise<OpenEvent[]>;
  /** It is taken up again at a start. */
  countAttempt(account: string, id: string): Promise<void>;
  /** A message shows what there is of the answer by now. */
  show(account: string, id: string, message: string): Promise<void>;
  /** None of its parts is sent yet; `uncertain`: of how many parts of the plan before nobody knows whether they were. */
  plan(account: string, id: string, plan: string, options: { uncertain: number }): Promise<void>;
  /** A part is about to be given away for sending, at this time (epoch milliseconds). */
  startPart(account: string, id: string, part: number, at: number): Promise<void>;
  /** A part that was given away is known not to have been sent. */
  putBackPart(account: string, id: string): Promise<void>;
  /** A part was sent; `uncertain` attempts before that may have been too. */
  endPart(account: string, id: string, part: number, options: { uncertain: number }): Promise<void>;
  /** Nothing more is to be done; what was said is forgotten, the id stays known. */
  finish(account: string, id: string): Promise<void>;
  countUncertain(account: string): Promise<number>;
  /** Forgets the ids of those that were done before. */
  forget(before: number): Promise<void>;
}

/** Small facts of a platform's own (what was told to it already). */
export interface NoteStore {
  read(name: string): Promise<string | null>;
  write(name: string, value: string): Promise<void>;
  /** As if it had never been written. */
  forget(name: string): Promise<void>;
}
