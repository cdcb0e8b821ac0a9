import type { PlatformLog } from '../chat/platform-log.ts';
import type { TelegramFailure } from './map-telegram-error.ts';
import type { TelegramApi } from './telegram-api.ts';
import { ALLOWED_UPDATES } from './telegram-update.ts';

/** Where updates go, as they came. */
export interface UpdateReceiver {
  /** When it resolves they survive a crash. */
  receive(updates: readonly unknown[]): Promise<void>;
  hasRoom(): boolean;
  waitForRoom(): Promise<void>;
}

const AT_ONCE = 100;
/** Seconds that Telegram holds a request open while there is nothing. */
const HELD_FOR = 30;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;

/**
 * Long polling until the signal: each batch is kept before the next request confirms it, so that no update is
 * confirmed that a crash could lose. Resolves with the failure where polling makes no sense any more.
 */
export async function pollUpdates({
  api,
  work,
  log,
  signal,
  sleep,
}: {
  api: TelegramApi;
  work: UpdateReceiver;
  log: PlatformLog;
  signal: AbortSignal;
  sleep(milliseconds: number): Promise<void>;
}): Promise<TelegramFailure | null> {
  let offset: number | undefined;
  let failures = 0;
  const pause = async (asked = 0): Promise<void> => {
    failures += 1;
    await sleep(Math.max(asked, Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (failures - 1))));
  };
  while (!signal.aborted) {
    const batch = await api.call(
      'getUpdates',
      {
        limit: AT_ONCE,
        timeout: HELD_FOR,
        allowed_updates: ALLOWED_UPDATES,
        ...(offset === undefined ? {} : { offset }),
      },
      signal,
    );
    if (signal.aborted) return null;
    if (!batch.ok) {
      const { failure } = batch;
      if (failure.kind === 'unauthorized') return failure;
      log.warn({ failure: failure.kind, reason: failure.reason }, explain(failure));
      await pause(failure.kind === 'rate-limited' ? failure.after : 0);
      continue;
    }
    try {
      if (batch.result.length > 0) await work.receive(batch.result);
    } catch {
      // Not kept, so not confirmed: Telegram gives them again.
      log.error({ updates: batch.result.length }, 'updates could not be kept; they are asked for again');
      await pause();
      continue;
    }
    failures = 0;
    const last = batch.result.at(-1);
    if (last !== undefined) offset = last.update_id + 1;
    await work.waitForRoom();
  }
  return null;
}

function explain(failure: TelegramFailure): string {
  return failure.kind === 'conflict'
    ? 'another process polls with the same token: stop it, or give this one a bot of its own'
    : 'updates could not be fetched; trying again';
}
