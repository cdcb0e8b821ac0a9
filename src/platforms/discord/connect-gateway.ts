import {
  CloseCodes,
  SimpleShardingStrategy,
  type WebSocketManager,
  WebSocketShardEvents,
} from '@discordjs/ws';
import {
  Client,
  Events,
  type GatewayDispatchEvents,
  GatewayIntentBits,
  GatewayOpcodes,
  type GatewayPresenceUpdateData,
  Options,
} from 'discord.js';
import { describeError, type PlatformLog } from '../chat/platform-log.ts';
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
const INTENTS = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];

/** What is told on, by its name there. */
export type Dispatch = { [Name in GatewayDispatchEvents]?: (data: unknown) => void };

export function createClient({
  apiUrl,
  shards,
}: {
  /** Without the version. */
  apiUrl?: string | undefined;
  shards: ShardShare;
}): Client {
  return new Client({
    intents: INTENTS,
    // What is answered with is told with each event: nothing else need be remembered.
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      ApplicationCommandManager: 0,
      AutoModerationRuleManager: 0,
      BaseGuildEmojiManager: 0,
      DMMessageManager: 0,
      GuildBanManager: 0,
      GuildEmojiManager: 0,
      GuildInviteManager: 0,
      GuildMemberManager: 0,
      GuildMessageManager: 0,
      GuildScheduledEventManager: 0,
      GuildStickerManager: 0,
      MessageManager: 0,
      PresenceManager: 0,
      ReactionManager: 0,
      ReactionUserManager: 0,
      StageInstanceManager: 0,
      ThreadManager: 0,
      ThreadMemberManager: 0,
      UserManager: 0,
      VoiceStateManager: 0,
    }),
    allowedMentions: { parse: [], repliedUser: false },
    ...(shards === 'auto' ? { shards } : { shards: [...shards.ids], shardCount: shards.count }),
    rest: restOptions(apiUrl),
  });
}

/**
 * Connects the client to the gateway, going on with a kept session where there is one. Resolves when the first shard is
 * there; rejects where it can't be connected to.
 */
export async function connectGateway({
  client,
  token,
  dispatch,
  sessions,
  log,
}: {
  client: Client;
  token: string;
  dispatch: Dispatch;
  sessions: GatewaySessions;
  log: PlatformLog;
}): Promise<Gateway> {
  let manager: WebSocketManager | null = null;
  client.options.ws = {
    ...client.options.ws,
    buildStrategy(built) {
      manager = built;
      keepSessions(built, sessions);
      return new SimpleShardingStrategy(built);
    },
  };
  for (const [name, tell] of Object.entries(dispatch))
    client.ws.on(name as GatewayDispatchEvents, (data: unknown) => tell(data));
  client.on(Events.Error, (error) => log.warn(describeError(error), 'the gateway had an error'));
  client.on(Events.ShardError, (error, shard) =>
    log.warn({ shard, ...describeError(error) }, 'the gateway had an error'),
  );
  client.on(Events.ShardReconnecting, (shard) => log.info({ shard }, 'connecting to the gateway again'));
  const ended = new Promise<string>((resolve) => {
    client.on(Events.ShardDisconnect, ({ code }) => resolve(`the gateway closed with ${code}`));
    client.on(Events.Invalidated, () => resolve('the session was invalidated'));
  });
  await client.login(token);
  const connected = manager as WebSocketManager | null;
  if (connected === null) throw new Error('discord.js did not build its gateway');
  connected.on(WebSocketShardEvents.Resumed, (shard) =>
    log.info({ shard }, 'went on with the session of the gateway'),
  );
  let shown: GatewayPresenceUpdateData | null = null;
  const show = async (shard: number): Promise<void> => {
    if (shown !== null) await connected.send(shard, { op: GatewayOpcodes.PresenceUpdate, d: shown });
  };
  // A session that begins anew shows nothing; a shard that is not there yet is told when it is.
  connected.on(WebSocketShardEvents.Ready, ({ shardId }) => void show(shardId).catch(() => {}));
  return {
    async setPresence(presence) {
      shown = presence;
      await Promise.allSettled((await connected.getShardIds()).map(show));
    },
    ended,
    async stop() {
      await sessions.end();
      // This code and no other leaves the session for whoever comes back.
      await connected.destroy({ code: CloseCodes.Resuming, reason: 'going on soon' });
      await client.destroy();
    },
  };
}

/** The client keeps sessions for itself; what is kept over a restart stands behind that. */
function keepSessions({ options }: WebSocketManager, sessions: GatewaySessions): void {
  const { retrieveSessionInfo, updateSessionInfo } = options;
  const asked = new Set<number>();
  options.retrieveSessionInfo = async (shard) => {
    const known = await retrieveSessionInfo(shard);
    if (known !== null || asked.has(shard)) return known;
    asked.add(shard);
    const kept = await sessions.find(shard).catch(() => null);
    if (kept !== null) await updateSessionInfo(shard, kept);
    return kept;
  };
  options.updateSessionInfo = async (shard, session) => {
    await updateSessionInfo(shard, session);
    sessions.change(shard, session);
  };
}
