import type { WebSocket } from 'ws';
import type { Json } from '../discord-server.ts';

/** Events that are kept for a session that is away; more, and it can not be resumed. */
const MOST_KEPT = 100_000;
/** "A few minutes" of absence, milliseconds: https://docs.discord.com/developers/events/gateway#disconnecting */
const KEPT_FOR = 120_000;

export interface Session {
  id: string;
  shard: [number, number];
  intents: number;
  sequence: number;
  presence: Json | null;
  resumes: number;
  socket: WebSocket | null;
  /** False once the gateway has called it invalid, until it is resumed. */
  isValid: boolean;
  /** Events after the last heartbeat, to be told again. */
  kept: { sequence: number; text: string }[];
  leftAt: number | null;
}

export function createSession(
  id: string,
  shard: [number, number],
  intents: number,
  socket: WebSocket,
): Session {
  return {
    ...{ id, shard, intents, socket },
    ...{ sequence: 0, presence: null, resumes: 0, isValid: true, kept: [], leftAt: null },
  };
}

export function canResume(session: Session, now: number): boolean {
  return session.kept.length <= MOST_KEPT && (session.leftAt === null || now - session.leftAt <= KEPT_FOR);
}

/** Numbers an event, keeps it, and sends it where the session is connected. */
export function tellSession(session: Session, event: string, data: Json): void {
  session.sequence += 1;
  const text = JSON.stringify({ op: 0, t: event, s: session.sequence, d: data });
  if (session.kept.length <= MOST_KEPT) session.kept.push({ sequence: session.sequence, text });
  session.socket?.send(text);
}

/** Forgets what the client has confirmed. */
export function confirmUntil(session: Session, sequence: number): void {
  const first = session.kept.findIndex((one) => one.sequence > sequence);
  session.kept = first === -1 ? [] : session.kept.slice(first);
}

/** A guild's shard; what belongs to no guild goes to the first. */
export function belongsTo(guildId: string | null, [shard, count]: [number, number]): boolean {
  return guildId === null ? shard === 0 : Number((BigInt(guildId) >> 22n) % BigInt(count)) === shard;
}
