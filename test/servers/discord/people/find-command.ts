import { type Channel, hasBot, type World } from '../create-world.ts';
import type { CommandUse, Json } from '../discord-server.ts';
import { has, permissionsIn } from '../permissions.ts';
import { channelOf, userOf } from './find.ts';
import { contextOf } from './interaction-json.ts';

/** The command as it is offered to this person here; throws where it is not. */
export function findCommand(
  world: World,
  use: CommandUse,
): { command: Json; channel: Channel; isUserInstalled: boolean } {
  const { userId, channelId, name } = use;
  const channel = channelOf(world, channelId);
  const user = userOf(world, userId);
  const not = (why: string): never => {
    throw new Error(`Discord does not offer /${name} to user ${userId} in channel ${channelId}: ${why}`);
  };
  const command = world.commands.find((one) => one.name === name && one.type === 1);
  if (command === undefined) return not('it is not registered');
  if (channel.thread?.isArchived === true) not('the thread is archived');
  const isUserInstalled = use.installedBy === 'user';
  if (isUserInstalled && !user.hasInstalled) not('the user has not installed the app');
  const types = (command.integration_types ?? [0]) as number[];
  if (!types.includes(isUserInstalled ? 1 : 0)) not('it is not for this kind of installation');
  const contexts = command.contexts as number[] | null;
  if (contexts !== null && !contexts.includes(contextOf(channel))) not('it is not for this context');
  if (!isUserInstalled && channel.type === 'private') not('the bot is not there');
  if (channel.guildId === null) {
    if (!channel.recipients.includes(userId)) not('the user is not there');
  } else {
    if (!isUserInstalled && !hasBot(world, channel.guildId)) not('the bot is not there');
    const may = permissionsIn(world, channel, userId);
    if (!has(may, 'UseApplicationCommands')) not('the user may not use commands');
    const needed = command.default_member_permissions;
    const isMember = needed === null || (may & BigInt(String(needed))) === BigInt(String(needed));
    const isAdministrator = has(may, 'Administrator');
    if (!isAdministrator && (!isMember || needed === '0')) not('the user lacks permissions');
  }
  return { command, channel, isUserInstalled };
}
