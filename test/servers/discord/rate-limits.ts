import { createHash } from 'node:crypto';
import { createToldToWait, type ToldToWait } from '../told-to-wait.ts';
import type { Json, Limits } from './discord-server.ts';

/** https://docs.discord.com/developers/topics/rate-limits#global-rate-limit */
const GLOBAL_PER_SECOND = 50;
/**
 * Discord does not write its routes' limits down and asks to read them from the headers; these are of the size that is
 * commonly met. Ten crossposts an hour of a channel is what Discord's clients say.
 */
const ROUTES: NonNullable<Limits['routes']> = {
  'POST /channels/:channel/messages': { limit: 5, seconds: 5 },
  'PATCH /channels/:channel/messages/:message': { limit: 5, seconds: 5 },
  'DELETE /channels/:channel/messages/:message': { limit: 5, seconds: 1 },
  'POST /channels/:channel/typing': { limit: 5, seconds: 5 },
  'POST /channels/:channel/messages/:message/crosspost': { limit: 10, seconds: 3600 },
  'POST /channels/:channel/threads': { limit: 10, seconds: 10 },
  'POST /channels/:channel/messages/:message/threads': { limit: 10, seconds: 10 },
  'POST /webhooks/:application/:token': { limit: 5, seconds: 2 },
  'PATCH /webhooks/:application/:token/messages/:message': { limit: 5, seconds: 2 },
  'DELETE /webhooks/:application/:token/messages/:message': { limit: 5, seconds: 2 },
};
/** Timers may end a little early. */
const TIMER_SLACK = 10;

type Scope = 'user' | 'global' | 'shared';

interface Window {
  endsAt: number;
  used: number;
  /** From the answer on that said that nothing was left. */
  exhausted: ToldToWait | null;
}

export interface LimitedCall {
  route: string;
  /** The channel, guild or webhook of the path. */
  major: string;
  isInteraction: boolean;
  fingerprint: string;
}

export interface TooMany {
  body: Json;
  headers: Record<string, string>;
}

export interface RateLimits {
  /** Counts a call; the headers for its answer, or the answer that refuses it. */
  check(call: LimitedCall): { headers: Record<string, string>; refused: TooMany | null };
  /** A refusal that a test has planned: the bucket, or everything, waits for so many seconds. */
  block(call: LimitedCall, options: { seconds: number; scope: Scope }): TooMany;
  hits(): { route: string; at: number; scope: Scope; isAvoidable: boolean }[];
}

/** Windows of fixed length that begin with their first call, as Discord's headers tell them. */
export function createRateLimits(limits: Limits | 'none', clock: () => number): RateLimits {
  const routes = { ...ROUTES, ...(limits === 'none' ? {} : limits.routes) };
  const globalLimit = (limits === 'none' ? undefined : limits.globalPerSecond) ?? GLOBAL_PER_SECOND;
  const windows = new Map<string, Window>();
  const all: Window = { endsAt: 0, used: 0, exhausted: null };
  const hits: ReturnType<RateLimits['hits']> = [];

  const renew = (window: Window, milliseconds: number): void => {
    if (clock() < window.endsAt - TIMER_SLACK) return;
    Object.assign(window, { endsAt: clock() + milliseconds, used: 0, exhausted: null });
  };
  const windowOf = (call: LimitedCall): Window => {
    const key = `${call.route} ${call.major}`;
    const window = windows.get(key) ?? { endsAt: 0, used: 0, exhausted: null };
    windows.set(key, window);
    return window;
  };
  const refuse = (
    call: LimitedCall,
    window: Window,
    scope: Scope,
    headers: Record<string, string>,
  ): TooMany => {
    const isAvoidable = window.exhausted?.knew(call.fingerprint) === true;
    window.exhausted ??= createToldToWait(window.endsAt, clock, call.fingerprint);
    hits.push({ route: call.route, at: clock(), scope, isAvoidable });
    const wait = Math.max(1, window.endsAt - clock()) / 1000;
    return {
      body: {
        message: scope === 'shared' ? 'The resource is being rate limited.' : 'You are being rate limited.',
        retry_after: wait,
        global: scope === 'global',
      },
      headers: {
        ...(scope === 'global' ? { 'x-ratelimit-global': 'true' } : headers),
        'x-ratelimit-scope': scope,
        'retry-after': String(Math.ceil(wait)),
      },
    };
  };
  const headersOf = (call: LimitedCall, window: Window, limit: number): Record<string, string> => ({
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(Math.max(0, limit - window.used)),
    'x-ratelimit-reset': String(window.endsAt / 1000),
    'x-ratelimit-reset-after': String(Math.max(0, window.endsAt - clock()) / 1000),
    'x-ratelimit-bucket': createHash('sha256').update(call.route).digest('hex').slice(0, 32),
  });

  return {
    check(call) {
      const isBlocked = (window: Window): boolean =>
        window.used === Number.POSITIVE_INFINITY && clock() < window.endsAt - TIMER_SLACK;
      const limit = routes[call.route];
      const window = windowOf(call);
      if (!call.isInteraction && isBlocked(all))
        return { headers: {}, refused: refuse(call, all, 'global', {}) };
      if (isBlocked(window))
        return {
          headers: {},
          refused: refuse(call, window, 'user', headersOf(call, window, limit?.limit ?? 1)),
        };
      if (limits === 'none') return { headers: {}, refused: null };

      if (!call.isInteraction) {
        renew(all, 1000);
        if (all.used >= globalLimit) return { headers: {}, refused: refuse(call, all, 'global', {}) };
        all.used += 1;
      }
      if (limit === undefined) return { headers: {}, refused: null };
      renew(window, limit.seconds * 1000);
      if (window.used >= limit.limit) {
        const headers = headersOf(call, window, limit.limit);
        return { headers, refused: refuse(call, window, 'user', headers) };
      }
      window.used += 1;
      if (window.used === limit.limit) window.exhausted = createToldToWait(window.endsAt, clock);
      return { headers: headersOf(call, window, limit.limit), refused: null };
    },
    block(call, { seconds, scope }) {
      const window = scope === 'global' ? all : windowOf(call);
      Object.assign(window, {
        endsAt: clock() + seconds * 1000,
        used: Number.POSITIVE_INFINITY,
        exhausted: null,
      });
      return refuse(call, window, scope, headersOf(call, window, routes[call.route]?.limit ?? 1));
    },
    hits: () => hits,
  };
}
