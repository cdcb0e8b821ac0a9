import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { hasBot, type World } from '../create-world.ts';
import type { DiscordServer, Json } from '../discord-server.ts';
import { isJson } from '../messages/form-errors.ts';
import { permissionsIn } from '../permissions.ts';
import { guildJson, userJson } from '../world-json.ts';
import { areIntents, isAskedFor, PRIVILEGED, withoutContent } from './intents.ts';
import { belongsTo, canResume, confirmUntil, createSession, type Session, tellSession } from './session.ts';

/** https://docs.discord.com/developers/events/gateway#sending-events and #rate-limiting */
const LARGEST_PAYLOAD = 4096;
const MOST_PAYLOADS = 120;
const PAYLOADS_WITHIN = 60_000;
/** https://docs.discord.com/developers/events/gateway#identifying and #rate-limiting */
const IDENTIFIES_A_DAY = 1000;
const IDENTIFIED_WITHIN = 5000;
const DAY = 24 * 60 * 60 * 1000;
/** https://docs.discord.com/developers/events/gateway#sharding */
const MOST_GUILDS = 2500;

export interface Gateway {
  dispatch(event: string, data: Json, guildId: string | null): void;
  /** What GET /gateway/bot says of the starts that are left. */
  startLimit(): Json;
  control: DiscordServer['gateway'];
  stop(): void;
}

export interface GatewayOptions {
  world: World;
  http: Server;
  token: string;
  clock: () => number;
  url: () => string;
  heartbeatInterval: number;
  privilegedIntents: number;
  maxConcurrency: number;
  isLimited: boolean;
  onChange: () => void;
}

export function createGateway(options: GatewayOptions): Gateway {
  const { world, http, token, clock, maxConcurrency, isLimited, onChange } = options;
  const sockets = new WebSocketServer({ noServer: true });
  const sessions = new Map<string, Session>();
  const identified: { at: number; key: number }[] = [];
  const frozen = new WeakSet<WebSocket>();
  let isDown = false;

  http.on('upgrade', (request, socket, head) => {
    const isGateway = new URL(request.url ?? '/', 'http://127.0.0.1').pathname.startsWith('/gateway');
    if (isDown || !isGateway) {
      socket.end('HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, serve);
  });

  function serve(socket: WebSocket): void {
    let session: Session | null = null;
    let received: number[] = [];
    const send = (op: number, d: unknown): void => socket.send(JSON.stringify({ op, d, s: null, t: null }));
    socket.on('error', () => {});
    socket.on('close', (code) => {
      if (session?.socket !== socket) return;
      session.socket = null;
      session.leftAt = clock();
      // Who says good-bye so ends the session.
      if (code === 1000 || code === 1001) sessions.delete(session.id);
      onChange();
    });
    socket.on('message', (raw: Buffer) => {
      if (frozen.has(socket)) return;
      received = [...received.filter((at) => at > clock() - PAYLOADS_WITHIN), clock()];
      if (isLimited && received.length > MOST_PAYLOADS) return socket.close(4008, 'Rate limited.');
      const payload = raw.length > LARGEST_PAYLOAD ? null : parse(raw);
      if (payload === null) return socket.close(4002, 'Error while decoding payload.');
      const d: Json = isJson(payload.d) ? payload.d : {};
      switch (payload.op) {
        case 1:
          if (session !== null && typeof payload.d === 'number') confirmUntil(session, payload.d);
          return send(11, null);
        case 2:
          if (session !== null) return socket.close(4005, 'Already authenticated.');
          session = identify(d, socket, send);
          return onChange();
        case 6:
          if (session !== null) return socket.close(4005, 'Already authenticated.');
          session = resume(d, socket, send);
          return onChange();
        case 3:
          if (session === null) return socket.close(4003, 'Not authenticated.');
          session.presence = d;
          return onChange();
        case 4:
        case 8:
          if (session === null) socket.close(4003, 'Not authenticated.');
          return;
        default:
          return socket.close(4001, 'Unknown opcode.');
      }
    });
    send(10, { heartbeat_interval: options.heartbeatInterval, _trace: [] });
  }

  function identify(d: Json, socket: WebSocket, send: (op: number, d: unknown) => void): Session | null {
    if (!isToken(d.token)) return refuse(socket, 4004, 'Authentication failed.');
    const [shard, count] = Array.isArray(d.shard) ? d.shard.map(Number) : [0, 1];
    if (shard === undefined || count === undefined || !(shard >= 0 && shard < count))
      return refuse(socket, 4010, 'Invalid shard.');
    if (!areIntents(d.intents)) return refuse(socket, 4013, 'Invalid intent(s).');
    if ((d.intents & PRIVILEGED & ~options.privilegedIntents) !== 0)
      return refuse(socket, 4014, 'Disallowed intent(s).');
    const guilds = [...world.guilds.values()].filter(
      ({ id }) => hasBot(world, id) && belongsTo(id, [shard, count]),
    );
    if (guilds.length > MOST_GUILDS) return refuse(socket, 4011, 'Sharding required.');
    const key = shard % maxConcurrency;
    const isTooSoon = identified.some((one) => one.key === key && clock() - one.at < IDENTIFIED_WITHIN);
    if (isLimited && (isTooSoon || left() <= 0)) {
      send(9, false);
      return null;
    }
    identified.push({ at: clock(), key });

    const session = createSession(randomBytes(16).toString('hex'), [shard, count], d.intents, socket);
    session.presence = isJson(d.presence) ? d.presence : null;
    for (const old of sessions.values()) if (!canResume(old, clock())) sessions.delete(old.id);
    sessions.set(session.id, session);
    tellSession(session, 'READY', {
      v: 10,
      user: { ...userJson(world.bot), verified: true, mfa_enabled: false, flags: 0 },
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      session_type: 'normal',
      resume_gateway_url: options.url(),
      shard: session.shard,
      application: { id: world.applicationId, flags: 1 << 23 },
    });
    for (const guild of guilds) {
      if (guild.isAvailable && isAskedFor('GUILD_CREATE', guild.id, session.intents))
        tellSession(session, 'GUILD_CREATE', guildJson(world, guild));
    }
    return session;
  }

  function resume(d: Json, socket: WebSocket, send: (op: number, d: unknown) => void): Session | null {
    if (!isToken(d.token)) return refuse(socket, 4004, 'Authentication failed.');
    const session = sessions.get(String(d.session_id));
    const sequence = Number(d.seq);
    if (session === undefined || !canResume(session, clock())) {
      send(9, false);
      return null;
    }
    if (!(sequence >= 0 && sequence <= session.sequence)) return refuse(socket, 4007, 'Invalid seq.');
    session.socket?.terminate();
    session.socket = socket;
    session.leftAt = null;
    session.resumes += 1;
    confirmUntil(session, sequence);
    for (const { text } of session.kept) socket.send(text);
    tellSession(session, 'RESUMED', {});
    return session;
  }

  function isToken(given: unknown): boolean {
    return String(given).replace(/^Bot /, '') === token;
  }
  const left = (): number => IDENTIFIES_A_DAY - identified.filter(({ at }) => clock() - at < DAY).length;
  const connected = (shard?: number): Session[] =>
    [...sessions.values()].filter(
      (one) => one.socket !== null && (shard === undefined || one.shard[0] === shard),
    );

  return {
    dispatch(event, data, guildId) {
      const channel = event.startsWith('MESSAGE_') ? world.channels.get(String(data.channel_id)) : undefined;
      if (channel !== undefined && permissionsIn(world, channel, world.bot.id) === 0n) return;
      const leaves = event === 'GUILD_DELETE' || event === 'INTERACTION_CREATE';
      if (guildId !== null && !leaves && !hasBot(world, guildId)) return;
      for (const session of sessions.values()) {
        if (!belongsTo(guildId, session.shard) || !isAskedFor(event, guildId, session.intents)) continue;
        tellSession(session, event, withoutContent(event, data, session.intents, world.bot.id));
      }
    },
    startLimit: () => ({
      total: IDENTIFIES_A_DAY,
      remaining: Math.max(0, left()),
      reset_after: identified[0] === undefined ? 0 : Math.max(0, identified[0].at + DAY - clock()),
      max_concurrency: maxConcurrency,
    }),
    control: {
      sessions: () =>
        [...sessions.values()].map(({ id, shard, intents, sequence, presence, resumes, socket }) => ({
          id,
          shard,
          intents,
          sequence,
          presence,
          resumes,
          isConnected: socket !== null,
        })),
      drop({ shard, code } = {}) {
        for (const { socket } of connected(shard)) {
          if (code === undefined) socket?.terminate();
          else socket?.close(code);
        }
      },
      freeze(shard) {
        for (const session of connected(shard)) {
          if (session.socket !== null) frozen.add(session.socket);
          session.socket = null;
          session.leftAt = clock();
        }
      },
      askToReconnect(shard) {
        for (const { socket } of connected(shard))
          socket?.send(JSON.stringify({ op: 7, d: null, s: null, t: null }));
      },
      invalidate({ shard, isResumable = false } = {}) {
        for (const session of connected(shard)) {
          session.socket?.send(JSON.stringify({ op: 9, d: isResumable, s: null, t: null }));
          if (!isResumable) sessions.delete(session.id);
        }
      },
      setDown(isNowDown) {
        isDown = isNowDown;
        if (isDown) for (const client of sockets.clients) client.terminate();
      },
      identifies: () => identified.length,
    },
    stop() {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
    },
  };
}

function refuse(socket: WebSocket, code: number, reason: string): null {
  socket.close(code, reason);
  return null;
}

function parse(raw: Buffer): Json | null {
  try {
    const value: unknown = JSON.parse(raw.toString('utf8'));
    return isJson(value) ? value : null;
  } catch {
    return null;
  }
}
