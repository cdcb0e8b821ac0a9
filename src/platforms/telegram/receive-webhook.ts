import { createHash, timingSafeEqual } from 'node:crypto';
import { text } from 'node:stream/consumers';
import type { PlatformLog } from '../chat/platform-log.ts';
import type { UpdateReceiver } from './poll-updates.ts';

/** Bytes; an update is far below. */
const LONGEST_BODY = 1024 * 1024;
const SECRET_HEADER = 'x-telegram-bot-api-secret-token';

/** What answers the requests of Telegram's webhook, for whatever serves HTTP. */
export interface WebhookRoute {
  method: 'POST';
  path(path: string): boolean;
  longestBody: number;
  handle(request: {
    header(name: string): string | null;
    body: AsyncIterable<Uint8Array>;
  }): Promise<{ status: number }>;
}

/** The path that nobody guesses who does not have the token, and a secret for who was given none. */
export function deriveWebhook(token: string): { path: string; secret: string } {
  const derive = (purpose: string): string =>
    createHash('sha256').update(`jianbao:${purpose}:${token}`).digest('base64url');
  return { path: `/telegram/${derive('webhook-path')}`, secret: derive('webhook-secret') };
}

/** Takes in updates; a request is answered when its update is kept. */
export function createWebhookRoute({
  path: own,
  secret,
  work,
  log,
}: {
  path: string;
  secret: string;
  work: Pick<UpdateReceiver, 'receive' | 'hasRoom'>;
  log: PlatformLog;
}): WebhookRoute {
  return {
    method: 'POST',
    // A proxy may keep the prefix of the public address.
    path: (path) => isSame(path.slice(-own.length), own),
    longestBody: LONGEST_BODY,
    async handle({ header, body }) {
      if (!isSame(header(SECRET_HEADER) ?? '', secret)) {
        log.warn({}, 'a webhook request without the secret was refused');
        return { status: 401 };
      }
      // Telegram keeps it and sends it again.
      if (!work.hasRoom()) return { status: 503 };
      const update = readJson(await text(body));
      if (update === undefined) return { status: 400 };
      try {
        await work.receive([update]);
        return { status: 200 };
      } catch {
        // Not kept: Telegram sends it again.
        log.error({}, 'an update of the webhook could not be kept');
        return { status: 500 };
      }
    },
  };
}

/** In constant time: how much of it is right can't be measured. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
