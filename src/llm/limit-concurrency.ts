/** Lets so many through at a time, the others in the order in which they came. */
export function limitConcurrency(most: number) {
  let running = 0;
  const waiting: (() => void)[] = [];
  const leave = (): void => {
    const next = waiting.shift();
    // The place is handed on: who comes before the next one runs would take it as well.
    if (next === undefined) running -= 1;
    else next();
  };
  /** Resolves to what is to be called at the end. Rejects with the signal's reason. */
  return async (signal: AbortSignal): Promise<() => void> => {
    signal.throwIfAborted();
    if (running < most) running += 1;
    else
      await new Promise<void>((resolve, reject) => {
        const enter = (): void => {
          signal.removeEventListener('abort', giveUp);
          resolve();
        };
        const giveUp = (): void => {
          waiting.splice(waiting.indexOf(enter), 1);
          reject(signal.reason);
        };
        waiting.push(enter);
        signal.addEventListener('abort', giveUp, { once: true });
      });
    return leave;
  };
}
