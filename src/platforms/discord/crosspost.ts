import { Routes } from 'discord.js';
import { isRateLimited } from '../chat/call-result.ts';
import type { PlatformLog } from '../chat/platform-log.ts';
import type { SendQueue } from '../chat/send-queue.ts';
import type { DiscordApi } from './discord-api.ts';
import type { DiscordFailure } from './map-discord-error.ts';

/** Channels that were found to be no announcement channels. */
const MOST_KNOWN = 10_000;
/** Milliseconds: what Discord lets wait longer stands behind the hourly limit. */
const LONGEST_WAIT = 60_000;

/**
 * Publishes messages of announcement channels to those that follow them, behind what is sent. A channel takes ten an hour;
 * what is beyond that stays in the channel, and the log says so: nobody reads a digest an hour late.
 */
export function createCrosspost({
  api,
  queue,
  log,
}: {
  api: DiscordApi;
  queue: SendQueue<DiscordFailure>;
  log: PlatformLog;
}): (channel: string, message: string | null) => void {
  const others = new Set<string>();

  async function publish(channel: string, message: string): Promise<void> {
    const published = await queue.send({
      // The channel's next message does not wait for it.
      ...{ chat: `crosspost:${channel}`, group: false, priority: 'digest' },
      before: async () => {},
      async call() {
        const called = await api.call({
          method: 'POST',
          route: Routes.channelMessageCrosspost(channel, message),
        });
        if (called.ok || !isRateLimited(called.failure) || called.failure.after <= LONGEST_WAIT)
          return called;
        return { ok: false, failure: { kind: 'unknown', reason: called.failure.reason } };
      },
    });
    if (published.ok) return;
    const { kind, reason } = published.failure;
    if (kind === 'already-done' || kind === 'stopped' || kind === 'aborted') return;
    // No announcement channel, or none that the bot may publish in.
    if (kind === 'no-text' || kind === 'no-rights') {
      if (others.size >= MOST_KNOWN) others.clear();
      others.add(channel);
    } else log.warn({ channel, failure: kind, reason }, 'a digest could not be published');
  }

  return (channel, message) => {
    if (message !== null && !others.has(channel)) void publish(channel, message);
  };
}
