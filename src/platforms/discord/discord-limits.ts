import type { SendLimits } from '../chat/rate-windows.ts';

/**
 * Fifty requests a second in all (https://docs.discord.com/developers/topics/rate-limits#global-rate-limit); a channel's own
 * limit comes with each answer, and has been five messages in five seconds. Interactions count to neither.
 */
export const DISCORD_LIMITS: SendLimits = {
  perSecond: 50,
  perChatPerSecond: 1,
  perGroupPerMinute: Number.POSITIVE_INFINITY,
};

/** For the answers to interactions, whose limit is their own. */
export const INTERACTION_LIMITS: SendLimits = {
  perSecond: 1e6,
  perChatPerSecond: 1e6,
  perGroupPerMinute: Number.POSITIVE_INFINITY,
};
