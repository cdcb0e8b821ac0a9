import type { AnswerPlace } from './answer-plan.ts';
import type { TelegramAnswering } from './telegram-answering.ts';

/** Telegram shows the sign for 5 seconds, milliseconds. */
const AGAIN_AFTER = 4500;

/**
 * Shows that the bot is at work, after `first` milliseconds and until the function that is returned is called. A failure is
 * of no matter.
 */
export function showTyping(
  { api, timers, showSign }: Pick<TelegramAnswering, 'api' | 'timers' | 'showSign'>,
  place: AnswerPlace,
  { first }: { first: number },
): () => void {
  if (place.chat.type === 'channel') return () => {};
  const content = {
    chat_id: place.chat.id,
    action: 'typing' as const,
    ...(place.thread === null ? {} : { message_thread_id: place.thread }),
  };
  let cancel = (): void => {};
  const show = (): void => {
    void showSign(() => api.call('sendChatAction', content));
    cancel = timers.after(AGAIN_AFTER, show);
  };
  if (first > 0) cancel = timers.after(first, show);
  else show();
  return () => cancel();
}
