import type { Channel, World } from './create-world.ts';

/** https://docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags */
const PERMISSIONS = {
  Administrator: 1n << 3n,
  ManageChannels: 1n << 4n,
  ManageGuild: 1n << 5n,
  AddReactions: 1n << 6n,
  ViewChannel: 1n << 10n,
  SendMessages: 1n << 11n,
  SendTTSMessages: 1n << 12n,
  ManageMessages: 1n << 13n,
  EmbedLinks: 1n << 14n,
  AttachFiles: 1n << 15n,
  ReadMessageHistory: 1n << 16n,
  MentionEveryone: 1n << 17n,
  ManageRoles: 1n << 28n,
  ManageWebhooks: 1n << 29n,
  UseApplicationCommands: 1n << 31n,
  ManageThreads: 1n << 34n,
  CreatePublicThreads: 1n << 35n,
  SendMessagesInThreads: 1n << 38n,
  UseExternalApps: 1n << 50n,
} as const;

export type PermissionName = keyof typeof PERMISSIONS;

export const DEFAULT_EVERYONE: readonly PermissionName[] = [
  'ViewChannel',
  'SendMessages',
  'SendMessagesInThreads',
  'EmbedLinks',
  'AttachFiles',
  'ReadMessageHistory',
  'AddReactions',
  'CreatePublicThreads',
  'UseApplicationCommands',
  'UseExternalApps',
];

const ALL = Object.values(PERMISSIONS).reduce((sum, bit) => sum | bit, 0n);
/** In direct messages: https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object */
const IN_DIRECT_MESSAGES = bitsOf([
  'ViewChannel',
  'SendMessages',
  'AttachFiles',
  'EmbedLinks',
  'MentionEveryone',
  'ReadMessageHistory',
]);

export function bitsOf(names: readonly PermissionName[]): bigint {
  return names.reduce((sum, name) => sum | PERMISSIONS[name], 0n);
}

/** What a member may do in all of a guild. */
function guildPermissions(world: World, guildId: string, userId: string): bigint {
  const guild = world.guilds.get(guildId);
  const member = guild?.members.get(userId);
  if (guild === undefined || member === undefined) return 0n;
  if (guild.ownerId === userId) return ALL;
  let bits = guild.roles.get(guildId)?.permissions ?? 0n;
  for (const role of member.roleIds) bits |= guild.roles.get(role)?.permissions ?? 0n;
  return (bits & PERMISSIONS.Administrator) === 0n ? bits : ALL;
}

/**
 * What a user may do in a channel, what one permission implies for others included. Threads have their parent's.
 * https://docs.discord.com/developers/topics/permissions#permission-overwrites
 */
export function permissionsIn(world: World, channel: Channel, userId: string): bigint {
  if (channel.guildId === null) return channel.recipients.includes(userId) ? IN_DIRECT_MESSAGES : 0n;
  let bits = guildPermissions(world, channel.guildId, userId);
  if (bits === ALL) return ALL;
  const place = channel.thread === null ? channel : (world.channels.get(channel.parentId ?? '') ?? channel);
  const roleIds = world.guilds.get(channel.guildId)?.members.get(userId)?.roleIds ?? [];
  for (const ids of [[channel.guildId], roleIds, [userId]]) {
    const overwrites = ids.flatMap((id) => place.overwrites.get(id) ?? []);
    bits &= ~overwrites.reduce((sum, { deny }) => sum | deny, 0n);
    bits |= overwrites.reduce((sum, { allow }) => sum | allow, 0n);
  }
  if ((bits & PERMISSIONS.ViewChannel) === 0n) return 0n;
  const sending = channel.thread === null ? PERMISSIONS.SendMessages : PERMISSIONS.SendMessagesInThreads;
  if ((bits & sending) === 0n)
    bits &= ~bitsOf(['MentionEveryone', 'SendTTSMessages', 'AttachFiles', 'EmbedLinks']);
  return bits;
}

export function has(bits: bigint, name: PermissionName): boolean {
  return (bits & PERMISSIONS[name]) !== 0n;
}
