import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { runInTransaction } from './run-in-transaction.ts';
import type { Writer } from './writer.ts';

/**
 * Many small writes in few transactions: what is asked for while a transaction is under way goes into the next one
 * together, so that a burst costs one fsync, not one for each. Each write still is there when its promise resolves, or
 * nothing of it where it throws; the order is that of asking. What is asked for at once, without waiting in between, is one
 * transaction however many wait: the end of an event and of its delivery are there together or not at all.
 */
export interface GroupCommit {
  write<T>(operation: string, work: (database: Database) => T): Promise<T>;
}

interface Waiting {
  operation: string;
  /** What is asked for in one turn of the event loop's microtasks stays together. */
  turn: number;
  run(database: Database): void;
  /** What `run` came to, where it failed. */
  error(): unknown;
  /** The transaction is there, or it is not. */
  settle(failure: { error: unknown } | null): void;
}

/** So many at most in one transaction, so that an import's turn comes. */
const MOST_AT_ONCE = 500;
/** Milliseconds, about as long as a commit takes on a small disk. */
const LINGER = 4;

export function createGroupCommit(writer: Writer): GroupCommit {
  const waiting: Waiting[] = [];
  let underWay = false;
  let turn = 0;
  let isTurnOpen = false;

  const currentTurn = (): number => {
    if (!isTurnOpen) {
      isTurnOpen = true;
      turn += 1;
      queueMicrotask(() => {
        isTurnOpen = false;
      });
    }
    return turn;
  };

  /** Up to MOST_AT_ONCE, and what was asked for together with the last of them. */
  const takeGroup = (): Waiting[] => {
    const last = waiting[MOST_AT_ONCE - 1]?.turn;
    const end = last === undefined ? -1 : waiting.findIndex((each) => each.turn > last);
    return waiting.splice(0, end === -1 ? waiting.length : end);
  };

  async function commitAll(): Promise<void> {
    underWay = true;
    // Those that are asked for in the same turn go together.
    await Promise.resolve();
    for (let last = 1; waiting.length > 0; ) {
      // While many ask, a moment's wait brings many together; one alone does not wait.
      if (last > 1) await sleep(LINGER);
      const group = takeGroup();
      last = group.length;
      try {
        await writer.write(group[0]?.operation ?? 'write', (database) => {
          for (const each of group) {
            each.run(database);
            // A full disk rolls the whole back: what came after would be written each for itself, and told as failed.
            if (!database.inTransaction) throw each.error();
          }
        });
        for (const each of group) each.settle(null);
      } catch (error) {
        for (const each of group) each.settle({ error });
      }
    }
    underWay = false;
  }

  return {
    write(operation, work) {
      return new Promise((resolve, reject) => {
        let outcome: { result: ReturnType<typeof work> } | { error: unknown } | null = null;
        waiting.push({
          operation,
          turn: currentTurn(),
          error: () => (outcome !== null && 'error' in outcome ? outcome.error : null),
          run(database) {
            try {
              // A transaction inside the transaction: a savepoint, so that one that fails takes nobody along.
              outcome = { result: runInTransaction(database, work) };
            } catch (error) {
              outcome = { error };
            }
          },
          settle(failure) {
            if (failure !== null) reject(failure.error);
            else if (outcome !== null && 'result' in outcome) resolve(outcome.result);
            else reject(outcome?.error);
          },
        });
        if (!underWay) void commitAll();
      });
    },
  };
}
