import type { DiscordServer } from '../../test/servers/discord/discord-server.ts';

/** Somebody in a channel. */
export interface Seat {
  userId: string;
  channelId: string;
}

/** Guilds with two people each; a seat for each channel, those that follow one another in different guilds. */
export function fillGuilds(
  server: DiscordServer,
  { guilds, channelsEach }: { guilds: number; channelsEach: number },
): Seat[] {
  const filled = Array.from({ length: guilds }, (_, index) => {
    const people = [server.addUser(), server.addUser()];
    const guildId = server.addGuild({
      name: `Readers ${index}`,
      ownerId: people[0] ?? '',
      memberIds: people.slice(1),
      preferredLocale: 'zh-CN',
    });
    const channels = Array.from({ length: channelsEach }, () => server.addChannel({ guildId }));
    return { people, channels };
  });
  return Array.from({ length: channelsEach }, (_, channel) =>
    filled.map(({ people, channels }) => ({
      userId: people[channel % people.length] ?? '',
      channelId: channels[channel] ?? '',
    })),
  ).flat();
}
