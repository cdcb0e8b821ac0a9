import { Routes } from 'discord.js';
import { z } from 'zod';
import { showPauseElsewhere } from '../../commands/show-pause.ts';
import type { Delivery } from '../../core/ports/subscription-store.ts';
import type { StopReason } from '../chat/tell-of-pause.ts';
import type { DiscordPart } from './answer-plan.ts';
import type { DiscordAnswering } from './discord-answering.ts';
import { openDirectMessage } from './open-direct-message.ts';

const namedSchema = z.object({ name: z.string() });

/**
 * The messages about digests that stop, to the bot's owners in private: who looks after a channel can't be asked for without
 * another intent, and must not be written to unasked.
 */
export async function planPause(
  answering: DiscordAnswering,
  { chat, thread }: Pick<Delivery, 'chat' | 'thread'>,
  reason: StopReason,
): Promise<DiscordPart[][]> {
  const { api, owners, now } = answering;
  const channel = thread ?? chat;
  const found = await api.call({ method: 'GET', route: Routes.channel(channel) });
  const name = found.ok ? namedSchema.safeParse(found.result).data?.name : undefined;
  const paused = reason === 'thread-closed' ? 'muted' : reason;
  const told = { chat: name === undefined ? channel : `#${name}`, reason: paused };
  const plans: DiscordPart[][] = [];
  for (const owner of owners) {
    const direct = await openDirectMessage(answering, owner);
    if (direct === null) continue;
    const { parts } = await answering.plan(
      showPauseElsewhere(told, await answering.readerIn(direct, {})),
      {
        via: 'channel',
        event: `pause:${channel}:${now()}`,
        channel: direct,
        ...{ guild: null, replyTo: null, edits: null, thread: null },
      },
      { command: 'status' },
    );
    plans.push(parts);
  }
  return plans;
}
