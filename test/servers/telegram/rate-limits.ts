import { createToldToWait, type ToldToWait } from '../told-to-wait.ts';
import { type Refusal, tooManyRequests } from './refusal.ts';
import type { ChatType, Limits } from './telegram-server.ts';

/** As Telegram's FAQ tells them: 30 a second in all, one a second in a chat, 20 a minute in a group. */
const DOCUMENTED = { perSecond: 30, perChatPerSecond: 1, perGroupPerMinute: 20 };
/** "Short bursts" in a chat are let through: this many at once. */
const CHAT_BURST = 4;
/** Timers may end a little early. */
const TIMER_SLACK = 10;

interface Bucket {
  level: number;
  at: number;
}

export interface RateLimits {
  /** Why this call has to wait, or null; a call that passes is counted. */
  check(call: { chat: { id: number; type: ChatType } | null; fingerprint: string }): Refusal | null;
  /** A refusal that somebody else made: calls to this chat (null: to all) wait until then. */
  block(chatId: number | null, seconds: number, fingerprint: string): void;
  avoidable(): number;
}

export function createRateLimits(limits: Limits | 'none', clock: () => number): RateLimits {
  const { perSecond, perChatPerSecond, perGroupPerMinute } = {
    ...DOCUMENTED,
    ...(limits === 'none' ? {} : limits),
  };
  const all: Bucket = { level: perSecond, at: clock() };
  const chats = new Map<number, Bucket>();
  const groupMinutes = new Map<number, number[]>();
  const blocks = new Map<number | null, ToldToWait>();
  let avoidable = 0;

  const refill = (bucket: Bucket, rate: number, capacity: number): void => {
    const now = clock();
    bucket.level = Math.min(capacity, bucket.level + ((now - bucket.at) * rate) / 1000);
    bucket.at = now;
  };
  const wait = (key: number | null, milliseconds: number, fingerprint: string): Refusal => {
    const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
    blocks.set(key, createToldToWait(clock() + seconds * 1000, clock, fingerprint));
    return tooManyRequests(seconds);
  };

  return {
    check({ chat, fingerprint }) {
      const now = clock();
      for (const key of chat === null ? [null] : [null, chat.id]) {
        const block = blocks.get(key);
        if (block === undefined) continue;
        if (now >= block.until - TIMER_SLACK) {
          blocks.delete(key);
          continue;
        }
        if (block.knew(fingerprint)) avoidable += 1;
        return tooManyRequests(Math.max(1, Math.ceil((block.until - now) / 1000)));
      }
      if (limits === 'none') return null;

      refill(all, perSecond, perSecond);
      if (all.level < 1) return wait(null, ((1 - all.level) * 1000) / perSecond, fingerprint);
      if (chat !== null) {
        const bucket = chats.get(chat.id) ?? { level: CHAT_BURST, at: now };
        chats.set(chat.id, bucket);
        refill(bucket, perChatPerSecond, CHAT_BURST);
        if (bucket.level < 1)
          return wait(chat.id, ((1 - bucket.level) * 1000) / perChatPerSecond, fingerprint);
        if (chat.type === 'group' || chat.type === 'supergroup') {
          const times = (groupMinutes.get(chat.id) ?? []).filter((time) => time > now - 60_000);
          groupMinutes.set(chat.id, times);
          if (times.length >= perGroupPerMinute)
            return wait(chat.id, (times[0] ?? now) + 60_000 - now, fingerprint);
          times.push(now);
        }
        bucket.level -= 1;
      }
      all.level -= 1;
      return null;
    },
    block(chatId, seconds, fingerprint) {
      blocks.set(chatId, createToldToWait(clock() + seconds * 1000, clock, fingerprint));
    },
    avoidable: () => avoidable,
  };
}
