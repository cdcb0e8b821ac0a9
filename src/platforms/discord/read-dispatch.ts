import { z } from 'zod';
import type { PlatformLog } from '../chat/platform-log.ts';
import type { LaneEvent } from '../chat/work-events.ts';
import {
  type DiscordEvent,
  type DiscordInteraction,
  interactionSchema,
  messageSchema,
  userOf,
} from './discord-event.ts';

/** An interaction that asks for an answer, as an event; null for any other. */
export function readInteraction(
  data: unknown,
  log: PlatformLog,
): { event: LaneEvent<DiscordEvent>; interaction: DiscordInteraction } | null {
  const parsed = interactionSchema.safeParse(data);
  if (!parsed.success) {
    log.warn({}, 'an interaction is not of a form that is known');
    return null;
  }
  const interaction = parsed.data;
  const lane = `${interaction.channel_id ?? ''}:${userOf(interaction)}`;
  return {
    interaction,
    event: { id: interaction.id, lane, event: { kind: 'interaction', interaction } },
  };
}

/** A message as an event; null where it is not of the form that is known. Most are not meant for the bot. */
export function readMessage(data: unknown): LaneEvent<DiscordEvent> | null {
  const parsed = messageSchema.safeParse(data);
  if (!parsed.success) return null;
  const message = parsed.data;
  return {
    id: message.id,
    lane: `${message.channel_id}:${message.author.id}`,
    event: { kind: 'message', message },
  };
}

export const guildSchema = z.object({
  id: z.string(),
  unavailable: z.boolean().optional(),
});

export const channelSchema = z.object({ id: z.string(), name: z.string().optional().catch(undefined) });
