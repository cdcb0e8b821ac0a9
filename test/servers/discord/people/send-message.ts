import type { DiscordServer } from '../discord-server.ts';
import { storeMessage } from '../messages/store-message.ts';
import { has, permissionsIn } from '../permissions.ts';
import type { Context } from '../routes/route.ts';
import { channelOf, messageOf, userOf } from './find.ts';

/** A person writes into a channel where they may. */
export function createSendMessage(context: Context): DiscordServer['sendMessage'] {
  const { world } = context;
  return (userId, channelId, content, { replyTo, pingsReplied = true } = {}) => {
    const channel = channelOf(world, channelId);
    const author = userOf(world, userId);
    const sending = channel.thread === null ? 'SendMessages' : 'SendMessagesInThreads';
    if (!has(permissionsIn(world, channel, author.id), sending))
      throw new Error(`user ${userId} may not write in channel ${channelId}`);
    const parse = ['users', 'roles', 'everyone'];
    const read = {
      content,
      embeds: [],
      components: [],
      flags: 0,
      allowed: { parse, users: [], roles: [], repliedUser: pingsReplied },
      nonce: null,
      enforcesNonce: false,
      isEphemeral: false,
      reference: null,
    };
    const repliesTo = replyTo === undefined ? null : messageOf(channel, replyTo);
    return storeMessage(context, channel, read, { authorId: author.id, repliesTo }).id;
  };
}
