import type { SendLimits } from '../chat/rate-windows.ts';

/** https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this */
export const TELEGRAM_LIMITS: SendLimits = { perSecond: 30, perChatPerSecond: 1, perGroupPerMinute: 20 };
