import type { Channel, World } from '../create-world.ts';
import type { Json } from '../discord-server.ts';
import { permissionsIn } from '../permissions.ts';
import { CHANNEL_TYPES, memberJson, roleJson, userJson } from '../world-json.ts';

type Kind = 'user' | 'role' | 'channel' | 'mentionable';

/** By type of option of a command, and by type of select. */
export const OPTION_KINDS: Record<number, Kind> = { 6: 'user', 7: 'channel', 8: 'role', 9: 'mentionable' };
export const SELECT_KINDS: Record<number, Kind> = { 5: 'user', 6: 'role', 7: 'mentionable', 8: 'channel' };

/** Type and value of every option, those of subcommands included. */
export function optionValues(data: Json): [number, unknown][] {
  return ((data.options ?? []) as Json[]).flatMap((option) =>
    option.value === undefined ? optionValues(option) : [[Number(option.type), option.value]],
  );
}

export function namedBy(
  values: readonly [number, unknown][],
  kinds: Record<number, Kind>,
): { kind: Kind; id: string }[] {
  return values.flatMap(([type, value]) => {
    const kind = kinds[type];
    return kind === undefined ? [] : [{ kind, id: String(value) }];
  });
}

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-resolved-data-structure */
export function resolve(world: World, place: Channel, named: readonly { kind: Kind; id: string }[]): Json {
  const guild = world.guilds.get(place.guildId ?? '');
  const resolved: Record<'users' | 'members' | 'roles' | 'channels', Json> = {
    users: {},
    members: {},
    roles: {},
    channels: {},
  };
  for (const { kind, id } of named) {
    const user = world.users.get(id);
    const role = guild?.roles.get(id);
    const channel = world.channels.get(id);
    if (kind === 'channel' && channel !== undefined) {
      const { type, name, parentId } = channel;
      const permissions = String(permissionsIn(world, channel, world.bot.id));
      resolved.channels[id] = { id, type: CHANNEL_TYPES[type], name, parent_id: parentId, permissions };
    } else if ((kind === 'user' || kind === 'mentionable') && user !== undefined) {
      resolved.users[id] = userJson(user);
      if (guild?.members.has(id))
        resolved.members[id] = { ...memberJson(world, guild, id, false), permissions: '0' };
    } else if ((kind === 'role' || kind === 'mentionable') && role !== undefined) {
      resolved.roles[id] = roleJson(role);
    } else throw new Error(`there is no ${kind} ${id}: add it first`);
  }
  const found = Object.entries(resolved).filter(([, entries]) => Object.keys(entries).length > 0);
  return found.length === 0 ? {} : { resolved: Object.fromEntries(found) };
}
