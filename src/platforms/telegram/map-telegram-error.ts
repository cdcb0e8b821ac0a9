import { GrammyError, HttpError } from 'grammy';
import { ForeignAnswer } from './post-json.ts';

/** Why a call failed, by what is to be done about it. `reason` is for the log: it holds neither the token nor what was sent. */
export type TelegramFailure = { reason: string } & (
  | { kind: 'blocked' | 'kicked' | 'gone' }
  /** The chat goes on under another id. */
  | { kind: 'migrated'; to: number }
  /** Milliseconds. */
  | { kind: 'rate-limited'; after: number }
  | { kind: 'thread-closed' | 'not-modified' | 'bad-markup' | 'too-old' | 'message-gone' | 'no-rights' }
  /** Another process polls with this token, or a webhook is set. */
  | { kind: 'conflict' }
  | { kind: 'unauthorized' }
  /** `reached`: whether Telegram may have done it all the same. */
  | { kind: 'retryable'; reached: boolean }
  | { kind: 'aborted' }
  | { kind: 'unknown' }
);

type PlainKind = Exclude<TelegramFailure['kind'], 'migrated' | 'rate-limited' | 'retryable'>;

/** By the descriptions of telegram-bot-api and the server's errors (core.telegram.org/api/errors), the first that fits. */
const DESCRIPTIONS: readonly (readonly [RegExp, PlainKind])[] = [
  [/bot was blocked by the user|can't initiate conversation|USER_IS_BLOCKED/i, 'blocked'],
  [
    /bot was kicked|bot is not a member|CHAT_FORBIDDEN|CHANNEL_PRIVATE|bots? can't send messages to bots/i,
    'kicked',
  ],
  [/user is deactivated|chat not found|group chat was deactivated|PEER_ID_INVALID|chat was deleted/i, 'gone'],
  [/TOPIC_CLOSED|TOPIC_DELETED|message thread not found|topic (?:closed|deleted)/i, 'thread-closed'],
  [/message is not modified|MESSAGE_NOT_MODIFIED/i, 'not-modified'],
  [/query is too old|query ID is invalid|QUERY_ID_INVALID/i, 'too-old'],
  [
    /message to edit not found|message can't be edited|MESSAGE_ID_INVALID|message to be replied not found|message identifier is not specified/i,
    'message-gone',
  ],
  [
    /not enough rights|have no rights|need administrator rights|CHAT_WRITE_FORBIDDEN|CHAT_ADMIN_REQUIRED|CHAT_RESTRICTED|USER_BANNED_IN_CHANNEL|CHAT_SEND_\w+_FORBIDDEN/i,
    'no-rights',
  ],
  [
    /can't parse|ENTITY_|ENTITIES_TOO_LONG|message is too long|MESSAGE_TOO_LONG|text is too long|BUTTON_|REPLY_MARKUP_|wrong HTTP URL|inline keyboard/i,
    'bad-markup',
  ],
];

/** The error of a call as a value. What is no error of a call is a mistake of ours and `unknown`. */
export function mapTelegramError(error: unknown): TelegramFailure {
  if (error instanceof GrammyError) return mapAnswer(error);
  if (error instanceof HttpError) return mapNetworkError(error);
  return { kind: 'unknown', reason: error instanceof Error ? error.name : 'not an error' };
}

function mapAnswer({ error_code: code, description, parameters }: GrammyError): TelegramFailure {
  const reason = `${code} ${withoutQuotations(description)}`;
  if (parameters.migrate_to_chat_id !== undefined)
    return { kind: 'migrated', to: parameters.migrate_to_chat_id, reason };
  if (code === 429) return { kind: 'rate-limited', after: (parameters.retry_after ?? 1) * 1000, reason };
  if (code >= 500) return { kind: 'retryable', reached: mayHaveReached(code), reason };
  if (code === 409) return { kind: 'conflict', reason };
  const kind = DESCRIPTIONS.find(([pattern]) => pattern.test(description))?.[1];
  if (kind !== undefined) return { kind, reason };
  if (code === 401 || code === 404) return { kind: 'unauthorized', reason };
  return { kind: code === 403 ? 'kicked' : 'unknown', reason };
}

/** A description may quote the markup that it could not read, which is a person's or an article's text; a proxy's may hold the address. */
function withoutQuotations(description: string): string {
  return description
    .replace(/"[^"]*"?/g, '…')
    .replace(/[^\x20-\x7e…]/g, '')
    .replace(/\d+:[\w-]{20,}/g, '[token]')
    .slice(0, 200);
}

/** Errors before the request could leave (https://nodejs.org/api/errors.html#common-system-errors). */
const NOT_REACHED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** A gateway that waited in vain does not know what became of a call; one that could not hand it on does. */
function mayHaveReached(status: number): boolean {
  return status === 504;
}

/** The error inside names the address with the token: of it only the code is taken. */
function mapNetworkError({ error }: HttpError): TelegramFailure {
  if (error instanceof Error && error.name === 'AbortError') return { kind: 'aborted', reason: 'aborted' };
  if (error instanceof ForeignAnswer)
    return {
      kind: 'retryable',
      reached: mayHaveReached(error.status),
      reason: `network: ${error.status}, an answer that is not of the Bot API`,
    };
  const code =
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    /^[A-Z_]+$/.test(error.code)
      ? error.code
      : 'no answer';
  return { kind: 'retryable', reached: !NOT_REACHED.has(code), reason: `network: ${code}` };
}
