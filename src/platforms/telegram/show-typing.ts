import type { AnswerPlace } from './answer-plan.ts';
import type { TelegramApi } from './telegram-api.ts';

/** Telegram shows the sign for 5 seconds, milliseconds. */
const AGAIN_AFTER = 4500;

/** Shows that the bot is at work, at once and until the function that is returned is called. A failure is of no matter. */
export function showTyping({
  api,
  place,
  isHeldBack,
}: {
  api: TelegramApi;
  place: AnswerPlace;
  /** Answers come before signs. */
  isHeldBack: () => boolean;
}): () => void {
  const show = (): void => {
    if (isHeldBack() || place.chat.type === 'channel') return;
    void api.call('sendChatAction', {
      chat_id: place.chat.id,
      action: 'typing',
      ...(place.thread === null ? {} : { message_thread_id: place.thread }),
    });
  };
  show();
  const timer = setInterval(show, AGAIN_AFTER);
  timer.unref();
  return () => clearInterval(timer);
}
