import { Routes } from 'discord.js';
import type { PlatformLog } from '../chat/platform-log.ts';
import type { DiscordApi } from './discord-api.ts';

/** Channels that were found to be no announcement channels. */
const MOST_KNOWN = 10_000;

/**
 * Publishes messages of announcement channels to those that follow them. A channel takes ten an hour; what is beyond that
 * stays in the channel, and the log says so: a digest must not wait an hour for it.
 */
export function createCrosspost({
  api,
  log,
}: {
  api: DiscordApi;
  log: PlatformLog;
}): (channel: string, message: string | null) => void {
  const others = new Set<string>();
  return (channel, message) => {
    if (message === null || others.has(channel)) return;
    void api
      .call({ method: 'POST', route: Routes.channelMessageCrosspost(channel, message) })
      .then((published) => {
        if (published.ok || published.failure.kind === 'already-done') return;
        const { kind, reason } = published.failure;
        // No announcement channel, or none that the bot may publish in.
        if (kind === 'no-text' || kind === 'no-rights') {
          if (others.size >= MOST_KNOWN) others.clear();
          others.add(channel);
        } else log.warn({ channel, failure: kind, reason }, 'a digest could not be published');
      });
  };
}
