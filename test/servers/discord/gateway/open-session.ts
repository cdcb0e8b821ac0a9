import { randomBytes } from 'node:crypto';
import type { WebSocket } from 'ws';
import { hasBot } from '../create-world.ts';
import type { Json } from '../discord-server.ts';
import { isJson } from '../messages/form-errors.ts';
import { guildJson, userJson } from '../world-json.ts';
import type { GatewayOptions } from './create-gateway.ts';
import { areIntents, isAskedFor, PRIVILEGED } from './intents.ts';
import { belongsTo, canResume, confirmUntil, createSession, type Session, tellSession } from './session.ts';

/** https://docs.discord.com/developers/events/gateway#identifying and #rate-limiting */
const IDENTIFIES_A_DAY = 1000;
const DAY = 24 * 60 * 60 * 1000;
/** https://docs.discord.com/developers/events/gateway#sharding */
const MOST_GUILDS = 2500;
const INVALID_SESSION = JSON.stringify({ op: 9, d: false, s: null, t: null });

export interface SessionDoor {
  /** A new session for an identify, or null: the socket has been told why. */
  identify(d: Json, socket: WebSocket): Session | null;
  /** The session that a resume asks for, with what it missed told, or null. */
  resume(d: Json, socket: WebSocket): Session | null;
  /** Identifies so far, and what GET /gateway/bot says of those that are left. */
  identifies(): number;
  startLimit(): Json;
}

export function createSessionDoor(options: GatewayOptions, sessions: Map<string, Session>): SessionDoor {
  const { world, token, clock, maxConcurrency, isLimited } = options;
  const identified: { at: number; key: number }[] = [];
  const left = (): number => IDENTIFIES_A_DAY - identified.filter(({ at }) => clock() - at < DAY).length;
  const isToken = (given: unknown): boolean => String(given).replace(/^Bot /, '') === token;

  return {
    identify(d, socket) {
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
      const isTooSoon = identified.some(
        (one) => one.key === key && clock() - one.at < options.identifyInterval,
      );
      if (isLimited && (isTooSoon || left() <= 0)) {
        socket.send(INVALID_SESSION);
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
    },

    resume(d, socket) {
      if (!isToken(d.token)) return refuse(socket, 4004, 'Authentication failed.');
      const session = sessions.get(String(d.session_id));
      const sequence = Number(d.seq);
      if (session === undefined || !canResume(session, clock())) {
        socket.send(INVALID_SESSION);
        return null;
      }
      if (!(sequence >= 0 && sequence <= session.sequence)) return refuse(socket, 4007, 'Invalid seq.');
      if (session.socket !== socket) session.socket?.terminate();
      session.socket = socket;
      session.isValid = true;
      session.leftAt = null;
      session.resumes += 1;
      confirmUntil(session, sequence);
      for (const { text } of session.kept) socket.send(text);
      tellSession(session, 'RESUMED', {});
      return session;
    },

    identifies: () => identified.length,
    startLimit: () => ({
      total: IDENTIFIES_A_DAY,
      remaining: Math.max(0, left()),
      reset_after: identified[0] === undefined ? 0 : Math.max(0, identified[0].at + DAY - clock()),
      max_concurrency: maxConcurrency,
    }),
  };
}

function refuse(socket: WebSocket, code: number, reason: string): null {
  socket.close(code, reason);
  return null;
}
