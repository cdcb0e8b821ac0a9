import type { OwnerNotice } from '../chat/chat-platform.ts';
import type { DiscordPart } from './answer-plan.ts';
import type { DiscordAnswering } from './discord-answering.ts';
import { openDirectMessage } from './open-direct-message.ts';

/** The messages to those who run the bot, each in their direct messages with it. */
export async function planOwnerNotice(
  answering: DiscordAnswering,
  show: OwnerNotice,
): Promise<DiscordPart[][]> {
  const { owners, now } = answering;
  const plans: DiscordPart[][] = [];
  for (const owner of owners) {
    const opened = await openDirectMessage(answering, owner);
    if (!opened.ok) continue;
    const channel = opened.result;
    const { parts } = await answering.plan(
      show(await answering.readerIn(channel, {})),
      {
        via: 'channel',
        event: `owner:${channel}:${now()}`,
        channel,
        ...{ guild: null, replyTo: null, edits: null, thread: null },
      },
      { command: 'sources' },
    );
    plans.push(parts);
  }
  return plans;
}
