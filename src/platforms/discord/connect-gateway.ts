import { CloseCodes, type SessionInfo, WebSocketManager, WebSocketShardEvents } from '@discordjs/ws';
import {
  GatewayCloseCodes,
  type GatewayDispatchEvents,
  GatewayIntentBits,
  GatewayOpcodes,
  type GatewayPresenceUpdateData,
  REST,
} from 'discord.js';
import { describeError, type PlatformLog } from '../chat/platform-log.ts';
import type { RequestBudget } from '../chat/request-budget.ts';
import { restOptions } from './discord-api.ts';
import type { GatewaySessions } from './gateway-sessions.ts';

/** Which shards this process serves: as many as Discord recommends, or some of a number. */
export type ShardShare = 'auto' | { ids: readonly number[]; count: number };

export interface Gateway {
  setPresence(presence: GatewayPresenceUpdateData): Promise<void>;
  /** Resolves with the reason where the gateway can't be connected to any more. */
  ended: Promise<string>;
  /** Leaves so that a start soon after goes on where this one ended. */
  stop(): Promise<void>;
}

/** None of them is privileged: what is said to the bot is told without. */
const INTENTS = GatewayIntentBits.Guilds | GatewayIntentBits.GuildMessages | GatewayIntentBits.DirectMessages;

/**
 * A wrong token, intents or shards stay wrong
 * (https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes).
 */
const FINAL_CODES = new Set<number>([
  GatewayCloseCodes.AuthenticationFailed,
  GatewayCloseCodes.InvalidShard,
  GatewayCloseCodes.ShardingRequired,
  GatewayCloseCodes.InvalidAPIVersion,
  GatewayCloseCodes.InvalidIntents,
  GatewayCloseCodes.DisallowedIntents,
]);

/** What is told on, by its name there. */
export type Dispatch = { [Name in GatewayDispatchEvents]?: (data: unknown) => void };

/**
 * Connects to the gateway, going on with kept sessions where there are some. Resolves when all shards of this process are
 * there, or when it is sure that one never will be; rejects where it can't be connected to now.
 *
 * This is the part of discord.js that speaks to the gateway, without its Client: that remembers every server, channel and
 * role, which nothing here asks for, and after a session that is gone on with from an earlier process it keeps everything
 * that it is told, for ever.
 */
export async function connectGateway({
  token,
  apiUrl,
  budget,
  shards,
  dispatch,
  sessions,
  log,
}: {
  token: string;
  /** Without the version. */
  apiUrl?: string | undefined;
  /** Of the bot's token, to whose calls that for the gateway's address counts. */
  budget: RequestBudget;
  shards: ShardShare;
  dispatch: Dispatch;
  sessions: GatewaySessions;
  log: PlatformLog;
}): Promise<Gateway> {
  const manager = new WebSocketManager({
    ...{ token, intents: INTENTS },
    rest: new REST(restOptions(apiUrl, budget)).setToken(token),
    ...(shards === 'auto' ? {} : { shardIds: [...shards.ids], shardCount: shards.count }),
    ...rememberSessions(sessions),
  });
  manager.on(WebSocketShardEvents.Dispatch, ({ data: { t: name, d: data } }) => {
    // What is thrown here would end the process.
    try {
      dispatch[name]?.(data);
    } catch (error) {
      log.error({ name, ...describeError(error) }, 'what the gateway told could not be taken in');
    }
  });
  manager.on(WebSocketShardEvents.Error, ({ error, shardId }) =>
    log.warn({ shard: shardId, ...describeError(error) }, 'the gateway had an error'),
  );
  manager.on(WebSocketShardEvents.Resumed, ({ shardId }) =>
    log.info({ shard: shardId }, 'went on with the session of the gateway'),
  );
  const ended = new Promise<string>((resolve) => {
    manager.on(WebSocketShardEvents.Closed, ({ code, shardId }) => {
      if (FINAL_CODES.has(code)) resolve(`the gateway closed with ${code}`);
      else log.info({ shard: shardId, code }, 'the connection to the gateway has ended');
    });
  });
  let shown: GatewayPresenceUpdateData | null = null;
  const show = async (shard: number): Promise<void> => {
    if (shown !== null) await manager.send(shard, { op: GatewayOpcodes.PresenceUpdate, d: shown });
  };
  // A session that begins anew shows nothing; a shard that is not there yet is told when it is.
  manager.on(WebSocketShardEvents.Ready, ({ shardId }) => void show(shardId).catch(() => {}));
  try {
    await Promise.race([manager.connect(), ended]);
  } catch (error) {
    await manager.destroy();
    throw error;
  }
  return {
    async setPresence(presence) {
      shown = presence;
      await Promise.allSettled((await manager.getShardIds()).map(show));
    },
    ended,
    async stop() {
      await sessions.end();
      // This code and no other leaves the session for whoever comes back.
      await manager.destroy({ code: CloseCodes.Resuming, reason: 'going on soon' });
    },
  };
}

/** Sessions as this process knows them, at first those that were kept over a restart. */
function rememberSessions(sessions: GatewaySessions): {
  retrieveSessionInfo(shard: number): Promise<SessionInfo | null>;
  updateSessionInfo(shard: number, session: SessionInfo | null): void;
} {
  const known = new Map<number, SessionInfo | null>();
  return {
    async retrieveSessionInfo(shard) {
      const session = known.get(shard);
      if (session !== undefined) return session;
      const kept = await sessions.find(shard).catch(() => null);
      known.set(shard, kept);
      return kept;
    },
    updateSessionInfo(shard, session) {
      known.set(shard, session);
      sessions.change(shard, session);
    },
  };
}
