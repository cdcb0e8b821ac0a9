import { hasBot } from '../create-world.ts';
import type { DiscordServer } from '../discord-server.ts';
import { bitsOf, DEFAULT_EVERYONE } from '../permissions.ts';
import type { Context } from '../routes/route.ts';
import { guildJson, roleJson } from '../world-json.ts';
import { guildOf, userOf } from './find.ts';

type Guilds = Pick<
  DiscordServer,
  | 'addUser'
  | 'setAcceptsMessages'
  | 'addGuild'
  | 'addMember'
  | 'addRole'
  | 'setBotPermissions'
  | 'kick'
  | 'readd'
  | 'setGuildAvailable'
>;

/** Sets up people and guilds, and tells the gateway of what changes. */
export function createGuilds({ world, clock, dispatch }: Context): Guilds {
  const botRoleId = (guildId: string): string => {
    const role = [...guildOf(world, guildId).roles.values()].find(({ botId }) => botId === world.bot.id);
    if (role === undefined) throw new Error(`the bot has no role in guild ${guildId}`);
    return role.id;
  };
  const createGuild = (guildId: string): void =>
    dispatch('GUILD_CREATE', guildJson(world, guildOf(world, guildId)), guildId);

  const addUser: Guilds['addUser'] = ({
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

    setAcceptsMessages(userId, acceptsMessages) {
      userOf(world, userId).acceptsMessages = acceptsMessages;
    },

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
        botJoinedAt: clock(),
        systemChannelId: null,
        features: given.features ?? [],
      });
      if (hasTheBot) createGuild(id);
      return id;
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

    setBotPermissions(guildId, permissions) {
      const role = guildOf(world, guildId).roles.get(botRoleId(guildId));
      if (role === undefined) return;
      role.permissions = bitsOf(permissions);
      if (hasBot(world, guildId))
        dispatch('GUILD_ROLE_UPDATE', { guild_id: guildId, role: roleJson(role) }, guildId);
    },

    kick(guildId) {
      guildOf(world, guildId).members.delete(world.bot.id);
      dispatch('GUILD_DELETE', { id: guildId }, guildId);
    },

    readd(guildId) {
      guildOf(world, guildId).botJoinedAt = clock();
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
  };
}
