import type { Channel, StoredInteraction } from '../create-world.ts';
import type { Message } from '../discord-server.ts';
import type { Context } from '../routes/route.ts';
import { addPings, findPings, NOBODY } from './find-pings.ts';
import { messageEvent } from './message-json.ts';
import type { ReadMessage } from './read-message.ts';
import { textsOf } from './walk-components.ts';

interface Sending {
  id?: string;
  authorId: string;
  repliesTo?: Message | null;
  interaction?: StoredInteraction;
  isEphemeral?: boolean;
  isLoading?: boolean;
  files?: { name: string; size: number }[];
}

/** Puts a new message into its channel and tells the gateway. */
export function storeMessage(
  context: Context,
  channel: Channel,
  read: ReadMessage,
  {
    id,
    authorId,
    repliesTo = null,
    interaction,
    isEphemeral = false,
    isLoading = false,
    files = [],
  }: Sending,
): Message {
  const { world, clock } = context;
  const message: Message = {
    id: id ?? world.ids.nextEvent(),
    channelId: channel.id,
    guildId: channel.guildId,
    authorId,
    content: read.content,
    embeds: read.embeds,
    components: read.components,
    flags: read.flags,
    sentAt: clock(),
    shownAt: isLoading ? null : clock(),
    editedAt: null,
    edits: [],
    pings: isLoading ? NOBODY : pingsOf(context, channel, read, authorId, repliesTo),
    nonce: read.nonce,
    repliesTo: repliesTo === null ? null : { channelId: channel.id, messageId: repliesTo.id },
    interactionId: interaction?.id ?? null,
    ephemeralTo: isEphemeral ? (interaction?.userId ?? null) : null,
    isLoading,
    crosspostedAt: null,
    files,
  };
  channel.messages.set(message.id, message);
  channel.lastMessageId = message.id;
  if (authorId === world.bot.id) {
    world.sent.push(message);
    if (message.nonce !== null) world.nonces.set(String(message.nonce), message);
  }
  // Writing wakes an archived thread.
  if (channel.thread !== null) channel.thread.isArchived = false;
  tell(context, 'MESSAGE_CREATE', channel, message);
  return message;
}

/** Replaces what a message says; a deferred response gets its first content so, which is no edit. */
export function changeMessage(
  context: Context,
  channel: Channel,
  message: Message,
  read: ReadMessage,
  files: { name: string; size: number }[] = [],
): void {
  const { content, embeds, components, flags } = message;
  if (!message.isLoading) {
    message.editedAt = context.clock();
    message.edits.push({ content, embeds, components, flags, at: message.editedAt });
  }
  const repliesTo = channel.messages.get(message.repliesTo?.messageId ?? '') ?? null;
  const pings = pingsOf(context, channel, read, message.authorId, message.isLoading ? repliesTo : null);
  const { content: text, embeds: shown, components: parts, flags: set } = read;
  Object.assign(message, { content: text, embeds: shown, components: parts, flags: set, isLoading: false });
  message.shownAt ??= context.clock();
  message.pings = addPings(message.pings, pings);
  message.files = [...message.files, ...files];
  tell(context, 'MESSAGE_UPDATE', channel, message);
}

export function dropMessage(context: Context, channel: Channel, message: Message): void {
  channel.messages.delete(message.id);
  const { sent } = context.world;
  if (sent.includes(message)) sent.splice(sent.indexOf(message), 1);
  if (message.ephemeralTo !== null) return;
  const place = channel.guildId === null ? {} : { guild_id: channel.guildId };
  context.dispatch('MESSAGE_DELETE', { id: message.id, channel_id: channel.id, ...place }, channel.guildId);
}

function tell(context: Context, event: string, channel: Channel, message: Message): void {
  if (message.ephemeralTo !== null) return;
  context.dispatch(event, messageEvent(context.world, channel, message), channel.guildId);
}

function pingsOf(
  { world }: Context,
  channel: Channel,
  { content, components, allowed }: ReadMessage,
  authorId: string,
  repliesTo: Message | null,
) {
  const texts = [content, ...textsOf(components)];
  return findPings(world, channel, { texts, authorId, allowed, repliedUser: repliesTo?.authorId ?? null });
}
