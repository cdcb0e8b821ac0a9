import type { ChatStore, PauseReason } from '../../core/ports/platform-store.ts';
import type { SubscriptionStore } from '../../core/ports/subscription-store.ts';
import type { PlatformLog } from '../chat/platform-log.ts';
import type { PauseTeller } from '../chat/tell-of-pause.ts';
import type { DiscordPart } from './answer-plan.ts';
import type { DiscordFailure } from './map-discord-error.ts';

const PLATFORM = 'discord';

/** Keeps what each channel allows: pausing never takes away what a channel has set. */
export interface Membership {
  /** The bot was taken out of a server, or is there again. */
  leaveServer(guild: string): Promise<void>;
  enterServer(guild: string): Promise<void>;
  loseChannel(channel: string, name?: string): Promise<void>;
  /** A send failed in a way that says something about the channel. */
  pauseAfter(part: Pick<DiscordPart, 'channel' | 'via'>, failure: DiscordFailure): Promise<void>;
  /** A send went through. */
  resumeAfter(part: Pick<DiscordPart, 'channel' | 'guild' | 'via'>): Promise<void>;
}

const REASONS: Partial<Record<DiscordFailure['kind'], PauseReason>> = {
  gone: 'gone',
  // Nothing tells when these are over: the next digest is tried all the same.
  'no-access': 'muted',
  'no-rights': 'muted',
  blocked: 'muted',
};

export function createMembership({
  chats,
  subscriptions,
  pauses,
  log,
}: {
  chats: ChatStore;
  subscriptions: Pick<SubscriptionStore, 'list'>;
  /** Told of pauses where there are digests. */
  pauses: Pick<PauseTeller, 'failed'>;
  log: PlatformLog;
}): Membership {
  const tell = async (chat: string, paused: PauseReason, name?: string): Promise<void> => {
    const isSubscribed = (await subscriptions.list({ platform: PLATFORM, chat })).length > 0;
    if (isSubscribed) pauses.failed({ chat, thread: null }, paused, name);
  };
  return {
    async leaveServer(guild) {
      await chats.changeServer({ platform: PLATFORM, server: guild }, { paused: 'removed' });
      for (const chat of await chats.listOfServer({ platform: PLATFORM, server: guild }))
        await tell(chat, 'removed');
      log.info({ guild }, 'the bot was taken out of a server; its channels are paused');
    },
    async enterServer(guild) {
      await chats.changeServer({ platform: PLATFORM, server: guild }, { resumed: 'removed' });
    },
    async loseChannel(channel, name) {
      const key = { platform: PLATFORM, chat: channel };
      if ((await chats.find(key)) === null) return;
      await chats.change(key, { paused: 'gone' });
      await tell(channel, 'gone', name);
    },
    async pauseAfter({ channel, via }, { kind }) {
      const paused = REASONS[kind];
      // An interaction can be answered where the bot may not write, and fail where it may.
      if (paused === undefined || via === 'interaction') return;
      await chats.change({ platform: PLATFORM, chat: channel }, { paused });
      await tell(channel, paused);
      log.info({ channel, paused }, 'a channel is paused');
    },
    async resumeAfter({ channel, guild, via }) {
      if (via === 'interaction') return;
      const key = { platform: PLATFORM, chat: channel };
      const known = await chats.find(key);
      if (known?.paused) await chats.change(key, { paused: null });
      if (guild !== null && known?.server !== guild) await chats.change(key, { server: guild });
    },
  };
}
