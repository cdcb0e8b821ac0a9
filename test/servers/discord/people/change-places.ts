import { createChannel, forgetChannel, hasBot, keepChannel, threadsOf } from '../create-world.ts';
import type { DiscordServer } from '../discord-server.ts';
import { dropMessage } from '../messages/store-message.ts';
import { bitsOf, DEFAULT_EVERYONE } from '../permissions.ts';
import type { Context } from '../routes/route.ts';
import { channelJson, guildJson, roleJson } from '../world-json.ts';
import { channelOf, guildOf, messageOf, userOf } from './find.ts';

type Places = Pick<
  DiscordServer,
  | 'addUser'
  | 'addGuild'
  | 'addChannel'
  | 'addThread'
  | 'openDirectMessage'
  | 'addPrivateChannel'
  | 'addMember'
  | 'addRole'
  | 'setPermissions'
  | 'setBotPermissions'
  | 'removeChannel'
  | 'setThread'
  | 'removeMessage'
  | 'kick'
  | 'readd'
  | 'setGuildAvailable'
  | 'setAcceptsMessages'
>;

/** Sets up guilds, channels and people, and tells the gateway of what changes. */
export function createPlaces(context: Context): Places {
  const { world, clock, dispatch } = context;
  const botRoleId = (guildId: string): string => {
    const role = [...guildOf(world, guildId).roles.values()].find(({ botId }) => botId === world.bot.id);
    if (role === undefined) throw new Error(`the bot has no role in guild ${guildId}`);
    return role.id;
  };
  const createGuild = (guildId: string): void =>
    dispatch('GUILD_CREATE', guildJson(world, guildOf(world, guildId)), guildId);

  const addUser: Places['addUser'] = ({
    id = world.ids.nextPlace(),
    username,
    globalName,
    acceptsMessages,
    isBot,
    hasInstalled,
  } = {}) => {
    world.users.set(id, {
      id,
      username: username ?? `user${id.slice(-6)}`,
      globalName: globalName ?? null,
      isBot: isBot ?? false,
      acceptsMessages: acceptsMessages ?? true,
      hasInstalled: hasInstalled ?? false,
    });
    return id;
  };

  return {
    addUser,

    addGuild(given = {}) {
      const { id = world.ids.nextPlace(), name, ownerId, memberIds = [] } = given;
      const hasTheBot = given.hasBot ?? true;
      const owner = ownerId ?? addUser();
      const roleId = world.ids.nextPlace();
      const role = { isMentionable: false, botId: null };
      const everyone = bitsOf(given.everyonePermissions ?? DEFAULT_EVERYONE);
      const own = bitsOf(given.botPermissions ?? []);
      const bot = world.bot;
      world.guilds.set(id, {
        id,
        name: name ?? `Guild ${id.slice(-6)}`,
        ownerId: owner,
        preferredLocale: given.preferredLocale ?? 'en-US',
        roles: new Map([
          [id, { ...role, id, name: '@everyone', permissions: everyone }],
          [roleId, { ...role, id: roleId, name: bot.username, permissions: own, botId: bot.id }],
        ]),
        members: new Map(
          [owner, ...memberIds, ...(hasTheBot ? [bot.id] : [])].map((userId) => [
            userId,
            { userId: userOf(world, userId).id, roleIds: userId === bot.id ? [roleId] : [] },
          ]),
        ),
        channelIds: new Set(),
        isAvailable: true,
        createdAt: clock(),
      });
      if (hasTheBot) createGuild(id);
      return id;
    },

    addChannel({ id = world.ids.nextPlace(), guildId, type = 'text', name, requiresTag = false, tags = [] }) {
      const channel = createChannel({
        id,
        type,
        guildId: guildOf(world, guildId).id,
        name: name ?? `channel-${id.slice(-6)}`,
        requiresTag,
        tags: tags.map((tag) => ({
          id: tag.id ?? world.ids.nextPlace(),
          name: tag.name,
          isModerated: tag.isModerated ?? false,
        })),
      });
      keepChannel(world, channel);
      if (hasBot(world, guildId)) dispatch('CHANNEL_CREATE', channelJson(world, channel), guildId);
      return id;
    },

    addThread({ id = world.ids.nextPlace(), channelId, name, ownerId }) {
      const parent = channelOf(world, channelId);
      const thread = createChannel({
        id,
        type: parent.type === 'announcement' ? 'announcement-thread' : 'public-thread',
        guildId: parent.guildId,
        parentId: parent.id,
        name: name ?? `thread-${id.slice(-6)}`,
        thread: {
          ownerId: ownerId ?? guildOf(world, parent.guildId ?? '').ownerId,
          isArchived: false,
          isLocked: false,
          changedAt: clock(),
          autoArchiveMinutes: 4320,
          tagIds: [],
          isFromMessage: false,
        },
      });
      keepChannel(world, thread);
      dispatch('THREAD_CREATE', { ...channelJson(world, thread), newly_created: true }, parent.guildId);
      return id;
    },

    openDirectMessage(userId) {
      const recipients = [world.bot.id, userOf(world, userId).id];
      const found = [...world.channels.values()].find(
        (channel) => channel.type === 'dm' && channel.recipients.includes(userId),
      );
      const channel = found ?? createChannel({ id: world.ids.nextPlace(), type: 'dm', recipients });
      keepChannel(world, channel);
      return channel.id;
    },

    addPrivateChannel(userIds) {
      const recipients = userIds.map((id) => userOf(world, id).id);
      const channel = createChannel({ id: world.ids.nextPlace(), type: 'private', recipients });
      keepChannel(world, channel);
      return channel.id;
    },

    addMember(guildId, userId, roleIds = []) {
      const guild = guildOf(world, guildId);
      guild.members.set(userOf(world, userId).id, { userId, roleIds });
    },

    addRole({ id = world.ids.nextPlace(), guildId, name, permissions = [], isMentionable = false }) {
      const role = {
        id,
        name: name ?? `role-${id.slice(-6)}`,
        permissions: bitsOf(permissions),
        isMentionable,
        botId: null,
      };
      guildOf(world, guildId).roles.set(id, role);
      if (hasBot(world, guildId))
        dispatch('GUILD_ROLE_CREATE', { guild_id: guildId, role: roleJson(role) }, guildId);
      return id;
    },

    setPermissions(channelId, { allow = [], deny = [] }, of = 'bot') {
      const channel = channelOf(world, channelId);
      const guild = guildOf(world, channel.guildId ?? '');
      const id = of === 'bot' ? world.bot.id : of === 'everyone' ? guild.id : of;
      const overwrite = { isRole: guild.roles.has(id), allow: bitsOf(allow), deny: bitsOf(deny) };
      channel.overwrites.set(id, overwrite);
      if (hasBot(world, guild.id)) dispatch('CHANNEL_UPDATE', channelJson(world, channel), guild.id);
    },

    setBotPermissions(guildId, permissions) {
      const role = guildOf(world, guildId).roles.get(botRoleId(guildId));
      if (role === undefined) return;
      role.permissions = bitsOf(permissions);
      if (hasBot(world, guildId))
        dispatch('GUILD_ROLE_UPDATE', { guild_id: guildId, role: roleJson(role) }, guildId);
    },

    removeChannel(channelId) {
      const channel = channelOf(world, channelId);
      for (const thread of threadsOf(world, channelId)) forgetChannel(world, thread);
      forgetChannel(world, channel);
      const event = channel.thread === null ? 'CHANNEL_DELETE' : 'THREAD_DELETE';
      if (channel.guildId === null || hasBot(world, channel.guildId))
        dispatch(event, channelJson(world, channel), channel.guildId);
    },

    setThread(threadId, { isArchived, isLocked }) {
      const channel = channelOf(world, threadId);
      if (channel.thread === null) throw new Error(`channel ${threadId} is no thread`);
      channel.thread.isArchived = isArchived ?? channel.thread.isArchived;
      channel.thread.isLocked = isLocked ?? channel.thread.isLocked;
      channel.thread.changedAt = clock();
      dispatch('THREAD_UPDATE', channelJson(world, channel), channel.guildId);
    },

    removeMessage(channelId, messageId) {
      const channel = channelOf(world, channelId);
      dropMessage(context, channel, messageOf(channel, messageId));
    },

    kick(guildId) {
      guildOf(world, guildId).members.delete(world.bot.id);
      dispatch('GUILD_DELETE', { id: guildId }, guildId);
    },

    readd(guildId) {
      guildOf(world, guildId).members.set(world.bot.id, {
        userId: world.bot.id,
        roleIds: [botRoleId(guildId)],
      });
      createGuild(guildId);
    },

    setGuildAvailable(guildId, isAvailable) {
      guildOf(world, guildId).isAvailable = isAvailable;
      if (isAvailable) createGuild(guildId);
      else dispatch('GUILD_DELETE', { id: guildId, unavailable: true }, guildId);
    },

    setAcceptsMessages(userId, acceptsMessages) {
      userOf(world, userId).acceptsMessages = acceptsMessages;
    },
  };
}
