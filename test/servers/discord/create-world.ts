import type { ChannelType, Interaction, Json, Message } from './discord-server.ts';
import { createSnowflakes, type Snowflakes } from './snowflakes.ts';

export interface User {
  id: string;
  username: string;
  globalName: string | null;
  isBot: boolean;
  acceptsMessages: boolean;
  hasInstalled: boolean;
}

export interface Role {
  id: string;
  name: string;
  permissions: bigint;
  isMentionable: boolean;
  /** The bot's own role. */
  botId: string | null;
}

export interface Guild {
  id: string;
  name: string;
  ownerId: string;
  preferredLocale: string;
  features: string[];
  systemChannelId: string | null;
  roles: Map<string, Role>;
  members: Map<string, { userId: string; roleIds: string[] }>;
  channelIds: Set<string>;
  isAvailable: boolean;
  createdAt: number;
  /** When the bot came in last. */
  botJoinedAt: number;
}

export interface Channel {
  id: string;
  type: ChannelType;
  guildId: string | null;
  name: string;
  parentId: string | null;
  /** By the id of a role or user. */
  overwrites: Map<string, { isRole: boolean; allow: bigint; deny: bigint }>;
  /** Of direct messages: who talks there, the bot included. */
  recipients: string[];
  requiresTag: boolean;
  tags: { id: string; name: string; isModerated: boolean }[];
  thread: {
    ownerId: string;
    isArchived: boolean;
    isLocked: boolean;
    changedAt: number;
    autoArchiveMinutes: number;
    tagIds: string[];
    /** The message that it hangs on has its id. */
    isFromMessage: boolean;
  } | null;
  messages: Map<string, Message>;
  lastMessageId: string | null;
}

/** An interaction with what only the server knows of it. */
export interface StoredInteraction extends Interaction {
  type: number;
  locale: string;
  modal: Json | null;
}

/** Everything that Discord remembers. */
export interface World {
  ids: Snowflakes;
  applicationId: string;
  bot: User;
  users: Map<string, User>;
  guilds: Map<string, Guild>;
  channels: Map<string, Channel>;
  /** The bot's, the oldest first. */
  sent: Message[];
  nonces: Map<string, Message>;
  interactions: Map<string, StoredInteraction>;
  interactionsByToken: Map<string, StoredInteraction>;
  commands: Json[];
  commandWrites: number;
  typing: { channelId: string; at: number }[];
}

export function createWorld(username: string, botId: string, clock: () => number): World {
  const bot: User = {
    id: botId,
    username,
    globalName: null,
    isBot: true,
    acceptsMessages: true,
    hasInstalled: false,
  };
  return {
    ids: createSnowflakes(clock),
    applicationId: botId,
    bot,
    users: new Map([[botId, bot]]),
    guilds: new Map(),
    channels: new Map(),
    sent: [],
    nonces: new Map(),
    interactions: new Map(),
    interactionsByToken: new Map(),
    commands: [],
    commandWrites: 0,
    typing: [],
  };
}

export function createChannel(given: Pick<Channel, 'id' | 'type'> & Partial<Channel>): Channel {
  return {
    guildId: null,
    name: '',
    parentId: null,
    overwrites: new Map(),
    recipients: [],
    requiresTag: false,
    tags: [],
    thread: null,
    messages: new Map(),
    lastMessageId: null,
    ...given,
  };
}

/** Whether the bot is there and can be reached. */
export function hasBot(world: World, guildId: string): boolean {
  return world.guilds.get(guildId)?.members.has(world.bot.id) === true;
}

export function keepChannel(world: World, channel: Channel): void {
  world.channels.set(channel.id, channel);
  world.guilds.get(channel.guildId ?? '')?.channelIds.add(channel.id);
}

export function forgetChannel(world: World, channel: Channel): void {
  world.channels.delete(channel.id);
  world.guilds.get(channel.guildId ?? '')?.channelIds.delete(channel.id);
}

/** Channels and threads of a guild. */
export function channelsOf(world: World, guildId: string): Channel[] {
  return [...(world.guilds.get(guildId)?.channelIds ?? [])].flatMap((id) => world.channels.get(id) ?? []);
}

export function threadsOf(world: World, channelId: string): Channel[] {
  const guildId = world.channels.get(channelId)?.guildId ?? '';
  return channelsOf(world, guildId).filter(
    ({ parentId, thread }) => parentId === channelId && thread !== null,
  );
}
