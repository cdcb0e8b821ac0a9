import { REST, type RESTOptions, RequestMethod, type RouteLike } from 'discord.js';
import type { CallResult } from '../chat/call-result.ts';
import { type DiscordFailure, mapDiscordError } from './map-discord-error.ts';

export interface DiscordCall {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  route: RouteLike;
  body?: unknown;
  query?: Record<string, string>;
  /** An interaction's own address, whose token is in it: the bot's is not sent, and its failures say nothing of the bot's. */
  isInteraction?: boolean;
}

/**
 * Discord's REST API through discord.js. Every failure is a value without a token: errors of the client hold the address
 * (with an interaction's token) and what was sent, so none leaves this file.
 */
export interface DiscordApi {
  call(call: DiscordCall, signal?: AbortSignal): Promise<CallResult<unknown, DiscordFailure>>;
}

export function createDiscordApi({
  token,
  apiUrl,
  lifetime,
}: {
  token: string;
  /** Without the version. */
  apiUrl?: string | undefined;
  /** Ends every call that is under way. */
  lifetime: AbortSignal;
}): DiscordApi {
  const ofBot = new REST(restOptions(apiUrl));
  // Interactions count to no global limit, and what is told of theirs says nothing of the bot's.
  const ofInteractions = new REST({
    ...restOptions(apiUrl),
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    // Each interaction's token has a queue of its own there, which is used for a moment and else kept for an hour.
    handlerSweepInterval: 60_000,
  });
  return {
    async call({ method, route, body, query, isInteraction = false }, signal) {
      // Not AbortSignal.any: what hangs on a signal that lives as long as the process is to go with the call.
      const ending = new AbortController();
      const end = (): void => ending.abort();
      const signals = signal === undefined ? [lifetime] : [lifetime, signal];
      for (const each of signals) each.addEventListener('abort', end);
      if (signals.some(({ aborted }) => aborted)) end();
      try {
        const result = await (isInteraction ? ofInteractions : ofBot).request({
          method: RequestMethod[METHODS[method]],
          fullRoute: route,
          // The client would forget a token of its own after the first 401.
          auth: false,
          ...(isInteraction ? {} : { headers: { authorization: `Bot ${token}` } }),
          signal: ending.signal,
          ...(body === undefined ? {} : { body }),
          ...(query === undefined ? {} : { query: new URLSearchParams(query) }),
        });
        return { ok: true, result };
      } catch (error) {
        if (ending.signal.aborted) return { ok: false, failure: { kind: 'aborted', reason: 'aborted' } };
        return { ok: false, failure: mapDiscordError(error) };
      } finally {
        for (const each of signals) each.removeEventListener('abort', end);
      }
    },
  };
}

/** How Discord is called, by us and by the client of the gateway. */
export function restOptions(apiUrl: string | undefined): Partial<RESTOptions> {
  return {
    ...(apiUrl === undefined ? {} : { api: apiUrl.replace(/\/+$/, '') }),
    // Waiting and trying again is the send queue's, which knows what goes first.
    rejectOnRateLimit: () => true,
    retries: 0,
    timeout: 15_000,
  };
}

const METHODS = { GET: 'Get', POST: 'Post', PUT: 'Put', PATCH: 'Patch', DELETE: 'Delete' } as const;
