import { threadsOf, type World } from './create-world.ts';
import type { DiscordServer } from './discord-server.ts';
import { callsNobody } from './messages/find-pings.ts';

type Looks = Pick<
  DiscordServer,
  | 'messages'
  | 'allMessages'
  | 'threads'
  | 'interactions'
  | 'unacknowledged'
  | 'commands'
  | 'commandWrites'
  | 'typing'
  | 'pings'
>;

/** What a test sees of what Discord remembers. */
export function describeWorld(world: World): Looks {
  const messages: Looks['messages'] = (channelId) =>
    world.sent.filter((message) => channelId === undefined || message.channelId === channelId);
  return {
    messages,
    allMessages: (channelId) => [...(world.channels.get(channelId)?.messages.values() ?? [])],
    threads: (channelId) =>
      threadsOf(world, channelId).map(({ id, name, thread }) => ({
        id,
        name,
        messageId: thread?.isFromMessage === true ? id : null,
        tagIds: thread?.tagIds ?? [],
      })),
    interactions: () => [...world.interactions.values()],
    unacknowledged: () =>
      [...world.interactions.values()].filter(({ acknowledgedAt }) => acknowledgedAt === null),
    commands: () => world.commands,
    commandWrites: () => world.commandWrites,
    typing: (channelId) =>
      world.typing.filter((one) => channelId === undefined || one.channelId === channelId),
    pings: () =>
      messages()
        .filter(({ pings }) => !callsNobody(pings))
        .map(({ id, channelId, pings }) => ({ messageId: id, channelId, pings })),
  };
}
