import { Api, type ApiClientOptions } from 'grammy';
import type * as chat from '../chat/call-result.ts';
import { mapTelegramError, type TelegramFailure } from './map-telegram-error.ts';
import { createPostJson } from './post-json.ts';

export type CallResult<Result> = chat.CallResult<Result, TelegramFailure>;

/**
 * The Bot API through grammY. Every call's failure is a value without the token: errors of the client hold it (an
 * HttpError the address, a GrammyError what was sent), so none leaves this file.
 */
export interface TelegramApi {
  call<Method extends keyof Api['raw']>(
    method: Method,
    payload: Parameters<Api['raw'][Method]>[0],
    signal?: AbortSignal,
  ): Promise<CallResult<Awaited<ReturnType<Api['raw'][Method]>>>>;
}

/** Longer than a poll; a call that takes longer has no known result. */
const POLL_TIMEOUT = 65;
const CALL_TIMEOUT = 25;

export function createTelegramApi({
  token,
  apiRoot,
  lifetime,
}: {
  token: string;
  apiRoot?: string | undefined;
  /** Ends every call that is under way: a request without an answer keeps the process alive. */
  lifetime: AbortSignal;
}): TelegramApi {
  const client: ApiClientOptions = {
    ...(apiRoot === undefined ? {} : { apiRoot: apiRoot.replace(/\/+$/, '') }),
    // No file is sent here, and of the answer only json() is asked for.
    fetch: createPostJson() as unknown as NonNullable<ApiClientOptions['fetch']>,
  };
  const polling = new Api(token, { ...client, timeoutSeconds: POLL_TIMEOUT });
  const calling = new Api(token, { ...client, timeoutSeconds: CALL_TIMEOUT });
  return {
    async call(method, payload, signal) {
      const { raw } = method === 'getUpdates' ? polling : calling;
      // grammY types each method apart; which payload goes with which method is checked by the signature above.
      const run = raw[method] as unknown as (
        payload: unknown,
        signal?: AbortSignal,
      ) => Promise<Awaited<ReturnType<Api['raw'][typeof method]>>>;
      // Not AbortSignal.any: what hangs on a signal that lives as long as the process is to go with the call.
      const ending = new AbortController();
      const end = (): void => ending.abort();
      const signals = signal === undefined ? [lifetime] : [lifetime, signal];
      for (const each of signals) each.addEventListener('abort', end);
      if (signals.some(({ aborted }) => aborted)) end();
      try {
        return { ok: true, result: await run(payload, ending.signal) };
      } catch (error) {
        if (ending.signal.aborted) return { ok: false, failure: { kind: 'aborted', reason: 'aborted' } };
        return { ok: false, failure: mapTelegramError(error) };
      } finally {
        for (const each of signals) each.removeEventListener('abort', end);
      }
    },
  };
}
