/**
 * What the chat platforms need kept between one message and the next, also over a restart. Every method is one
 * transaction; a method that fails leaves nothing half done and throws a StoreError.
 */
export interface PlatformStore {
  chats: ChatStore;
  buttons: ButtonStore;
  conversations: ConversationStore;
  updates: UpdateStore;
  notes: NoteStore;
}

/** Where something is said: `telegram`, and the chat's id there. */
export interface ChatKey {
  platform: string;
  chat: string;
}

/** Why nothing is posted of one's own accord; what the chat has set stays as it is. */
export type PauseReason = 'removed' | 'blocked' | 'muted' | 'gone';

export interface Chat {
  /** BCP 47; null while nobody chose or spoke. */
  language: string | null;
  paused: PauseReason | null;
}

export interface ChatStore {
  find(key: ChatKey): Promise<Chat | null>;
  /** Sets what is given and leaves the rest; a chat that is not known yet becomes so. */
  change(key: ChatKey, change: Partial<Chat>): Promise<void>;
  /** Everything that is kept of the chat goes on under its new id; where that one has something of its own already, it stays. */
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

/** An update of Telegram's, as it came: `body` is its JSON. Ids count per bot. */
export interface IncomingUpdate {
  id: number;
  chat: string;
  body: string;
  receivedAt: number;
}

/** An update that is not done with. */
export interface OpenUpdate {
  id: number;
  chat: string;
  body: string;
  receivedAt: number;
  /** How often it was taken up again at a start. */
  attempts: number;
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
}

/**
 * The updates of one bot from the moment they are received until their answer is sent. An id that is kept is known for
 * good: received again, it is not worked again, until it is forgotten.
 */
export interface UpdateStore {
  /** Those of them that are new; when it resolves they survive a crash. */
  receive(bot: number, updates: readonly IncomingUpdate[]): Promise<number[]>;
  /** In the order of their ids. */
  listOpen(bot: number): Promise<OpenUpdate[]>;
  /** It is taken up again at a start. */
  countAttempt(bot: number, id: number): Promise<void>;
  /** None of its parts is sent yet; `uncertain`: of how many parts of the plan before nobody knows whether they were. */
  plan(bot: number, id: number, plan: string, options: { uncertain: number }): Promise<void>;
  /** A part is about to be given away for sending. */
  startPart(bot: number, id: number, part: number): Promise<void>;
  /** A part that was given away is known not to have been sent. */
  putBackPart(bot: number, id: number): Promise<void>;
  /** A part was sent; `uncertain` attempts before that may have been too. */
  endPart(bot: number, id: number, part: number, options: { uncertain: number }): Promise<void>;
  /** Nothing more is to be done; what was said is forgotten, the id stays known. */
  finish(bot: number, id: number): Promise<void>;
  countUncertain(bot: number): Promise<number>;
  /** Forgets the ids of those that were done before. */
  forget(before: number): Promise<void>;
}

/** Small facts of a platform's own (what was told to it already). */
export interface NoteStore {
  read(name: string): Promise<string | null>;
  write(name: string, value: string): Promise<void>;
}
