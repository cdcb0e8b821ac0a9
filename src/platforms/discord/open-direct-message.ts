import { Routes } from 'discord.js';
import { z } from 'zod';
import type { DiscordAnswering } from './discord-answering.ts';

const channelSchema = z.object({ id: z.string() });

/** The channel of the direct messages with somebody; null where there can be none. */
export async function openDirectMessage(
  { api }: Pick<DiscordAnswering, 'api'>,
  user: string,
): Promise<string | null> {
  const opened = await api.call({
    method: 'POST',
    route: Routes.userChannels(),
    body: { recipient_id: user },
  });
  return opened.ok ? (channelSchema.safeParse(opened.result).data?.id ?? null) : null;
}
