/** Why a call to a platform failed: `kind` says what is to be done about it, `reason` is for the log and holds neither a token nor what was sent. */
export interface CallFailure {
  kind: string;
  reason: string;
}

export interface RateLimited extends CallFailure {
  kind: 'rate-limited';
  /** Milliseconds. */
  after: number;
  /** Whom it means, where the platform says so. */
  scope?: 'chat' | 'all';
}

export interface Retryable extends CallFailure {
  kind: 'retryable';
  /** Whether the platform may have done it all the same. */
  reached: boolean;
  /** A try soon after does not make it twice (an edit, a message with a nonce). */
  isRepeatable?: boolean;
}

export type CallResult<Result, Failure extends CallFailure = CallFailure> =
  | { ok: true; result: Result }
  | { ok: false; failure: Failure };

export function isRateLimited(failure: CallFailure): failure is RateLimited {
  return failure.kind === 'rate-limited';
}

export function isRetryable(failure: CallFailure): failure is Retryable {
  return failure.kind === 'retryable';
}
