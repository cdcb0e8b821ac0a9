import {
  DefaultRestOptions,
  parseResponse,
  REST,
  type RESTOptions,
  RequestMethod,
  type RouteLike,
} from 'discord.js';
import type { CallResult } from '../chat/call-result.ts';
import type { RequestBudget } from '../chat/request-budget.ts';
import { type DiscordFailure, mapDiscordError } from './map-discord-error.ts';

export interface DiscordCall {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  route: RouteLike;
  body?: unknown;
  query?: Record<string, string>;
  /** An interaction's own address, whose token is in it: the bot's is not sent, and its failures say nothing of the bot's. */
  isInteraction?: boolean;
  /** The send queue has taken its place in the limit of all; without it the call waits for one of its own. */
  isQueued?: boolean;
}

/** `limitedFor`: milliseconds for which calls of this route and channel are refused from now on, where the answer says so. */
type Called = CallResult<unknown, DiscordFailure> & { limitedFor?: number };

/**
 * Discord's REST API through discord.js. Every failure is a value without a token: errors of the client hold the address
 * (with an interaction's token) and what was sent, so none leaves this file.
 */
export interface DiscordApi {
  call(call: DiscordCall, signal?: AbortSignal): Promise<Called>;
}

export function createDiscordApi({
  token,
  apiUrl,
  budget,
  lifetime,
}: {
  token: string;
  /** Without the version. */
  apiUrl?: string | undefined;
  /** Of the bot's token, which its every call takes part in. */
  budget: RequestBudget;
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
    async call({ method, route, body, query, isInteraction = false, isQueued = false }, signal) {
      // Not AbortSignal.any: what hangs on a signal that lives as long as the process is to go with the call.
      const ending = new AbortController();
      const end = (): void => ending.abort();
      const signals = signal === undefined ? [lifetime] : [lifetime, signal];
      for (const each of signals) each.addEventListener('abort', end);
      if (signals.some(({ aborted }) => aborted)) end();
      const leave = isInteraction || isQueued ? nothing : await budget.enter();
      try {
        const response = await (isInteraction ? ofInteractions : ofBot).queueRequest({
          method: RequestMethod[METHODS[method]],
          fullRoute: route,
          // The client would forget a token of its own after the first 401.
          auth: false,
          ...(isInteraction ? {} : { headers: { authorization: `Bot ${token}` } }),
          signal: ending.signal,
          ...(body === undefined ? {} : { body }),
          ...(query === undefined ? {} : { query: new URLSearchParams(query) }),
        });
        const result = await parseResponse(response);
        const isLast = response.headers.get('x-ratelimit-remaining') === '0';
        const limitedFor = isLast ? Number(response.headers.get('x-ratelimit-reset-after')) * 1000 : 0;
        return { ok: true, result, limitedFor };
      } catch (error) {
        if (ending.signal.aborted) return { ok: false, failure: { kind: 'aborted', reason: 'aborted' } };
        return { ok: false, failure: mapDiscordError(error) };
      } finally {
        leave();
        for (const each of signals) each.removeEventListener('abort', end);
      }
    },
  };
}

const nothing = (): void => {};

/** How Discord is called, by us and by the client of the gateway, whose calls enter the budget by themselves. */
export function restOptions(apiUrl: string | undefined, budget?: RequestBudget): Partial<RESTOptions> {
  return {
    ...(budget === undefined
      ? {}
      : {
          async makeRequest(...request) {
            const leave = await budget.enter();
            return DefaultRestOptions.makeRequest(...request).finally(leave);
          },
        }),
    ...(apiUrl === undefined ? {} : { api: apiUrl.replace(/\/+$/, '') }),
    // Waiting and trying again is the send queue's, which knows what goes first.
    rejectOnRateLimit: () => true,
    retries: 0,
    timeout: 15_000,
  };
}

const METHODS = { GET: 'Get', POST: 'Post', PUT: 'Put', PATCH: 'Patch', DELETE: 'Delete' } as const;
