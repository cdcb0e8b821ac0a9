/** Work in order within a lane, lanes side by side. */
export interface Lanes {
  add(lane: string, work: () => Promise<void>): void;
  isBusy(lane: string): boolean;
  /** Waiting and under way. */
  size(): number;
  /** Resolves when nothing is left, or at once where nothing is. */
  whenIdle(): Promise<void>;
  /** What waits is dropped. */
  clear(): void;
}

/** `work` must not reject. */
export function createLanes(): Lanes {
  const waiting = new Map<string, (() => Promise<void>)[]>();
  let size = 0;
  let idle: (() => void)[] = [];

  async function run(lane: string): Promise<void> {
    for (;;) {
      const work = waiting.get(lane)?.shift();
      if (work === undefined) break;
      await work();
      size -= 1;
    }
    waiting.delete(lane);
    if (size === 0) {
      for (const resolve of idle) resolve();
      idle = [];
    }
  }

  return {
    add(lane, work) {
      size += 1;
      const queue = waiting.get(lane);
      if (queue !== undefined) {
        queue.push(work);
        return;
      }
      waiting.set(lane, [work]);
      void run(lane);
    },
    isBusy: (lane) => waiting.has(lane),
    size: () => size,
    whenIdle: () => (size === 0 ? Promise.resolve() : new Promise((resolve) => idle.push(() => resolve()))),
    clear() {
      for (const queue of waiting.values()) size -= queue.splice(0).length;
    },
  };
}

/** At most `most` at work at once; the others wait in the order of asking. */
export function createSlots(most: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let taken = 0;
  return async (work) => {
    if (taken >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else taken += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      // The slot is handed on, so that nobody comes in between.
      if (next === undefined) taken -= 1;
      else next();
    }
  };
}

/** Milliseconds for which work may begin without the event loop turning. */
const SLICE = 5;

/**
 * Lets the event loop turn after each slice of so many milliseconds in which work began. Work that never waits for the
 * outside would else run on and on from one to the next, while timers and what has arrived wait for all of them.
 */
export function createLoopTurns({ slice = SLICE, now = () => performance.now() } = {}): () => Promise<void> {
  let began = Number.NEGATIVE_INFINITY;
  let last = Promise.resolve();
  return () => {
    last = last.then(async () => {
      if (now() - began < slice) return;
      await new Promise<void>((resolve) => setImmediate(resolve));
      began = now();
    });
    return last;
  };
}
