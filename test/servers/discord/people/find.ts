import type { Channel, Guild, User, World } from '../create-world.ts';
import type { Message } from '../discord-server.ts';

/** Looks up what a test names; what there is not is an error of the test. */
export function userOf(world: World, id: string): User {
  return world.users.get(id) ?? missing('user', id);
}

export function guildOf(world: World, id: string): Guild {
  return world.guilds.get(id) ?? missing('guild', id);
}

export function channelOf(world: World, id: string): Channel {
  return world.channels.get(id) ?? missing('channel', id);
}

export function messageOf(channel: Channel, id: string): Message {
  return channel.messages.get(id) ?? missing(`message in channel ${channel.id}`, id);
}

function missing(what: string, id: string): never {
  throw new Error(`there is no ${what} ${id}: add it first`);
}
