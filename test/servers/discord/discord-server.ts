import type { PermissionName } from './permissions.ts';

export type Json = Record<string, unknown>;

export type ChannelType =
  | 'text'
  | 'announcement'
  | 'forum'
  | 'media'
  | 'public-thread'
  | 'announcement-thread'
  /** Between the bot and one person. */
  | 'dm'
  /** Between people, without the bot: only commands of an app that one of them has installed. */
  | 'private';

/** Whom a message calls. `repliedUser` is the author of the message that it answers. */
export interface Pings {
  everyone: boolean;
  here: boolean;
  users: string[];
  roles: string[];
  repliedUser: string | null;
}

export interface MessageState {
  content: string;
  embeds: Json[];
  components: Json[];
  /** https://docs.discord.com/developers/resources/message#message-object-message-flags */
  flags: number;
}

/** A message as it stands now. Times are epoch milliseconds. */
export interface Message extends MessageState {
  id: string;
  channelId: string;
  guildId: string | null;
  authorId: string;
  sentAt: number;
  /** When it first said something: later than it was sent where a deferred response waited for its content. */
  shownAt: number | null;
  editedAt: number | null;
  /** What it was before each edit, the oldest first. */
  edits: (MessageState & { at: number })[];
  /** Whom it has called, edits counted. */
  pings: Pings;
  nonce: string | number | null;
  /** The message that it answers. */
  repliesTo: { channelId: string; messageId: string } | null;
  /** The interaction that it answers or follows up. */
  interactionId: string | null;
  /** The one person who sees it. */
  ephemeralTo: string | null;
  /** A deferred response that waits for its content. */
  isLoading: boolean;
  crosspostedAt: number | null;
  files: { name: string; size: number }[];
}

export type InteractionKind = 'command' | 'autocomplete' | 'component' | 'modal';

/** An interaction and what the bot made of it. Times are epoch milliseconds. */
export interface Interaction {
  id: string;
  token: string;
  kind: InteractionKind;
  /** The name of the command, or the custom id of the component or modal. */
  name: string;
  userId: string;
  guildId: string | null;
  channelId: string;
  /** The message whose component it was. */
  messageId: string | null;
  /** Authorised by a person's own installation only. */
  isUserInstalled: boolean;
  createdAt: number;
  /** When it was acknowledged, and with which type of callback: 4, 5, 6, 7, 8 or 9. */
  acknowledgedAt: number | null;
  callbackType: number | null;
  callbackData: Json | null;
  responseMessageId: string | null;
  followupIds: string[];
  /** Acknowledgements that came too late or a second time. */
  refusedAcknowledgements: number;
}

/** A call that reached the server. Tokens are not kept. `route` is a pattern such as `POST /channels/:channel/messages`. */
export interface ApiCall {
  route: string;
  path: string;
  query: Record<string, string>;
  payload: unknown;
  at: number;
  response: { status: number; code?: number; message?: string };
}

export type Fault =
  /**
   * An answer that refuses. 502 and more come with an HTML body, as from the proxy before the API; 429 with the headers
   * of a limit: `retryAfter` in seconds (1), of this bucket unless `isGlobal`.
   */
  | {
      kind: 'status';
      status: number;
      code?: number;
      message?: string;
      retryAfter?: number;
      isGlobal?: boolean;
      scope?: 'user' | 'shared';
    }
  | { kind: 'drop' }
  | { kind: 'drop-after-effect' }
  /** After the effect half of the answer comes, then the connection is dropped. */
  | { kind: 'cut-short' }
  /** The call waits (real time) and is then handled as usual, unless the client has gone. */
  | { kind: 'hang'; milliseconds: number };

export interface Limits {
  globalPerSecond?: number;
  /** Milliseconds between two identifies (5000). 0 lets a killed bot come back at once. */
  identifyInterval?: number;
  /** By route, such as `POST /channels/:channel/messages`: so many in so many seconds of one channel, guild or webhook. */
  routes?: Record<string, { limit: number; seconds: number }>;
}

export interface DiscordServerOptions {
  token?: string;
  username?: string;
  limits?: Limits | 'none';
  /** Epoch milliseconds: ids, limits, how old an interaction is. Waiting is always in real time. */
  clock?: () => number;
  /** 0: any free port. */
  port?: number;
  /** Shards that GET /gateway/bot recommends, and how many may identify within 5 seconds. */
  shards?: number;
  maxConcurrency?: number;
  /** Milliseconds between the heartbeats that the gateway asks for. */
  heartbeatInterval?: number;
  /** Privileged intents that are granted: GUILD_MEMBERS 1 << 1, GUILD_PRESENCES 1 << 8, MESSAGE_CONTENT 1 << 15. */
  privilegedIntents?: number;
  /** Paths under /control/ do what the methods of DiscordServer do. */
  control?: boolean;
}

export type OptionValue = string | number | boolean;

/** Who uses a command and where. A private channel, or a guild without the bot, needs `installedBy: 'user'`. */
export interface CommandUse {
  userId: string;
  channelId: string;
  name: string;
  /** The subcommand, or the group and the subcommand. */
  path?: string[];
  options?: Record<string, OptionValue>;
  locale?: string;
  installedBy?: 'guild' | 'user';
}

/** One connection's session at the gateway. */
export interface GatewaySession {
  id: string;
  shard: [number, number];
  intents: number;
  isConnected: boolean;
  /** Number of the last event. */
  sequence: number;
  presence: Json | null;
  resumes: number;
}

export interface GuildGiven {
  id?: string;
  name?: string;
  ownerId?: string;
  preferredLocale?: string;
  /** Such as `COMMUNITY`, whose server has chosen its locale. */
  features?: string[];
  /** What the bot's own role adds to what everyone may. */
  botPermissions?: PermissionName[];
  everyonePermissions?: PermissionName[];
  memberIds?: string[];
  /** False: a guild that the bot was never in. */
  hasBot?: boolean;
}

export interface ChannelGiven {
  id?: string;
  guildId: string;
  type?: 'text' | 'announcement' | 'forum' | 'media';
  name?: string;
  requiresTag?: boolean;
  tags?: { id?: string; name: string; isModerated?: boolean }[];
}

/**
 * Ids are snowflakes in strings: those of guilds, channels, roles and users are counted, those of messages and
 * interactions carry the clock's time. Unknown ids, and what Discord would not let a person do, are errors of the test.
 */
export interface DiscordServer {
  /** For `rest.api`, without the version. */
  api: string;
  token: string;
  applicationId: string;
  botId: string;

  addUser(user?: {
    id?: string;
    username?: string;
    globalName?: string;
    /** False: messages of bots are refused. */
    acceptsMessages?: boolean;
    isBot?: boolean;
    /** Has installed the app for themselves. */
    hasInstalled?: boolean;
  }): string;
  addGuild(guild?: GuildGiven): string;
  addChannel(channel: ChannelGiven): string;
  /** Where Discord itself welcomes people; null for nowhere. */
  setSystemChannel(guildId: string, channelId: string | null): void;
  addThread(thread: { id?: string; channelId: string; name?: string; ownerId?: string }): string;
  /** The channel between the bot and a person. */
  openDirectMessage(userId: string): string;
  addPrivateChannel(userIds: string[]): string;
  addMember(guildId: string, userId: string, roleIds?: string[]): void;
  addRole(role: {
    id?: string;
    guildId: string;
    name?: string;
    permissions?: PermissionName[];
    isMentionable?: boolean;
  }): string;
  /** The overwrite of a channel for the bot, for everyone, or for a user or role: it takes the place of the one before. */
  setPermissions(
    channelId: string,
    change: { allow?: PermissionName[]; deny?: PermissionName[] },
    of?: 'bot' | 'everyone' | (string & {}),
  ): void;
  /** What the bot's own role allows in all of a guild. */
  setBotPermissions(guildId: string, permissions: PermissionName[]): void;
  /** With its threads. */
  removeChannel(channelId: string): void;
  setThread(threadId: string, state: { isArchived?: boolean; isLocked?: boolean }): void;
  /** Somebody deletes a message, the bot's or not. */
  removeMessage(channelId: string, messageId: string): void;
  /** The bot is thrown out of a guild, and let in (again). */
  kick(guildId: string): void;
  readd(guildId: string): void;
  /** An outage: the guild can not be reached for a while. */
  setGuildAvailable(guildId: string, isAvailable: boolean): void;
  setAcceptsMessages(userId: string, acceptsMessages: boolean): void;

  /** A person writes; gives the id of the message. A reply pings unless `pingsReplied` is false. */
  sendMessage(
    userId: string,
    channelId: string,
    content: string,
    extra?: { replyTo?: string; pingsReplied?: boolean },
  ): string;
  /** Gives the id of the interaction. The command must be registered, and be offered to this person here. */
  slashCommand(use: CommandUse): string;
  /** What Discord asks for while somebody types in `focused`. */
  autocomplete(use: CommandUse & { focused: string }): string;
  pressButton(
    userId: string,
    channelId: string,
    messageId: string,
    customId: string,
    locale?: string,
  ): string;
  choose(
    userId: string,
    channelId: string,
    messageId: string,
    customId: string,
    values: string[],
    locale?: string,
  ): string;
  /** Sends the modal that answered an interaction. */
  submitModal(interactionId: string, fields: Record<string, string>): string;

  /** The next `times` (once) calls of a route such as `POST /channels/:channel/messages`, or of `*`, in this channel or in all. */
  fail(route: string, fault: Fault, options?: { times?: number; channelId?: string }): void;

  gateway: {
    sessions(): GatewaySession[];
    /** Ends the connections of a shard (of all) without a word, or with a close code. */
    drop(options?: { shard?: number; code?: number }): void;
    /** Connections stay open, but nothing comes through them any more, no acknowledged heartbeat either. */
    freeze(shard?: number): void;
    /** Asks to reconnect (op 7). */
    askToReconnect(shard?: number): void;
    /** Invalid session (op 9). */
    invalidate(options?: { shard?: number; isResumable?: boolean }): void;
    /** Connections are refused, or let in again. */
    setDown(isDown: boolean): void;
    /** Identifies since the start; 1000 a day are allowed. */
    identifies(): number;
  };

  /** Messages of the bot that have not been deleted, those that one person sees included. */
  messages(channelId?: string): Message[];
  /** Of everybody. */
  allMessages(channelId: string): Message[];
  threads(channelId: string): { id: string; name: string; messageId: string | null; tagIds: string[] }[];
  interactions(): Interaction[];
  /** Interactions that spin on somebody's screen. */
  unacknowledged(): Interaction[];
  commands(): Json[];
  /** How often the global commands were written. */
  commandWrites(): number;
  calls(route?: string): ApiCall[];
  /** Calls that have come and are not answered yet. */
  underway(route?: string): number;
  typing(channelId?: string): { channelId: string; at: number }[];
  /** Messages of the bot that called somebody. */
  pings(): { messageId: string; channelId: string; pings: Pings }[];
  rateLimitHits(): { route: string; at: number; scope: 'user' | 'global' | 'shared'; isAvoidable: boolean }[];
  /** 429s that the headers of an earlier answer had warned of. */
  avoidable429s(): number;
  /** Answers of 401, 403 and 429, which Discord counts towards a ban. */
  invalidRequests(): number;
  /** Resolves as soon as `what` is true, looked at after every call; rejects (5000 ms, real time) with what was seen. */
  waitFor(what: (server: DiscordServer) => boolean, milliseconds?: number): Promise<void>;
  stop(): Promise<void>;
}
