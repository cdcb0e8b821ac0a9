import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWaitingList } from '../create-waiting-list.ts';
import { createFaultList } from '../fault-list.ts';
import { createAnswerCall, refuse } from './answer-call.ts';
import { answerControl } from './answer-control.ts';
import { createUpdateQueue } from './create-update-queue.ts';
import { createWebhook } from './create-webhook.ts';
import { createWorld } from './create-world.ts';
import { createMethods } from './methods/create-methods.ts';
import { createPeople } from './people.ts';
import { createRateLimits } from './rate-limits.ts';
import { readRequest } from './read-request.ts';
import { badRequest, Refusal } from './refusal.ts';
import type { ApiCall, Fault, TelegramServer, TelegramServerOptions } from './telegram-server.ts';

export type { SentMessage, TelegramServer, TelegramServerOptions } from './telegram-server.ts';

const DEFAULT_TOKEN = '123456:TEST-TOKEN-abcdefghijklmnopqrstuv';
const SHOWN_CALLS = 12;

/**
 * A Bot API server on 127.0.0.1 that behaves as Telegram documents and as its open-source server does. It lives in
 * this process: a bot in another one may be killed and started again, and finds everything as it was.
 */
export async function startTelegramServer(options: TelegramServerOptions = {}): Promise<TelegramServer> {
  const { token = DEFAULT_TOKEN, username = 'jianbao_test_bot', limits = {}, clock = Date.now } = options;
  const botId = Number.parseInt(token, 10);
  const world = createWorld({ id: botId, is_bot: true, first_name: 'Jianbao', username });
  const calls: ApiCall[] = [];
  const underway = new Set<ApiCall>();
  const waiting = createWaitingList(() => describeCalls(calls));
  const updates = createUpdateQueue({
    clock,
    onChange: () => {
      webhook.pump();
      waiting.changed();
    },
  });
  const webhook = createWebhook({ updates, clock });
  const faults = createFaultList<Fault>();
  const rateLimits = createRateLimits(limits, clock);
  const answerCall = createAnswerCall({
    methods: createMethods(updates, webhook),
    faults,
    limits: rateLimits,
  });

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const parameters = await readRequest(request, url);
    const [, path = '', name = '', ...rest] = url.pathname.split('/').map(decodeSegment);
    if (options.control === true && path === 'control') {
      answerControl(server, name, parameters ?? {}, response);
      return;
    }
    if (!path.startsWith('bot') || name === '' || rest.length > 0) {
      refuse(response, new Refusal(404, 'Not Found'));
      return;
    }
    if (path !== `bot${token}`) {
      refuse(response, new Refusal(401, 'Unauthorized'));
      return;
    }
    if (parameters === null) {
      refuse(response, badRequest("can't parse the body of the request"));
      return;
    }
    const client = new AbortController();
    response.on('close', () => client.abort());
    const call: ApiCall = { method: name, at: clock(), payload: parameters, response: { ok: false } };
    const context = { world, updates, clock, client: client.signal };
    underway.add(call);
    waiting.changed();
    try {
      call.response = await answerCall({ name, parameters, context, response });
    } finally {
      underway.delete(call);
      calls.push(call);
      waiting.changed();
    }
  };

  const http = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      // A client that hangs up in the middle of its request is no fault of this server.
      if (request.destroyed && !request.complete) return;
      refuse(
        response,
        new Refusal(500, `Internal Server Error: ${error instanceof Error ? error.stack : error}`),
      );
    });
  });
  // A client that reuses a connection must not meet its end by chance.
  http.keepAliveTimeout = 600_000;
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(options.port ?? 0, '127.0.0.1', resolve);
  });

  const server: TelegramServer = {
    apiRoot: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    token,
    botId,
    username,
    ...createPeople(world, updates, clock),
    fail(method, fault, { times, chatId } = {}) {
      const asked = method.toLowerCase();
      faults.plan((call) => asked === '*' || call === asked, fault, {
        ...(times === undefined ? {} : { times }),
        ...(chatId === undefined ? {} : { place: String(chatId) }),
      });
    },
    messages: (chatId) =>
      chatId === undefined ? [...world.sent] : world.sent.filter(({ chat }) => chat.id === chatId),
    draft: (chatId) => world.chats.get(chatId)?.draft ?? null,
    calls: (method) => calls.filter(isOf(method)),
    underway: (method) => [...underway].filter(isOf(method)).length,
    callbacks: () => [...world.callbacks.values()],
    unansweredCallbacks: () => [...world.callbacks.values()].filter(({ answeredAt }) => answeredAt === null),
    waitFor: (what, milliseconds = 5000) => waiting.waitFor(() => what(server), milliseconds),
    unconfirmedUpdates: () => updates.waiting().length,
    droppedEntities: () => world.counters.droppedEntities,
    avoidable429s: () => rateLimits.avoidable(),
    deliverWebhookTo: (url) => webhook.deliverTo(url),
    async stop() {
      waiting.stop();
      webhook.stop();
      const closed = new Promise<void>((resolve) => http.close(() => resolve()));
      http.closeAllConnections();
      await closed;
    },
  };
  return server;
}

/** Methods are told apart without regard to case, as Telegram does. */
function isOf(method: string | undefined): (call: ApiCall) => boolean {
  return (call) => method === undefined || call.method.toLowerCase() === method.toLowerCase();
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function describeCalls(calls: readonly ApiCall[]): string {
  const told = calls.filter(({ method }) => method !== 'getUpdates').slice(-SHOWN_CALLS);
  if (told.length === 0) return `no calls but ${calls.length} getUpdates`;
  return told
    .map(({ method, payload, response }) => {
      const answer = response.ok ? 'ok' : `${response.error_code ?? ''} ${response.description}`;
      return `\n  ${method} ${JSON.stringify(payload).slice(0, 200)} → ${answer}`;
    })
    .join('');
}
