import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import type { RateLimited, Retryable } from '../chat/call-result.ts';

/** Why a call failed, by what is to be done about it. `reason` is for the log: it holds neither a token nor what was sent. */
export type DiscordFailure =
  | RateLimited
  | Retryable
  | { kind: PlainKind | 'aborted' | 'unauthorized' | 'unknown'; reason: string };

type PlainKind =
  /** The channel or server is not there (any more). */
  | 'gone'
  | 'message-gone'
  /** The bot does not see the channel, or may not write there. */
  | 'no-access'
  | 'no-rights'
  /** The person takes no direct messages. */
  | 'blocked'
  /** The interaction was not acknowledged in time, or its token is over. */
  | 'expired'
  | 'acknowledged'
  | 'bad-message'
  | 'thread-closed'
  | 'thread-exists'
  | 'already-done'
  /** The channel is no place for messages. */
  | 'no-text'
  | 'tag-needed';

/** https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const CODES: Record<number, PlainKind> = {
  10003: 'gone',
  10004: 'gone',
  10008: 'message-gone',
  10015: 'expired',
  10062: 'expired',
  40033: 'already-done',
  40060: 'acknowledged',
  40067: 'tag-needed',
  50001: 'no-access',
  50005: 'message-gone',
  50006: 'bad-message',
  50007: 'blocked',
  50008: 'no-text',
  50024: 'no-text',
  50013: 'no-rights',
  50027: 'expired',
  50035: 'bad-message',
  50083: 'thread-closed',
  160004: 'thread-exists',
  160005: 'thread-closed',
  200000: 'bad-message',
  200001: 'bad-message',
};

/** Errors before the request could leave (https://nodejs.org/api/errors.html#common-system-errors). */
const NOT_REACHED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** The error of a call as a value. Messages of errors hold addresses with an interaction's token: none is taken over. */
export function mapDiscordError(error: unknown): DiscordFailure {
  if (error instanceof RateLimitError) {
    const { global, retryAfter, sublimitTimeout } = error;
    return {
      kind: 'rate-limited',
      after: Math.max(retryAfter, sublimitTimeout, 1),
      scope: global ? 'all' : 'chat',
      reason: `429 ${global ? 'global' : error.scope}`,
    };
  }
  if (error instanceof DiscordAPIError) {
    const reason = `${error.status} ${error.code}`;
    const kind = CODES[Number(error.code)];
    if (kind !== undefined) return { kind, reason };
    if (error.status >= 500) return { kind: 'retryable', reached: error.status === 504, reason };
    return { kind: error.status === 401 ? 'unauthorized' : 'unknown', reason };
  }
  // 5xx, after which Discord may have done it where a gateway waited in vain.
  if (error instanceof HTTPError)
    return { kind: 'retryable', reached: error.status === 504, reason: `${error.status}` };
  return mapNetworkError(error);
}

function mapNetworkError(error: unknown): DiscordFailure {
  const chain = [error, error instanceof Error ? error.cause : undefined];
  const code = chain
    .flatMap((each) =>
      typeof each === 'object' && each !== null && 'code' in each && typeof each.code === 'string'
        ? [each.code]
        : [],
    )
    .find((each) => /^[A-Z_]+$/.test(each));
  if (
    code === undefined &&
    !(error instanceof Error && /abort|timeout|fetch/i.test(error.name + error.message))
  )
    return { kind: 'unknown', reason: error instanceof Error ? error.name : 'not an error' };
  return {
    kind: 'retryable',
    reached: !NOT_REACHED.has(code ?? ''),
    reason: `network: ${code ?? 'no answer'}`,
  };
}
