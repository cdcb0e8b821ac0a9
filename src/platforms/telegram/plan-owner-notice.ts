import type { OwnerNotice } from '../chat/chat-platform.ts';
import type { TelegramPart } from './answer-plan.ts';
import type { TelegramAnswering } from './telegram-answering.ts';

/** The messages to those who run the bot, each in the private chat with it. */
export async function planOwnerNotice(
  answering: TelegramAnswering,
  show: OwnerNotice,
): Promise<TelegramPart[][]> {
  const plans: TelegramPart[][] = [];
  for (const owner of answering.owners) {
    const reader = await answering.readerIn(owner, undefined);
    const place = {
      chat: { id: owner, type: 'private' as const },
      ...{ thread: null, replyTo: null, edits: null },
    };
    plans.push((await answering.plan(show(reader), place, { command: 'sources' })).parts);
  }
  return plans;
}
