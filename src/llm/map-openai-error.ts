import {
  APIConnectionError,
  APIConnectionTimeoutError,
  APIError,
  APIUserAbortError,
  RateLimitError,
} from 'openai';
import type { ModelFailureKind } from '../core/ports/model.ts';

export interface CallFailure {
  /** Each is the service's own, not the answer's: so often in a row, and it is left alone (see circuit.ts). */
  kind: Extract<ModelFailureKind, 'quota' | 'rate' | 'time-out' | 'down'>;
  retryAfter: number | null;
  /** The same request may go through in a moment. */
  retryable: boolean;
  /** It won't pass by itself within minutes. */
  lasting: boolean;
  /** It may have been worked on, and be charged, although there is no answer. */
  mayCost: boolean;
  /** For the log: neither the service's own words, which may quote the key or the text, nor the text. */
  cause: string;
}

/** What ends a connection that there was: the request may have arrived. */
const AFTER_SENDING = new Set([
  ...['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT'],
  ...['UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_ABORTED'],
]);

const NOT_SENT = { retryable: false, lasting: false, mayCost: false } as const;

/** What a call of the openai client failed with. */
export function mapOpenaiError(error: unknown, now: number): CallFailure {
  if (error instanceof APIUserAbortError || error instanceof APIConnectionTimeoutError)
    return { ...NOT_SENT, kind: 'time-out', retryAfter: null, mayCost: true, cause: 'timed out' };
  if (error instanceof APIConnectionError) {
    const code = connectionCode(error);
    const mayCost = AFTER_SENDING.has(code);
    return {
      ...NOT_SENT,
      kind: 'down',
      retryAfter: null,
      retryable: true,
      mayCost,
      cause: `no connection (${code})`,
    };
  }
  if (error instanceof APIError) return mapStatus(error, now);
  // The connection ended in the middle of what was streamed, or what came is no answer of the interface.
  return {
    ...NOT_SENT,
    kind: 'down',
    retryAfter: null,
    retryable: true,
    mayCost: true,
    cause: nameOf(error),
  };
}

function mapStatus(error: APIError, now: number): CallFailure {
  const { status, code } = error;
  const cause = `HTTP ${status ?? '?'} ${String(code ?? error.type ?? '').slice(0, 60)}`.trim();
  const retryAfter = readRetryAfter(error.headers, now);
  if (error instanceof RateLimitError) {
    const isQuota = code === 'insufficient_quota' || error.type === 'insufficient_quota';
    return isQuota
      ? { ...NOT_SENT, kind: 'quota', retryAfter: null, lasting: true, cause }
      : { ...NOT_SENT, kind: 'rate', retryAfter, retryable: true, cause };
  }
  // An error that comes within a stream has no status.
  if (status === undefined)
    return { ...NOT_SENT, kind: 'down', retryAfter, retryable: true, mayCost: true, cause };
  const isPassing = status >= 500 || status === 408 || status === 409;
  return {
    ...NOT_SENT,
    kind: 'down',
    retryAfter: isPassing ? retryAfter : null,
    retryable: isPassing,
    lasting: status === 401 || status === 403 || status === 404,
    cause,
  };
}

/** Milliseconds; null where the header is missing or says nothing. */
function readRetryAfter(headers: Headers | undefined, now: number): number | null {
  const exact = Number.parseFloat(headers?.get('retry-after-ms') ?? '');
  if (exact >= 0) return exact;
  const text = headers?.get('retry-after') ?? '';
  const seconds = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return seconds >= 0 ? seconds : null;
}

function connectionCode(error: Error): string {
  for (let cause: unknown = error.cause; cause instanceof Error; cause = cause.cause)
    if ('code' in cause) return String(cause.code);
  return error.name;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
