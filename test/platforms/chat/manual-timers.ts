import type { Timers } from '../../../src/platforms/chat/send-queue.ts';

/** Timers whose time the test lets pass; they run in order. */
export interface ManualTimers extends Timers {
  /** Lets what is under way go on as far as it can without time. */
  settle(): Promise<void>;
  /** Lets time pass until `end` (milliseconds from the start), or until there is nothing to wait for. */
  pass(end?: number): Promise<void>;
  /** It is `time` now, whatever waits. */
  goTo(time: number): void;
  /** How many wait. */
  waiting(): number;
}

export function createManualTimers(): ManualTimers {
  let time = 0;
  const timers: { at: number; run: () => void }[] = [];
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  return {
    now: () => time,
    after(milliseconds, run) {
      const timer = { at: time + milliseconds, run };
      timers.push(timer);
      return () => {
        const index = timers.indexOf(timer);
        if (index >= 0) timers.splice(index, 1);
      };
    },
    settle,
    async pass(end = Number.POSITIVE_INFINITY) {
      await settle();
      for (;;) {
        const next = timers.toSorted((one, other) => one.at - other.at)[0];
        if (next === undefined || next.at > end) return;
        timers.splice(timers.indexOf(next), 1);
        time = Math.max(time, next.at);
        next.run();
        await settle();
      }
    },
    goTo(at) {
      time = at;
    },
    waiting: () => timers.length,
  };
}
