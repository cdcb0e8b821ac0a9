import { ChannelType, Routes } from 'discord.js';
import { z } from 'zod';
import { showPauseElsewhere } from '../../commands/show-pause.ts';
import { groupPauses } from '../chat/group-pauses.ts';
import type { Pause, PauseMessage } from '../chat/tell-of-pause.ts';
import type { DiscordPart } from './answer-plan.ts';
import type { DiscordAnswering } from './discord-answering.ts';
import { openDirectMessage } from './open-direct-message.ts';
import { PLATFORM } from './send-part.ts';

/** https://docs.discord.com/developers/resources/channel#channel-object */
const channelSchema = z.object({
  type: z.int(),
  name: z.string().nullish(),
  guild_id: z.string().optional(),
});
type Channel = z.infer<typeof channelSchema>;

const DIRECT: readonly number[] = [ChannelType.DM, ChannelType.GroupDM];

/**
 * The messages about digests that stop, in private: to the bot's owners, and to the owner of the server where the bot is
 * still in it. Who else may manage it is not told: that would take the list of its members, another privileged intent.
 */
export async function planPauses(
  answering: DiscordAnswering,
  pauses: readonly Pause[],
): Promise<PauseMessage<DiscordPart>[]> {
  const { api, owners, admins, store } = answering;
  const names = new Map<Pause, string>();
  const byPerson = new Map<string, Pause[]>();
  for (const pause of pauses) {
    const id = (pause.reason === 'thread-closed' ? pause.thread : null) ?? pause.chat;
    const found = await api.call({ method: 'GET', route: Routes.channel(id) });
    const channel: Channel | undefined = found.ok ? channelSchema.safeParse(found.result).data : undefined;
    // Who takes no direct messages of the bot knows it.
    if (channel !== undefined && DIRECT.includes(channel.type)) continue;
    const name = channel?.name ?? pause.title;
    names.set(pause, name === undefined ? id : `#${name}`);
    const known = await store.chats.find({ platform: PLATFORM, chat: pause.chat });
    const server = known?.server ?? channel?.guild_id;
    const owner = server === undefined ? null : await admins.findOwner(server);
    for (const person of new Set([...owners, ...(owner === null ? [] : [owner])]))
      byPerson.set(person, [...(byPerson.get(person) ?? []), pause]);
  }
  const messages: PauseMessage<DiscordPart>[] = [];
  for (const [person, about] of byPerson)
    messages.push({
      parts: await planFor(answering, person, about, async (pause) => names.get(pause) ?? pause.chat),
      about,
    });
  return messages;
}

async function planFor(
  answering: DiscordAnswering,
  person: string,
  about: readonly Pause[],
  nameOf: (pause: Pause) => Promise<string>,
): Promise<DiscordPart[] | null> {
  const opened = await openDirectMessage(answering, person);
  // With whom no conversation can be opened is told nothing.
  if (!opened.ok) return opened.failure.kind === 'retryable' ? null : [];
  const direct = opened.result;
  const { parts } = await answering.plan(
    showPauseElsewhere(await groupPauses(about, nameOf), await answering.readerIn(direct, {})),
    {
      via: 'channel',
      event: `pause:${direct}:${answering.now()}:${about.map(({ chat, thread, reason }) => `${chat}:${thread}:${reason}`)}`,
      channel: direct,
      ...{ guild: null, replyTo: null, edits: null, thread: null },
    },
    { command: 'status' },
  );
  return parts;
}
