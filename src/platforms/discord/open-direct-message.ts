import { Routes } from 'discord.js';
import { z } from 'zod';
import type { CallResult } from '../chat/call-result.ts';
import type { DiscordAnswering } from './discord-answering.ts';
import type { DiscordFailure } from './map-discord-error.ts';

const channelSchema = z.object({ id: z.string() });

/** The channel of the direct messages with somebody. */
export async function openDirectMessage(
  { api }: Pick<DiscordAnswering, 'api'>,
  user: string,
): Promise<CallResult<string, DiscordFailure>> {
  const opened = await api.call({
    method: 'POST',
    route: Routes.userChannels(),
    body: { recipient_id: user },
  });
  if (!opened.ok) return opened;
  const channel = channelSchema.safeParse(opened.result);
  return channel.success
    ? { ok: true, result: channel.data.id }
    : { ok: false, failure: { kind: 'unknown', reason: 'the answer is not of the form that is known' } };
}
