import { type Channel, hasBot, type World } from '../create-world.ts';
import type { Message } from '../discord-server.ts';
import { createFormErrors } from '../messages/form-errors.ts';
import { messageJson } from '../messages/message-json.ts';
import { type ReadMessage, readMessage } from '../messages/read-message.ts';
import { changeMessage, dropMessage, storeMessage } from '../messages/store-message.ts';
import { has, permissionsIn } from '../permissions.ts';
import {
  alreadyCrossposted,
  cannotEditOthers,
  cannotMessageUser,
  cannotReplyWithoutHistory,
  missingPermissions,
  noMutualGuild,
  Refusal,
  unknownMessage,
  wrongChannelType,
} from '../refusal.ts';
import { findChannel, findMessage, findWritableChannel, refuseArchived } from './find-place.ts';
import { type Answer, bodyOf, type Context, param } from './route.ts';

/** "The past few minutes", milliseconds: https://docs.discord.com/developers/resources/message#create-message */
const NONCE_KEPT_FOR = 5 * 60_000;
const MOST_LISTED = 100;

/** POST /channels/:channel/messages */
export const createMessage: Answer = (call, context) => {
  const { world } = context;
  const channel = findWritableChannel(world, param(call, 'channel'));
  if (channel instanceof Refusal) return channel;
  return sendAsBot(channel, bodyOf(call), call.files, context);
};

/** Sends what a body asks for into a channel where the bot may write. */
export function sendAsBot(
  channel: Channel,
  body: Record<string, unknown>,
  files: { name: string; size: number }[],
  context: Context,
  id?: string,
): Record<string, unknown> | Refusal {
  const { world } = context;
  const unreachable = channel.type === 'dm' ? refuseDirect(world, channel) : null;
  if (unreachable !== null) return unreachable;
  const read = readMessage(body, { isInteraction: false, files: files.length });
  if (read instanceof Refusal) return read;
  const may = permissionsIn(world, channel, world.bot.id);
  if (read.embeds.length > 0 && !has(may, 'EmbedLinks')) return missingPermissions();
  if (files.length > 0 && !has(may, 'AttachFiles')) return missingPermissions();
  const twin = read.enforcesNonce ? findByNonce(read.nonce, context) : undefined;
  if (twin !== undefined) {
    // A message that was sent and deleted is not sent again: https://github.com/discord/discord-api-docs/pull/6647
    const place = world.channels.get(twin.channelId);
    return place?.messages.has(twin.id) === true ? messageJson(world, place, twin) : unknownMessage();
  }
  const repliesTo = findReplied(channel, read, has(may, 'ReadMessageHistory'));
  if (repliesTo instanceof Refusal) return repliesTo;
  const message = storeMessage(context, channel, read, {
    authorId: world.bot.id,
    repliesTo,
    files,
    ...(id === undefined ? {} : { id }),
  });
  return messageJson(world, channel, message);
}

/** GET /channels/:channel/messages/:message */
export const getMessage: Answer = (call, { world }) => {
  const channel = findChannel(world, param(call, 'channel'), 'ReadMessageHistory');
  if (channel instanceof Refusal) return channel;
  const message = findMessage(channel, param(call, 'message'));
  return message instanceof Refusal ? message : messageJson(world, channel, message);
};

/** GET /channels/:channel/messages: the newest first; nothing without the permission to read history. */
export const listMessages: Answer = (call, { world }) => {
  const channel = findChannel(world, param(call, 'channel'));
  if (channel instanceof Refusal) return channel;
  if (!has(permissionsIn(world, channel, world.bot.id), 'ReadMessageHistory')) return [];
  const limit = Number(call.query.get('limit') ?? 50);
  const errors = createFormErrors();
  if (!(limit >= 1 && limit <= MOST_LISTED))
    errors.add(['limit'], 'NUMBER_TYPE_MAX', `int value should be between 1 and ${MOST_LISTED}.`);
  const refusal = errors.refusal();
  if (refusal !== null) return refusal;
  const before = call.query.get('before');
  const after = call.query.get('after');
  const listed = [...channel.messages.values()].filter(
    ({ id, ephemeralTo }) =>
      ephemeralTo === null &&
      (before === null || BigInt(id) < BigInt(before)) &&
      (after === null || BigInt(id) > BigInt(after)),
  );
  const wanted = after === null ? listed.slice(-limit) : listed.slice(0, limit);
  return wanted.reverse().map((message) => messageJson(world, channel, message));
};

/** PATCH /channels/:channel/messages/:message */
export const editMessage: Answer = (call, context) => {
  const { world } = context;
  const channel = findChannel(world, param(call, 'channel'));
  if (channel instanceof Refusal) return channel;
  const message = findMessage(channel, param(call, 'message'));
  if (message instanceof Refusal) return message;
  if (message.authorId !== world.bot.id) return cannotEditOthers();
  const archived = refuseArchived(channel);
  if (archived !== null) return archived;
  const read = readMessage(bodyOf(call), {
    before: message,
    isInteraction: message.interactionId !== null,
    files: call.files.length + message.files.length,
  });
  if (read instanceof Refusal) return read;
  changeMessage(context, channel, message, read, call.files);
  return messageJson(world, channel, message);
};

/** DELETE /channels/:channel/messages/:message */
export const deleteMessage: Answer = (call, context) => {
  const { world } = context;
  const channel = findChannel(world, param(call, 'channel'));
  if (channel instanceof Refusal) return channel;
  const message = findMessage(channel, param(call, 'message'));
  if (message instanceof Refusal) return message;
  const managesMessages = has(permissionsIn(world, channel, world.bot.id), 'ManageMessages');
  if (message.authorId !== world.bot.id && !managesMessages) return missingPermissions();
  const archived = refuseArchived(channel);
  if (archived !== null) return archived;
  dropMessage(context, channel, message);
  return undefined;
};

/** POST /channels/:channel/messages/:message/crosspost */
export const crosspostMessage: Answer = (call, context) => {
  const { world, clock, dispatch } = context;
  const channel = findChannel(world, param(call, 'channel'), 'SendMessages');
  if (channel instanceof Refusal) return channel;
  if (channel.type !== 'announcement') return wrongChannelType();
  const message = findMessage(channel, param(call, 'message'));
  if (message instanceof Refusal) return message;
  const managesMessages = has(permissionsIn(world, channel, world.bot.id), 'ManageMessages');
  if (message.authorId !== world.bot.id && !managesMessages) return missingPermissions();
  if (message.crosspostedAt !== null) return alreadyCrossposted();
  message.crosspostedAt = clock();
  const json = messageJson(world, channel, message);
  dispatch('MESSAGE_UPDATE', { ...json, guild_id: channel.guildId }, channel.guildId);
  return json;
};

/** POST /channels/:channel/typing */
export const startTyping: Answer = (call, { world, clock }) => {
  const channel = findWritableChannel(world, param(call, 'channel'));
  if (channel instanceof Refusal) return channel;
  world.typing.push({ channelId: channel.id, at: clock() });
  return undefined;
};

/** Bots reach people with whom they share a guild, who have installed them or who have written to them. */
function refuseDirect(world: World, channel: Channel): Refusal | null {
  const id = channel.recipients.find((recipient) => recipient !== world.bot.id) ?? '';
  const user = world.users.get(id);
  if (user?.acceptsMessages !== true) return cannotMessageUser();
  if (user.hasInstalled || [...channel.messages.values()].some(({ authorId }) => authorId === id))
    return null;
  const guilds = [...world.guilds.values()];
  return guilds.some((guild) => guild.members.has(id) && hasBot(world, guild.id)) ? null : noMutualGuild();
}

/** Told apart by author only, as the documentation says: the same nonce in another channel is the same message. */
function findByNonce(nonce: string | number | null, { world, clock }: Context): Message | undefined {
  const message = world.nonces.get(String(nonce));
  return message !== undefined && clock() - message.sentAt < NONCE_KEPT_FOR ? message : undefined;
}

function findReplied(
  channel: Channel,
  { reference }: ReadMessage,
  readsHistory: boolean,
): Message | null | Refusal {
  if (reference === null) return null;
  if (!readsHistory) return cannotReplyWithoutHistory();
  const found = findMessage(channel, reference.messageId);
  if (!(found instanceof Refusal)) return found;
  if (!reference.failsIfMissing) return null;
  const errors = createFormErrors();
  errors.add(['message_reference'], 'REPLIES_UNKNOWN_MESSAGE', 'Unknown message');
  return errors.refusal();
}
