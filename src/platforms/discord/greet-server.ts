import { greetGroup } from '../chat/greet-group.ts';
import type { DiscordPlan } from './answer-plan.ts';
import type { DiscordAnswering } from './discord-answering.ts';
import type { DiscordJoin } from './discord-event.ts';
import { PLATFORM } from './send-part.ts';

/**
 * The greeting of a server that has let the bot in: in the language that its channel has from an earlier time, else the
 * one that the server has chosen, else the one in which it is named.
 */
export async function greetServer(
  answering: DiscordAnswering,
  { guild, channel, name, locale, at }: DiscordJoin,
): Promise<DiscordPlan> {
  const { store, username, plan } = answering;
  const kept = (await store.chats.find({ platform: PLATFORM, chat: channel }))?.language ?? null;
  const reader =
    kept === null && locale !== null
      ? answering.readerOfLocale(locale)
      : await answering.readerIn(channel, { text: name });
  return plan(
    greetGroup(reader, `@${username}`),
    {
      via: 'channel',
      event: `join:${guild}:${at}`,
      channel,
      guild,
      replyTo: null,
      edits: null,
      thread: null,
    },
    { command: 'start' },
  );
}
