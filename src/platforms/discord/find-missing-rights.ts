import { ChannelType, PermissionFlagsBits } from 'discord.js';
import type { MessageKey } from '../../commands/create-translator.ts';

const THREADS: ReadonlySet<number> = new Set([
  ChannelType.AnnouncementThread,
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
]);

/**
 * What the bot may not do in a channel and needs for posting there (https://docs.discord.com/developers/topics/permissions),
 * by the names of those permissions. `permissions`: a decimal bit field, as Discord writes it.
 */
export function findMissingRights(permissions: string, channelType: number | undefined): MessageKey[] {
  const held = BigInt(permissions);
  if ((held & PermissionFlagsBits.Administrator) !== 0n) return [];
  const isThread = channelType !== undefined && THREADS.has(channelType);
  const needed: [bigint, MessageKey][] = [
    [PermissionFlagsBits.ViewChannel, 'discord.viewChannel'],
    isThread
      ? [PermissionFlagsBits.SendMessagesInThreads, 'discord.sendInThreads']
      : [PermissionFlagsBits.SendMessages, 'discord.sendMessages'],
    [PermissionFlagsBits.EmbedLinks, 'discord.embedLinks'],
  ];
  return needed.filter(([bit]) => (held & bit) === 0n).map(([, name]) => name);
}
