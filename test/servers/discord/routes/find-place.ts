import { type Channel, hasBot, type World } from '../create-world.ts';
import type { Message } from '../discord-server.ts';
import { has, type PermissionName, permissionsIn } from '../permissions.ts';
import {
  missingAccess,
  missingPermissions,
  nonTextChannel,
  Refusal,
  threadArchived,
  threadLocked,
  unknownChannel,
  unknownMessage,
} from '../refusal.ts';

/** A channel that the bot can see and where it may do all of this. */
export function findChannel(world: World, id: string, ...needed: PermissionName[]): Channel | Refusal {
  const channel = world.channels.get(id);
  if (channel === undefined) return unknownChannel();
  if (channel.guildId !== null && !hasBot(world, channel.guildId)) return missingAccess();
  if (channel.guildId === null && !channel.recipients.includes(world.bot.id)) return missingAccess();
  const may = permissionsIn(world, channel, world.bot.id);
  if (!has(may, 'ViewChannel')) return missingAccess();
  return needed.every((name) => channel.guildId === null || has(may, name)) ? channel : missingPermissions();
}

/** A channel in which the bot may write. */
export function findWritableChannel(world: World, id: string): Channel | Refusal {
  const sending = world.channels.get(id)?.thread ? 'SendMessagesInThreads' : 'SendMessages';
  const channel = findChannel(world, id, sending);
  if (channel instanceof Refusal) return channel;
  if (channel.type === 'forum' || channel.type === 'media') return nonTextChannel();
  const managesThreads = has(permissionsIn(world, channel, world.bot.id), 'ManageThreads');
  if (channel.thread?.isLocked === true && !managesThreads) return threadLocked();
  return channel;
}

/** A message in the channel; those that only one person sees are not found here. */
export function findMessage(channel: Channel, id: string): Message | Refusal {
  const message = channel.messages.get(id);
  return message === undefined || message.ephemeralTo !== null ? unknownMessage() : message;
}

/** Messages of an archived thread can not be changed. */
export function refuseArchived(channel: Channel): Refusal | null {
  return channel.thread?.isArchived === true ? threadArchived() : null;
}
