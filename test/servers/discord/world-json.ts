import { type Channel, channelsOf, type Guild, type Role, type User, type World } from './create-world.ts';
import type { ChannelType, Json } from './discord-server.ts';
import { permissionsIn } from './permissions.ts';

/** https://docs.discord.com/developers/resources/channel#channel-object-channel-types */
export const CHANNEL_TYPES: Record<ChannelType, number> = {
  text: 0,
  dm: 1,
  private: 1,
  announcement: 5,
  'announcement-thread': 10,
  'public-thread': 11,
  forum: 15,
  media: 16,
};

export function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '000+00:00');
}

export function userJson(user: User): Json {
  return {
    id: user.id,
    username: user.username,
    global_name: user.globalName,
    discriminator: user.isBot ? '0001' : '0',
    avatar: null,
    bot: user.isBot,
    public_flags: 0,
  };
}

export function roleJson(role: Role): Json {
  return {
    id: role.id,
    name: role.name,
    permissions: String(role.permissions),
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    position: role.name === '@everyone' ? 0 : 1,
    managed: role.botId !== null,
    mentionable: role.isMentionable,
    flags: 0,
    ...(role.botId === null ? {} : { tags: { bot_id: role.botId } }),
  };
}

/** A guild member; without `user` inside messages. */
export function memberJson(world: World, guild: Guild, userId: string, withUser = true): Json {
  const user = world.users.get(userId);
  return {
    ...(withUser && user !== undefined ? { user: userJson(user) } : {}),
    nick: null,
    avatar: null,
    roles: guild.members.get(userId)?.roleIds ?? [],
    joined_at: isoTime(guild.createdAt),
    premium_since: null,
    communication_disabled_until: null,
    pending: false,
    deaf: false,
    mute: false,
    flags: 0,
  };
}

export function channelJson(world: World, channel: Channel): Json {
  const base = {
    id: channel.id,
    type: CHANNEL_TYPES[channel.type],
    last_message_id: channel.lastMessageId,
    flags: channel.requiresTag ? 1 << 4 : 0,
  };
  if (channel.guildId === null) {
    const others = channel.recipients.filter((id) => id !== world.bot.id);
    return { ...base, recipients: others.flatMap((id) => userOf(world, id)) };
  }
  const common = {
    ...base,
    guild_id: channel.guildId,
    name: channel.name,
    parent_id: channel.parentId,
    rate_limit_per_user: 0,
  };
  const { thread } = channel;
  if (thread !== null) {
    return {
      ...common,
      owner_id: thread.ownerId,
      message_count: channel.messages.size,
      total_message_sent: channel.messages.size,
      member_count: 1,
      applied_tags: thread.tagIds,
      thread_metadata: {
        archived: thread.isArchived,
        locked: thread.isLocked,
        auto_archive_duration: thread.autoArchiveMinutes,
        archive_timestamp: isoTime(thread.changedAt),
        create_timestamp: isoTime(thread.changedAt),
      },
    };
  }
  return {
    ...common,
    position: 0,
    topic: null,
    nsfw: false,
    permission_overwrites: [...channel.overwrites].map(([id, { isRole, allow, deny }]) => ({
      id,
      type: isRole ? 0 : 1,
      allow: String(allow),
      deny: String(deny),
    })),
    ...(channel.type === 'forum' || channel.type === 'media'
      ? {
          available_tags: channel.tags.map(({ id, name, isModerated }) => ({
            id,
            name,
            moderated: isModerated,
            emoji_id: null,
            emoji_name: null,
          })),
          default_reaction_emoji: null,
          default_sort_order: null,
          default_forum_layout: 0,
        }
      : {}),
  };
}

/** A guild as GUILD_CREATE brings it to the bot. */
export function guildJson(world: World, guild: Guild): Json {
  const channels = channelsOf(world, guild.id);
  const seen = channels.filter((channel) => permissionsIn(world, channel, world.bot.id) !== 0n);
  return {
    ...partialGuildJson(guild),
    owner_id: guild.ownerId,
    icon: null,
    roles: [...guild.roles.values()].map(roleJson),
    emojis: [],
    stickers: [],
    joined_at: isoTime(guild.botJoinedAt),
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    members: [memberJson(world, guild, world.bot.id)],
    voice_states: [],
    channels: channels.filter(({ thread }) => thread === null).map((one) => channelJson(world, one)),
    threads: seen
      .filter(({ thread }) => thread !== null && !thread.isArchived)
      .map((one) => channelJson(world, one)),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    mfa_level: 0,
    nsfw_level: 0,
    premium_tier: 0,
    system_channel_id: guild.systemChannelId,
    system_channel_flags: 0,
  };
}

export function partialGuildJson(guild: Guild): Json {
  return {
    id: guild.id,
    name: guild.name,
    features: guild.features,
    preferred_locale: guild.preferredLocale,
  };
}

function userOf(world: World, id: string): Json[] {
  const user = world.users.get(id);
  return user === undefined ? [] : [userJson(user)];
}
