import { Refusal } from './refusal.ts';

export interface Update {
  update_id: number;
  [kind: string]: unknown;
}

export interface QueuedUpdate {
  update: Update;
  /** Updates of one key are handed to a webhook one after the other. */
  key: string;
  queuedAt: number;
}

/** Telegram's default: all kinds but these. */
const UNASKED = new Set(['chat_member', 'message_reaction', 'message_reaction_count']);
const KEPT_FOR = 24 * 60 * 60 * 1000;

export interface UpdateQueue {
  /** The id of the update, or 0 where its kind was not asked for. */
  add(kind: string, content: object, key: string): number;
  /** Long polling: confirms what is below `offset`, then answers as soon as there is something, or after the timeout. */
  poll(
    asked: { offset: number; limit: number; seconds: number },
    client: AbortSignal,
  ): Promise<Update[] | Refusal>;
  /** Ends the poll that waits, if there is one. */
  abortPoll(reason: string): void;
  allow(kinds: readonly string[] | undefined): void;
  allowed(): readonly string[];
  waiting(): readonly QueuedUpdate[];
  confirm(updateId: number): void;
  clear(): void;
}

export function createUpdateQueue({
  clock,
  onChange,
}: {
  clock: () => number;
  onChange: () => void;
}): UpdateQueue {
  let queue: QueuedUpdate[] = [];
  let lastId = 100_000_000;
  let allowedKinds: readonly string[] = [];
  let pending: { finish: (answer: Update[] | Refusal) => void; take: () => Update[] } | null = null;
  let isWaking = false;

  // Everything that is queued in one turn of the event loop is handed out together.
  const wake = (): void => {
    if (isWaking) return;
    isWaking = true;
    setImmediate(() => {
      isWaking = false;
      onChange();
      const updates = pending?.take() ?? [];
      if (updates.length > 0) pending?.finish(updates);
    });
  };

  const forgetBelow = (offset: number): void => {
    const first = queue.findIndex(({ update }) => update.update_id >= offset);
    queue = first === -1 ? [] : queue.slice(first);
  };

  return {
    add(kind, content, key) {
      const isAsked = allowedKinds.length === 0 ? !UNASKED.has(kind) : allowedKinds.includes(kind);
      if (!isAsked) return 0;
      lastId += 1;
      queue.push({ update: { update_id: lastId, [kind]: content }, key, queuedAt: clock() });
      wake();
      return lastId;
    },

    poll({ offset, limit, seconds }, client) {
      this.abortPoll(
        'terminated by other getUpdates request; make sure that only one bot instance is running',
      );
      const oldest = clock() - KEPT_FOR;
      queue = queue.filter(({ queuedAt }) => queuedAt >= oldest);
      if (offset > 0) forgetBelow(offset);
      else if (offset < 0) queue = queue.slice(offset);
      onChange();
      const take = (): Update[] => queue.slice(0, limit).map(({ update }) => update);
      if (queue.length > 0 || seconds === 0) return Promise.resolve(take());
      return new Promise((resolve) => {
        const finish = (answer: Update[] | Refusal): void => {
          clearTimeout(timer);
          client.removeEventListener('abort', leave);
          if (pending?.finish === finish) pending = null;
          resolve(answer);
        };
        const leave = (): void => finish([]);
        const timer = setTimeout(leave, seconds * 1000);
        client.addEventListener('abort', leave);
        pending = { finish, take };
      });
    },

    abortPoll(reason) {
      pending?.finish(new Refusal(409, `Conflict: ${reason}`));
    },
    allow(kinds) {
      if (kinds !== undefined) allowedKinds = kinds;
    },
    allowed: () => allowedKinds,
    waiting: () => queue,
    confirm(updateId) {
      queue = queue.filter(({ update }) => update.update_id !== updateId);
      onChange();
    },
    clear() {
      queue = [];
      onChange();
    },
  };
}
