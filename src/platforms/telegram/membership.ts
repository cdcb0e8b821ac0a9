import type { ChatStore, PauseReason } from '../../core/ports/platform-store.ts';
import type { SubscriptionStore } from '../../core/ports/subscription-store.ts';
import type { PlatformLog } from '../chat/platform-log.ts';
import type { PauseTeller } from '../chat/tell-of-pause.ts';
import type { ChatAdmins } from './chat-admins.ts';
import type { TelegramFailure } from './map-telegram-error.ts';
import type { MembershipChange } from './telegram-update.ts';

/** Keeps what each chat allows: pausing never takes away what a chat has set. */
export interface Membership {
  /** True where the bot has just become a member of a group and may speak. */
  change(change: MembershipChange): Promise<{ joined: boolean }>;
  /** A group went on as a supergroup. */
  migrate(from: number, to: number): Promise<void>;
  /** A send failed in a way that says something about the chat. */
  pauseAfter(chat: number, failure: { kind: TelegramFailure['kind'] | 'full' | 'stopped' }): Promise<void>;
  /** A send went through: rights that a whole group got back are told by nothing else. */
  resumeAfter(chat: number): Promise<void>;
}

const PLATFORM = 'telegram';

const REASONS: Partial<Record<TelegramFailure['kind'] | 'full' | 'stopped', PauseReason>> = {
  blocked: 'blocked',
  kicked: 'removed',
  gone: 'gone',
  'no-rights': 'muted',
};

export function createMembership({
  chats,
  subscriptions,
  admins,
  pauses,
  log,
}: {
  chats: ChatStore;
  subscriptions: Pick<SubscriptionStore, 'list'>;
  admins: ChatAdmins;
  /** Told of pauses where there are digests. */
  pauses: Pick<PauseTeller, 'failed' | 'sent'>;
  log: PlatformLog;
}): Membership {
  return {
    async change({ chat, old_chat_member: old, new_chat_member: member }) {
      admins.forget(chat.id);
      const paused = whyPaused(chat.type, member);
      const key = { platform: PLATFORM, chat: String(chat.id) };
      if (paused !== null) await pause(chat.id, paused, chat.title);
      else {
        await chats.change(key, { paused });
        await pauses.sent({ chat: key.chat, thread: null });
      }
      log.info({ chat: chat.id, paused }, paused === null ? 'a chat may be posted to' : 'a chat is paused');
      const wasOut = ['left', 'kicked'].includes(old.status);
      const isGroup = chat.type === 'group' || chat.type === 'supergroup';
      return { joined: wasOut && paused === null && isGroup };
    },
    async migrate(from, to) {
      await chats.rename({ platform: PLATFORM, chat: String(from) }, String(to));
      admins.forget(from);
      log.info({ chat: from, to }, 'a group has become a supergroup');
    },
    async resumeAfter(chat) {
      const key = { platform: PLATFORM, chat: String(chat) };
      if ((await chats.find(key))?.paused) await chats.change(key, { paused: null });
    },
    async pauseAfter(chat, { kind }) {
      const paused = REASONS[kind];
      if (paused !== undefined) await pause(chat, paused);
    },
  };

  async function pause(chat: number, paused: PauseReason, title?: string): Promise<void> {
    const key = { platform: PLATFORM, chat: String(chat) };
    await chats.change(key, { paused });
    const isSubscribed = (await subscriptions.list(key)).length > 0;
    if (isSubscribed) pauses.failed({ chat: key.chat, thread: null }, paused, title);
  }
}

function whyPaused(
  type: string,
  {
    status,
    is_member: isMember,
    can_send_messages: maySend,
    can_post_messages: mayPost,
  }: MembershipChange['new_chat_member'],
): PauseReason | null {
  if (status === 'kicked') return type === 'private' ? 'blocked' : 'removed';
  // Who is restricted stays so when they leave.
  if (status === 'left' || (status === 'restricted' && isMember === false)) return 'removed';
  if (status === 'restricted' && maySend === false) return 'muted';
  return type === 'channel' && !(status === 'administrator' && mayPost !== false) ? 'muted' : null;
}
