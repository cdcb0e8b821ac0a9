import type { WebSocket } from 'ws';
import type { Json } from '../discord-server.ts';
import { isJson } from '../messages/form-errors.ts';
import type { GatewayOptions } from './create-gateway.ts';
import type { SessionDoor } from './open-session.ts';
import { confirmUntil, type Session } from './session.ts';

/** https://docs.discord.com/developers/events/gateway#sending-events and #rate-limiting */
const LARGEST_PAYLOAD = 4096;
const MOST_PAYLOADS = 120;
const PAYLOADS_WITHIN = 60_000;

interface ServeConnection {
  options: GatewayOptions;
  door: SessionDoor;
  /** Connections that do not hear any more. */
  frozen: WeakSet<WebSocket>;
  /** The client has said good-bye. */
  onEnd(session: Session): void;
}

/** Greets a connection, and takes what comes through it. */
export function serveConnection(socket: WebSocket, { options, door, frozen, onEnd }: ServeConnection): void {
  const { clock, isLimited, onChange } = options;
  let session: Session | null = null;
  let received: number[] = [];
  const send = (op: number, d: unknown): void => socket.send(JSON.stringify({ op, d, s: null, t: null }));
  socket.on('error', () => {});
  socket.on('close', (code) => {
    if (session?.socket !== socket) return;
    session.socket = null;
    session.leftAt = clock();
    // Who says good-bye so ends the session.
    if (code === 1000 || code === 1001) onEnd(session);
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
        if (session?.isValid === true) return socket.close(4005, 'Already authenticated.');
        session = door.identify(d, socket);
        return onChange();
      case 6:
        if (session?.isValid === true) return socket.close(4005, 'Already authenticated.');
        session = door.resume(d, socket);
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

function parse(raw: Buffer): Json | null {
  try {
    const value: unknown = JSON.parse(raw.toString('utf8'));
    return isJson(value) ? value : null;
  } catch {
    return null;
  }
}
