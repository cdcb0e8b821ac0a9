import { type Channel, createChannel, keepChannel } from '../create-world.ts';
import type { Json } from '../discord-server.ts';
import { checkText, createFormErrors, isJson } from '../messages/form-errors.ts';
import { messageEvent } from '../messages/message-json.ts';
import { readMessage } from '../messages/read-message.ts';
import { has, permissionsIn } from '../permissions.ts';
import { missingPermissions, Refusal, tagRequired, threadExists, wrongChannelType } from '../refusal.ts';
import { channelJson } from '../world-json.ts';
import { findChannel, findMessage } from './find-place.ts';
import { sendAsBot } from './messages.ts';
import { type Answer, bodyOf, type Call, type Context, param } from './route.ts';

/** https://docs.discord.com/developers/resources/channel#start-thread-from-message */
const LONGEST_NAME = 100;
const ARCHIVE_MINUTES = [60, 1440, 4320, 10080];
/** https://docs.discord.com/developers/resources/channel#start-thread-in-forum-or-media-channel */
const MOST_TAGS = 5;
const PUBLIC_THREAD = 11;

/** POST /channels/:channel/messages/:message/threads */
export const startThreadFromMessage: Answer = (call, context) => {
  const { world } = context;
  const channel = findChannel(world, param(call, 'channel'), 'CreatePublicThreads', 'ReadMessageHistory');
  if (channel instanceof Refusal) return channel;
  if (channel.type !== 'text' && channel.type !== 'announcement') return wrongChannelType();
  const message = findMessage(channel, param(call, 'message'));
  if (message instanceof Refusal) return message;
  const refusal = checkThread(bodyOf(call));
  if (refusal !== null) return refusal;
  if (world.channels.has(message.id)) return threadExists();
  const thread = openThread(context, channel, bodyOf(call), message.id);
  context.dispatch('MESSAGE_UPDATE', messageEvent(world, channel, message), channel.guildId);
  return channelJson(world, thread);
};

/** POST /channels/:channel/threads: with a first message in a forum, on its own in a text channel. */
export const startThread: Answer = (call, context) => {
  const { world } = context;
  const channel = findChannel(world, param(call, 'channel'));
  if (channel instanceof Refusal) return channel;
  if (channel.type === 'forum' || channel.type === 'media') return startPost(channel, call, context);
  if (channel.type !== 'text' && channel.type !== 'announcement') return wrongChannelType();
  if (!has(permissionsIn(world, channel, world.bot.id), 'CreatePublicThreads')) return missingPermissions();
  const body = bodyOf(call);
  const refusal = checkThread(body);
  if (refusal !== null) return refusal;
  if (channel.type === 'text' && body.type !== PUBLIC_THREAD) return missingPermissions();
  return channelJson(world, openThread(context, channel, body));
};

function startPost(channel: Channel, call: Call, context: Context): Json | Refusal {
  const { world } = context;
  const body = bodyOf(call);
  const may = permissionsIn(world, channel, world.bot.id);
  if (!has(may, 'SendMessages')) return missingPermissions();
  const tagIds = Array.isArray(body.applied_tags) ? body.applied_tags.map(String) : [];
  const refusal = checkThread(body, !isJson(body.message), tagIds.length);
  if (refusal !== null) return refusal;
  const tags = tagIds.flatMap((id) => channel.tags.find((tag) => tag.id === id) ?? []);
  if (channel.requiresTag && tags.length === 0) return tagRequired();
  if (tags.some(({ isModerated }) => isModerated) && !has(may, 'ManageThreads')) return missingPermissions();
  const first = body.message as Json;
  // Looked at before the post is opened: a refused message leaves none behind.
  const read = readMessage(first, { isInteraction: false, files: call.files.length });
  if (read instanceof Refusal) return nested(read);
  if (read.embeds.length > 0 && !has(may, 'EmbedLinks')) return missingPermissions();
  const thread = openThread(context, channel, { ...body, applied_tags: tags.map(({ id }) => id) });
  // A post and its first message have one id.
  const message = sendAsBot(thread, first, call.files, context, thread.id);
  return message instanceof Refusal ? message : { ...channelJson(world, thread), message };
}

/** Makes the thread; its first message, where it has one, has its id. */
function openThread(context: Context, parent: Channel, body: Json, messageId?: string): Channel {
  const { world, clock, dispatch } = context;
  const thread = createChannel({
    id: messageId ?? world.ids.nextEvent(),
    type: parent.type === 'announcement' ? 'announcement-thread' : 'public-thread',
    guildId: parent.guildId,
    parentId: parent.id,
    name: String(body.name),
    thread: {
      ownerId: world.bot.id,
      isArchived: false,
      isLocked: false,
      changedAt: clock(),
      autoArchiveMinutes: Number(body.auto_archive_duration ?? 4320),
      tagIds: (body.applied_tags ?? []) as string[],
      isFromMessage: messageId !== undefined,
    },
  });
  keepChannel(world, thread);
  dispatch('THREAD_CREATE', { ...channelJson(world, thread), newly_created: true }, parent.guildId);
  return thread;
}

function checkThread(body: Json, lacksMessage = false, tags = 0): Refusal | null {
  const errors = createFormErrors();
  checkText(body.name, ['name'], errors, { longest: LONGEST_NAME });
  if (lacksMessage) errors.required(['message']);
  if (tags > MOST_TAGS) errors.tooLong(['applied_tags'], MOST_TAGS);
  const minutes = body.auto_archive_duration;
  if (minutes !== undefined && minutes !== null && !ARCHIVE_MINUTES.includes(minutes as number))
    errors.choices(['auto_archive_duration'], ARCHIVE_MINUTES);
  return errors.refusal();
}

/** What is wrong with the first message stands under its name. */
function nested(refusal: Refusal): Refusal {
  if (refusal.errors === undefined) return refusal;
  return new Refusal(refusal.status, refusal.code, refusal.message, { message: refusal.errors });
}
