import { createChannel, forgetChannel, hasBot, keepChannel, threadsOf } from '../create-world.ts';
import type { DiscordServer } from '../discord-server.ts';
import { dropMessage } from '../messages/store-message.ts';
import { bitsOf } from '../permissions.ts';
import type { Context } from '../routes/route.ts';
import { channelJson } from '../world-json.ts';
import { channelOf, guildOf, messageOf, userOf } from './find.ts';

type Channels = Pick<
  DiscordServer,
  | 'addChannel'
  | 'setSystemChannel'
  | 'addThread'
  | 'openDirectMessage'
  | 'addPrivateChannel'
  | 'setPermissions'
  | 'removeChannel'
  | 'setThread'
  | 'removeMessage'
>;

/** Sets up channels, threads and direct messages, and tells the gateway of what changes. */
export function createChannels(context: Context): Channels {
  const { world, clock, dispatch } = context;
  return {
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

    setSystemChannel(guildId, channelId) {
      guildOf(world, guildId).systemChannelId = channelId === null ? null : channelOf(world, channelId).id;
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

    setPermissions(channelId, { allow = [], deny = [] }, of = 'bot') {
      const channel = channelOf(world, channelId);
      const guild = guildOf(world, channel.guildId ?? '');
      const id = of === 'bot' ? world.bot.id : of === 'everyone' ? guild.id : of;
      const overwrite = { isRole: guild.roles.has(id), allow: bitsOf(allow), deny: bitsOf(deny) };
      channel.overwrites.set(id, overwrite);
      if (hasBot(world, guild.id)) dispatch('CHANNEL_UPDATE', channelJson(world, channel), guild.id);
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
  };
}
