import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { PlatformLog } from '../chat/platform-log.ts';
import type { UpdateReceiver } from './poll-updates.ts';

/** Bytes; an update is far below. */
const LONGEST_BODY = 1024 * 1024;
/** Milliseconds that requests under way have at the end. */
const PATIENCE = 1000;
const SECRET_HEADER = 'x-telegram-bot-api-secret-token';

/** The path that nobody guesses who does not have the token, and a secret for who was given none. */
export function deriveWebhook(token: string): { path: string; secret: string } {
  const derive = (purpose: string): string =>
    createHash('sha256').update(`jianbao:${purpose}:${token}`).digest('base64url');
  return { path: `/telegram/${derive('webhook-path')}`, secret: derive('webhook-secret') };
}

/**
 * Listens for Telegram's webhook; a request is answered when its update is kept. Rejects where the address can't be
 * listened on.
 */
export async function receiveWebhook({
  host,
  port,
  path,
  secret,
  work,
  log,
}: {
  host: string;
  port: number;
  path: string;
  secret: string;
  work: Pick<UpdateReceiver, 'receive' | 'hasRoom'>;
  log: PlatformLog;
}): Promise<{ close(): Promise<void> }> {
  const isOurs = (request: IncomingMessage): boolean =>
    // A proxy may keep the prefix of the public address.
    request.method === 'POST' && isSame((request.url?.split('?', 1)[0] ?? '').slice(-path.length), path);

  const server = createServer(async (request, response) => {
    const end = (status: number): void => {
      response.writeHead(status, { connection: status === 200 ? 'keep-alive' : 'close' }).end();
    };
    try {
      if (!isOurs(request)) return end(404);
      if (!isSame(String(request.headers[SECRET_HEADER] ?? ''), secret)) {
        log.warn({}, 'a webhook request without the secret was refused');
        return end(401);
      }
      // Telegram keeps it and sends it again.
      if (!work.hasRoom()) return end(503);
      const body = await readBody(request);
      if (body === null) return end(413);
      const update = readJson(body);
      if (update === undefined) return end(400);
      await work.receive([update]);
      end(200);
    } catch {
      // Not kept: Telegram sends it again.
      log.error({}, 'an update of the webhook could not be kept');
      if (!response.headersSent) end(500);
    }
  });
  server.requestTimeout = 30_000;
  await listen(server, port, host);
  return {
    close: () =>
      new Promise((resolve) => {
        // A client that never ends its request would be waited for.
        const timer = setTimeout(() => server.closeAllConnections(), PATIENCE);
        server.close(() => {
          clearTimeout(timer);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** In constant time: how much of it is right can't be measured. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LONGEST_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
