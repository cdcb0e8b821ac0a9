import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWaitingList } from '../create-waiting-list.ts';
import { createFaultList } from '../fault-list.ts';
import { createAnswerCall, refuse } from './answer-call.ts';
import { answerControl } from './answer-control.ts';
import { createWorld } from './create-world.ts';
import type { ApiCall, DiscordServer, DiscordServerOptions, Fault } from './discord-server.ts';
import { createGateway } from './gateway/create-gateway.ts';
import { describeWorld } from './look-at-world.ts';
import { createChannels } from './people/change-channels.ts';
import { createGuilds } from './people/change-guilds.ts';
import { createSendMessage } from './people/send-message.ts';
import { createInteractions } from './people/start-interactions.ts';
import { createRateLimits } from './rate-limits.ts';
import { readRequest } from './read-request.ts';
import { invalidJson, methodNotAllowed, notFound, Refusal, unauthorized } from './refusal.ts';
import { createRoutes, meetsRoute } from './routes/create-routes.ts';
import type { Context } from './routes/route.ts';

export type { DiscordServer, DiscordServerOptions, Interaction } from './discord-server.ts';

/** Its first part is the bot's id, 1234567890123456789, in base64; the rest is nobody's. */
const DEFAULT_TOKEN = 'MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.Gtest0.abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJK';
const BOT_ID = '1234567890123456789';
const SHOWN_CALLS = 12;
/** https://docs.discord.com/developers/events/gateway#rate-limiting: milliseconds */
const IDENTIFY_INTERVAL = 5000;
/** https://docs.discord.com/developers/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans */
const INVALID = new Set([401, 403, 429]);

/**
 * Discord's REST API and gateway on 127.0.0.1, behaving as Discord documents them. They live in this process: a bot in
 * another one may be killed and started again, and finds everything as it was.
 */
export async function startDiscordServer(options: DiscordServerOptions = {}): Promise<DiscordServer> {
  const { token = DEFAULT_TOKEN, username = 'jianbao_test_bot', limits = {}, clock = Date.now } = options;
  const { shards = 1, maxConcurrency = 1 } = options;
  const world = createWorld(username, BOT_ID, clock);
  const calls: ApiCall[] = [];
  const underway = new Set<ApiCall>();
  const waiting = createWaitingList(() => describeCalls(calls));
  const faults = createFaultList<Fault>();
  const rateLimits = createRateLimits(limits, clock);
  const http = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      // A client that hangs up in the middle of its request is no fault of this server.
      if (request.destroyed && !request.complete) return;
      refuse(response, new Refusal(500, 0, error instanceof Error ? String(error.stack) : String(error)));
    });
  });
  // A client that reuses a connection must not meet its end by chance.
  http.keepAliveTimeout = 600_000;
  const base = (): string => `127.0.0.1:${(http.address() as AddressInfo).port}`;
  const gateway = createGateway({
    world,
    http,
    token,
    clock,
    url: () => `ws://${base()}/gateway`,
    heartbeatInterval: options.heartbeatInterval ?? 41_250,
    privilegedIntents: options.privilegedIntents ?? 0,
    maxConcurrency,
    identifyInterval: (limits === 'none' ? undefined : limits.identifyInterval) ?? IDENTIFY_INTERVAL,
    isLimited: limits !== 'none',
    onChange: waiting.changed,
  });
  const context: Context = {
    world,
    clock,
    dispatch(event, data, guildId) {
      gateway.dispatch(event, data, guildId);
      waiting.changed();
    },
  };
  const answerCall = createAnswerCall({ context, faults, limits: rateLimits });
  const findRoute = createRoutes(() => ({
    url: `ws://${base()}/gateway`,
    shards,
    session_start_limit: gateway.startLimit(),
  }));

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const read = await readRequest(request);
    if (options.control === true && url.pathname.startsWith('/control/')) {
      await answerControl(server, url.pathname.slice('/control/'.length), read?.body ?? {}, response);
      return;
    }
    const path = /^\/api\/v10(\/.*)$/.exec(url.pathname)?.[1];
    const found = path === undefined ? null : findRoute(request.method ?? 'GET', path);
    const call: ApiCall = {
      route:
        found === null || found === 'other-method' ? `${request.method} ${url.pathname}` : found.route.name,
      path: withoutToken(path ?? url.pathname),
      query: Object.fromEntries(url.searchParams),
      payload: read?.body ?? null,
      at: clock(),
      response: { status: 0 },
    };
    const client = new AbortController();
    response.on('close', () => client.abort());
    underway.add(call);
    waiting.changed();
    try {
      if (found === null) call.response = refuse(response, notFound());
      else if (found === 'other-method') call.response = refuse(response, methodNotAllowed());
      else if (!found.route.isInteraction && request.headers.authorization !== `Bot ${token}`)
        call.response = refuse(response, unauthorized());
      else if (read === null) call.response = refuse(response, invalidJson());
      else {
        const { route, params } = found;
        const { body, files } = read;
        call.response = await answerCall({
          route,
          call: { params, query: url.searchParams, body, files },
          response,
          client: client.signal,
        });
      }
    } finally {
      underway.delete(call);
      calls.push(call);
      waiting.changed();
    }
  }

  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(options.port ?? 0, '127.0.0.1', resolve);
  });

  const isOf = (route: string | undefined): ((call: ApiCall) => boolean) => {
    const meets = meetsRoute(route ?? '*');
    return (call) => meets(call.route);
  };
  const server: DiscordServer = {
    api: `http://${base()}/api`,
    token,
    applicationId: world.applicationId,
    botId: world.bot.id,
    ...createGuilds(context),
    ...createChannels(context),
    ...createInteractions(context),
    sendMessage: createSendMessage(context),
    fail: (route, fault, { times, channelId } = {}) =>
      faults.plan(meetsRoute(route), fault, {
        ...(times === undefined ? {} : { times }),
        ...(channelId === undefined ? {} : { place: channelId }),
      }),
    gateway: gateway.control,
    ...describeWorld(world),
    calls: (route) => calls.filter(isOf(route)),
    underway: (route) => [...underway].filter(isOf(route)).length,
    rateLimitHits: () => [...rateLimits.hits()],
    avoidable429s: () => rateLimits.hits().filter(({ isAvoidable }) => isAvoidable).length,
    invalidRequests: () => {
      const shared = rateLimits.hits().filter(({ scope }) => scope === 'shared').length;
      return calls.filter(({ response }) => INVALID.has(response.status)).length - shared;
    },
    waitFor: (what, milliseconds = 5000) => waiting.waitFor(() => what(server), milliseconds),
    async stop() {
      waiting.stop();
      gateway.stop();
      const closed = new Promise<void>((resolve) => http.close(() => resolve()));
      http.closeAllConnections();
      await closed;
    },
  };
  return server;
}

/** Tokens of interactions let anybody answer in the bot's name. */
function withoutToken(path: string): string {
  return path.replace(/^(\/(?:interactions|webhooks)\/\d+)\/[^/]+/, '$1/:token');
}

function describeCalls(calls: readonly ApiCall[]): string {
  if (calls.length === 0) return 'no calls';
  return calls
    .slice(-SHOWN_CALLS)
    .map(({ route, payload, response }) => {
      const answer = [response.status, response.code, response.message].filter((part) => part !== undefined);
      return `\n  ${route} ${JSON.stringify(payload).slice(0, 200)} → ${answer.join(' ')}`;
    })
    .join('');
}
