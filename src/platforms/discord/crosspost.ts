import { Routes } from 'discord.js';
import { isRateLimited } from '../chat/call-result.ts';
import type { PlatformLog } from '../chat/platform-log.ts';
import type { SendQueue } from '../chat/send-queue.ts';
import type { DiscordApi } from './discord-api.ts';
import type { DiscordFailure } from './map-discord-error.ts';

/** Channels of which something is remembered. */
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
  now,
  log,
}: {
  api: DiscordApi;
  queue: SendQueue<DiscordFailure>;
  /** Milliseconds, of a clock that nobody sets back. */
  now: () => number;
  log: PlatformLog;
}): (channel: string, message: string | null) => void {
  /** No announcement channels. */
  const others = new Set<string>();
  /** Until when a channel takes none: a call before that would be refused, and leave a timer in discord.js until then. */
  const limited = new Map<string, number>();

  const limit = (channel: string, milliseconds: number): void => {
    if (milliseconds <= LONGEST_WAIT) return;
    if (limited.size >= MOST_KNOWN) limited.clear();
    limited.set(channel, now() + milliseconds);
  };

  async function publish(channel: string, message: string): Promise<void> {
    const published = await queue.send({
      // The channel's next message does not wait for it.
      ...{ chat: `crosspost:${channel}`, group: false, priority: 'digest' },
      before: async () => {},
      async call() {
        if (isLimited(channel)) return { ok: false, failure: LIMITED };
        const called = await api.call({
          method: 'POST',
          route: Routes.channelMessageCrosspost(channel, message),
          isQueued: true,
        });
        if (called.ok) limit(channel, called.limitedFor ?? 0);
        if (called.ok || !isRateLimited(called.failure) || called.failure.after <= LONGEST_WAIT)
          return called;
        limit(channel, called.failure.after);
        return { ok: false, failure: LIMITED };
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

  const isLimited = (channel: string): boolean => {
    if ((limited.get(channel) ?? 0) > now()) return true;
    limited.delete(channel);
    return false;
  };

  return (channel, message) => {
    if (message !== null && !others.has(channel)) void publish(channel, message);
  };
}

/** Not to be waited for. */
const LIMITED: DiscordFailure = { kind: 'unknown', reason: 'the hourly limit is reached' };
