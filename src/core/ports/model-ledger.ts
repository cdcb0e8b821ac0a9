/** What was spent on the model, and what it wrote. Every method is one transaction; one that fails throws a StoreError. */
export interface ModelLedger {
  /**
   * Sets tokens aside before they are spent, in one statement, so that processes that ask at once don't pass a limit
   * together. Tokens that a process set aside and did not settle before it ended stay spent. `over`: the limit that would
   * be passed; nothing is set aside then.
   */
  reserve(
    spending: Spending,
    limits: { day: number; chat: number },
  ): Promise<{ over: 'day' | 'chat' | null }>;
  /** What it came to in place of what was set aside. */
  settle(
    spending: Spending,
    spent: { tokens: number; input: number; cached: number; output: number },
  ): Promise<void>;
  /** Takes one of a person's turns within a period; false where all are taken. */
  takeTurn(turn: { person: string; period: string; most: number }): Promise<boolean>;
  findWriting(key: string): Promise<string | null>;
  /** Keeps what is there already under the same key. */
  saveWriting(writing: { key: string; text: string; day: string }): Promise<void>;
  /** Adds to the counts of a day. */
  count(day: string, counts: Partial<WritingCounts>): Promise<void>;
  readDay(day: string, chat: string | null): Promise<ModelDay>;
  /** Forgets turns, spending and writings of the days before this one. */
  forget(before: string): Promise<void>;
}

export interface Spending {
  /** `YYYY-MM-DD`, in UTC. */
  day: string;
  /** `platform:id`; null where no chat pays. */
  chat: string | null;
  tokens: number;
}

export interface WritingCounts {
  /** Texts that were taken from what had been written before. */
  cached: number;
  /** Texts that the model wrote. */
  written: number;
  /** Sentences of the model's in whose place the source's own stand. */
  replaced: number;
  /** Texts that the model was to write and did not. */
  failed: number;
}

export interface ModelDay extends WritingCounts {
  tokens: number;
  input: number;
  cachedInput: number;
  output: number;
  /** Of the chat that was asked about. */
  chatTokens: number;
}
