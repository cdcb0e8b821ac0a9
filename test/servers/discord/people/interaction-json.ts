import type { Channel, StoredInteraction, World } from '../create-world.ts';
import { hasBot } from '../create-world.ts';
import type { Json } from '../discord-server.ts';
import { messageJson } from '../messages/message-json.ts';
import { permissionsIn } from '../permissions.ts';
import { channelJson, memberJson, partialGuildJson, userJson } from '../world-json.ts';
import { userOf } from './find.ts';

const ATTACHMENT_LIMIT = 10 * 1024 * 1024;

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object */
export function interactionJson(
  world: World,
  channel: Channel,
  interaction: StoredInteraction,
  data: Json,
): Json {
  const guild = world.guilds.get(channel.guildId ?? '');
  const user = userOf(world, interaction.userId);
  const mine = permissionsIn(world, channel, user.id);
  const appPermissions =
    guild === undefined || hasBot(world, guild.id) ? permissionsIn(world, channel, world.bot.id) : mine;
  const message = channel.messages.get(interaction.messageId ?? '');
  return {
    id: interaction.id,
    application_id: world.applicationId,
    type: interaction.type,
    token: interaction.token,
    version: 1,
    data,
    channel_id: channel.id,
    channel: { ...channelJson(world, channel), permissions: String(mine) },
    ...(guild === undefined
      ? { user: userJson(user) }
      : {
          guild_id: guild.id,
          guild: { ...partialGuildJson(guild), locale: guild.preferredLocale },
          guild_locale: guild.preferredLocale,
          member: { ...memberJson(world, guild, user.id), permissions: String(mine) },
        }),
    ...(message === undefined ? {} : { message: messageJson(world, channel, message) }),
    app_permissions: String(appPermissions),
    locale: interaction.locale,
    entitlements: [],
    authorizing_integration_owners: owners(world, channel, interaction),
    context: contextOf(channel),
    attachment_size_limit: ATTACHMENT_LIMIT,
  };
}

/** 0 a guild, 1 direct messages with the bot, 2 a private channel without it. */
export function contextOf(channel: Channel): 0 | 1 | 2 {
  if (channel.guildId !== null) return 0;
  return channel.type === 'dm' ? 1 : 2;
}

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-authorizing-integration-owners-object */
function owners(world: World, channel: Channel, { userId, isUserInstalled }: StoredInteraction): Json {
  const byGuild = isUserInstalled ? {} : { 0: channel.guildId ?? '0' };
  return userOf(world, userId).hasInstalled ? { ...byGuild, 1: userId } : byGuild;
}
