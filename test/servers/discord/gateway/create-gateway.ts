import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { hasBot, type World } from '../create-world.ts';
import type { DiscordServer, Json } from '../discord-server.ts';
import { permissionsIn } from '../permissions.ts';
import { isAskedFor, withoutContent } from './intents.ts';
import { createSessionDoor } from './open-session.ts';
import { serveConnection } from './serve-connection.ts';
import { belongsTo, type Session, tellSession } from './session.ts';

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
  identifyInterval: number;
  isLimited: boolean;
  onChange: () => void;
}

export function createGateway(options: GatewayOptions): Gateway {
  const { world, http, clock } = options;
  const sockets = new WebSocketServer({ noServer: true });
  const sessions = new Map<string, Session>();
  const door = createSessionDoor(options, sessions);
  const frozen = new WeakSet<WebSocket>();
  let isDown = false;

  http.on('upgrade', (request, socket, head) => {
    const isGateway = new URL(request.url ?? '/', 'http://127.0.0.1').pathname.startsWith('/gateway');
    if (isDown || !isGateway) {
      socket.end('HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (connection) =>
      serveConnection(connection, { options, door, frozen, onEnd: ({ id }) => void sessions.delete(id) }),
    );
  });

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
    startLimit: door.startLimit,
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
          // The client may identify or resume on the same connection.
          session.isValid = false;
          if (!isResumable) sessions.delete(session.id);
        }
      },
      setDown(isNowDown) {
        isDown = isNowDown;
        if (isDown) for (const client of sockets.clients) client.terminate();
      },
      identifies: door.identifies,
    },
    stop() {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
    },
  };
}
