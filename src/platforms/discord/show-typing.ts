import { Routes } from 'discord.js';
import type { DiscordApi } from './discord-api.ts';

/** Discord shows the sign for ten seconds, milliseconds. */
const AGAIN_AFTER = 9000;

/** Shows that the bot is at work, at once and until the function that is returned is called. A failure is of no matter. */
export function showTyping({
  api,
  channel,
  isHeldBack,
}: {
  api: DiscordApi;
  channel: string;
  /** Answers come before signs. */
  isHeldBack: () => boolean;
}): () => void {
  const show = (): void => {
    if (!isHeldBack()) void api.call({ method: 'POST', route: Routes.channelTyping(channel) });
  };
  show();
  const timer = setInterval(show, AGAIN_AFTER);
  timer.unref();
  return () => clearInterval(timer);
}
