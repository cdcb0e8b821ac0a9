import { GatewayDispatchEvents } from 'discord.js';
import { describeError, type PlatformLog } from '../chat/platform-log.ts';
import type { EventWork } from '../chat/work-events.ts';
import { addressMessage } from './address-message.ts';
import { findDeferral } from './answer-interaction.ts';
import { completeInteraction } from './complete-interaction.ts';
import type { Dispatch } from './connect-gateway.ts';
import type { DiscordAnswering } from './discord-answering.ts';
import { autocompleteSchema, type DiscordEvent } from './discord-event.ts';
import type { Membership } from './membership.ts';
import type { Joins } from './notice-joins.ts';
import { channelSchema, guildSchema, readInteraction, readMessage } from './read-dispatch.ts';

/** At which an answer is surely not there when an interaction would be acknowledged without it; at 5 ms each. */
const LONG_QUEUE = 250;

/** What is done with each dispatch of the gateway; nothing here waits for what it begins. */
export function takeDispatches({
  answering,
  work,
  acknowledger,
  membership,
  joins,
  log,
}: {
  answering: DiscordAnswering;
  work: EventWork<DiscordEvent>;
  acknowledger: DiscordAnswering['acknowledger'];
  membership: Membership;
  joins: Joins;
  log: PlatformLog;
}): Dispatch {
  const settle = (done: Promise<unknown>, words: string): void =>
    void done.catch((error: unknown) => log.error(describeError(error), words));
  return {
    [GatewayDispatchEvents.InteractionCreate](data) {
      const typed = autocompleteSchema.safeParse(data);
      if (typed.success) {
        settle(completeInteraction(answering, typed.data), 'an option could not be completed');
        return;
      }
      const read = readInteraction(data, log);
      if (read === null) return;
      acknowledger.expect(read.interaction, () => findDeferral(answering, read.interaction));
      if (work.size() > LONG_QUEUE) void acknowledger.deferNow(read.interaction.id);
      settle(work.receive([read.event]), 'an interaction could not be kept');
    },
    [GatewayDispatchEvents.MessageCreate](data) {
      const event = readMessage(data);
      // Only what is meant for the bot is kept.
      if (event?.event.kind !== 'message' || addressMessage(event.event.message, answering.self) === null)
        return;
      settle(work.receive([event]), 'a message could not be kept');
    },
    [GatewayDispatchEvents.Ready]: joins.know,
    [GatewayDispatchEvents.GuildCreate](data) {
      const guild = guildSchema.safeParse(data);
      const joined = joins.read(data);
      if (joined !== null) settle(work.receive([joined]), 'a new server could not be kept');
      if (guild.success) settle(membership.enterServer(guild.data.id), 'a server could not be resumed');
    },
    [GatewayDispatchEvents.GuildDelete](data) {
      const guild = guildSchema.safeParse(data);
      // Unavailable for a while is not left.
      if (!guild.success || guild.data.unavailable === true) return;
      joins.forget(guild.data.id);
      settle(membership.leaveServer(guild.data.id), 'a server could not be paused');
    },
    [GatewayDispatchEvents.ChannelDelete](data) {
      const channel = channelSchema.safeParse(data);
      if (channel.success)
        settle(membership.loseChannel(channel.data.id, channel.data.name), 'a channel could not be paused');
    },
    [GatewayDispatchEvents.ThreadDelete](data) {
      const channel = channelSchema.safeParse(data);
      if (channel.success) settle(membership.loseChannel(channel.data.id), 'a thread could not be paused');
    },
  };
}
