import { type CallFailure, type CallResult, isRateLimited } from './call-result.ts';
import type { PlatformLog } from './platform-log.ts';

const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 60_000;

/** A call that is tried until the platform (`name`, for the log) can be reached; null where the signal came first. */
export async function persist<Result, Failure extends CallFailure>(
  call: () => Promise<CallResult<Result, Failure>>,
  {
    name,
    sleep,
    signal,
    log,
  }: { name: string; sleep(milliseconds: number): Promise<void>; signal: AbortSignal; log: PlatformLog },
): Promise<CallResult<Result, Failure> | null> {
  for (let attempt = 0; !signal.aborted; attempt += 1) {
    const result = await call();
    if (result.ok) return result;
    const { failure } = result;
    if (failure.kind !== 'retryable' && failure.kind !== 'rate-limited')
      return signal.aborted ? null : result;
    log.warn({ failure: failure.kind, reason: failure.reason }, `${name} can not be reached; trying again`);
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(attempt, 10));
    await sleep(isRateLimited(failure) ? failure.after : pause);
  }
  return null;
}

/** Resolves when `ending` does, or after so many milliseconds. */
export async function within(milliseconds: number, ending: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const outOfPatience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([ending, outOfPatience]);
  clearTimeout(timer);
}

/** A timer; the function that is returned cancels it. */
export function after(milliseconds: number, run: () => void): () => void {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
}
