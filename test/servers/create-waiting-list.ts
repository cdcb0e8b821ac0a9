export interface WaitingList {
  /** Something happened: conditions are looked at once per turn of the event loop. */
  changed(): void;
  waitFor(holds: () => boolean, milliseconds: number): Promise<void>;
  stop(): void;
}

/** Promises that wait for a condition. `describe` says in a rejection what was seen in its place. */
export function createWaitingList(describe: () => string): WaitingList {
  interface Waiter {
    holds: () => boolean;
    resolve: () => void;
    reject: (reason: unknown) => void;
    timer: NodeJS.Timeout;
  }
  const waiters = new Set<Waiter>();
  let isDue = false;

  const end = (waiter: Waiter): void => {
    clearTimeout(waiter.timer);
    waiters.delete(waiter);
  };
  const look = (): void => {
    isDue = false;
    for (const waiter of waiters) {
      try {
        if (!waiter.holds()) continue;
        end(waiter);
        waiter.resolve();
      } catch (error) {
        end(waiter);
        waiter.reject(error);
      }
    }
  };
  const changed = (): void => {
    if (isDue || waiters.size === 0) return;
    isDue = true;
    setImmediate(look);
  };

  return {
    changed,
    waitFor: (holds, milliseconds) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          end(waiter);
          reject(new Error(`still not so after ${milliseconds} ms; seen: ${describe()}`));
        }, milliseconds);
        const waiter: Waiter = { holds, resolve, reject, timer };
        waiters.add(waiter);
        changed();
      }),
    stop() {
      for (const waiter of waiters) {
        end(waiter);
        waiter.reject(new Error(`the server was stopped; seen: ${describe()}`));
      }
    },
  };
}
