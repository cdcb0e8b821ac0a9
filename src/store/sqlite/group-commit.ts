import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { runInTransaction } from './run-in-transaction.ts';
import type { Writer } from './writer.ts';

/**
 * Many small writes in few transactions: what is asked for while a transaction is under way goes into the next one
 * together, so that a burst costs one fsync, not one for each. Each write still is there when its promise resolves, or
 * nothing of it where it throws; the order is that of asking.
 */
export interface GroupCommit {
  write<T>(operation: string, work: (database: Database) => T): Promise<T>;
}

interface Waiting {
  operation: string;
  run(database: Database): void;
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

  async function commitAll(): Promise<void> {
    underWay = true;
    // Those that are asked for in the same turn go together.
    await Promise.resolve();
    for (let last = 1; waiting.length > 0; ) {
      // While many ask, a moment's wait brings many together; one alone does not wait.
      if (last > 1) await sleep(LINGER);
      const group = waiting.splice(0, MOST_AT_ONCE);
      last = group.length;
      try {
        await writer.write(group[0]?.operation ?? 'write', (database) => {
          for (const each of group) each.run(database);
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
