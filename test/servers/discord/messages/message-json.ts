import type { Channel, World } from '../create-world.ts';
import type { Json, Message } from '../discord-server.ts';
import { CHANNEL_TYPES, channelJson, isoTime, memberJson, userJson } from '../world-json.ts';

export const FLAGS = {
  CROSSPOSTED: 1 << 0,
  SUPPRESS_EMBEDS: 1 << 2,
  HAS_THREAD: 1 << 5,
  EPHEMERAL: 1 << 6,
  LOADING: 1 << 7,
  SUPPRESS_NOTIFICATIONS: 1 << 12,
  IS_COMPONENTS_V2: 1 << 15,
} as const;

/** https://docs.discord.com/developers/resources/message#message-object */
export function messageJson(world: World, channel: Channel, message: Message, withReference = true): Json {
  const author = world.users.get(message.authorId);
  const interaction = world.interactions.get(message.interactionId ?? '');
  const asker = world.users.get(interaction?.userId ?? '');
  const { pings, repliesTo } = message;
  const mentioned = pings.repliedUser === null ? pings.users : [...pings.users, pings.repliedUser];
  const replied = repliesTo === null ? undefined : channel.messages.get(repliesTo.messageId);
  const thread = threadOn(world, message);
  return {
    id: message.id,
    channel_id: message.channelId,
    author: author === undefined ? null : userJson(author),
    content: message.content,
    timestamp: isoTime(message.sentAt),
    edited_timestamp: message.editedAt === null ? null : isoTime(message.editedAt),
    tts: false,
    mention_everyone: pings.everyone || pings.here,
    mentions: [...new Set(mentioned)].flatMap((id) => {
      const user = world.users.get(id);
      return user === undefined ? [] : [userJson(user)];
    }),
    mention_roles: pings.roles,
    attachments: message.files.map(({ name, size }, index) => ({
      id: String(index),
      filename: name,
      size,
      url: `https://cdn.discordapp.com/${name}`,
      proxy_url: `https://media.discordapp.net/${name}`,
    })),
    embeds: message.embeds.map((embed) => ({ type: 'rich', ...embed })),
    components: message.components,
    pinned: false,
    type: typeOf(message),
    flags: flagsOf(world, message),
    ...(message.nonce === null ? {} : { nonce: message.nonce }),
    ...(repliesTo === null
      ? {}
      : {
          message_reference: {
            type: 0,
            channel_id: repliesTo.channelId,
            message_id: repliesTo.messageId,
            ...(message.guildId === null ? {} : { guild_id: message.guildId }),
          },
          ...(withReference
            ? {
                referenced_message:
                  replied === undefined ? null : messageJson(world, channel, replied, false),
              }
            : {}),
        }),
    ...(message.interactionId === null
      ? {}
      : { webhook_id: world.applicationId, application_id: world.applicationId }),
    ...(interaction === undefined || asker === undefined
      ? {}
      : {
          interaction_metadata: {
            id: interaction.id,
            type: interaction.type,
            user: userJson(asker),
            authorizing_integration_owners: {},
          },
        }),
    ...(thread === undefined ? {} : { thread: channelJson(world, thread) }),
  };
}

/** As MESSAGE_CREATE and MESSAGE_UPDATE bring it. */
export function messageEvent(world: World, channel: Channel, message: Message): Json {
  const guild = world.guilds.get(channel.guildId ?? '');
  const isMember = guild?.members.has(message.authorId) === true;
  return {
    ...messageJson(world, channel, message),
    channel_type: CHANNEL_TYPES[channel.type],
    ...(guild === undefined ? {} : { guild_id: guild.id }),
    ...(guild !== undefined && isMember ? { member: memberJson(world, guild, message.authorId, false) } : {}),
  };
}

function typeOf(message: Message): number {
  if (message.interactionId !== null && message.repliesTo === null) return 20;
  return message.repliesTo === null ? 0 : 19;
}

function flagsOf(world: World, message: Message): number {
  return (
    message.flags |
    (message.isLoading ? FLAGS.LOADING : 0) |
    (message.ephemeralTo === null ? 0 : FLAGS.EPHEMERAL) |
    (message.crosspostedAt === null ? 0 : FLAGS.CROSSPOSTED) |
    (threadOn(world, message) === undefined ? 0 : FLAGS.HAS_THREAD)
  );
}

/** The thread that hangs on a message has its id; so has a forum's post, in which its first message stands. */
function threadOn(world: World, message: Message): Channel | undefined {
  const thread = world.channels.get(message.id);
  return thread?.parentId === message.channelId ? thread : undefined;
}
