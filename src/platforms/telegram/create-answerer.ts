import { notice } from '../../core/blocks/build-blocks.ts';
import { greetGroup } from '../chat/greet-group.ts';
import type { EventAnswerer } from '../chat/work-events.ts';
import { answerMessage } from './answer-message.ts';
import type { TelegramPart } from './answer-plan.ts';
import { answerInlineQuery } from './inline-mode.ts';
import { pressButton } from './press-button.ts';
import { PLATFORM, type TelegramAnswering } from './telegram-answering.ts';
import type { TelegramUpdate } from './telegram-update.ts';

/** What the bot makes of updates. */
export function createAnswerer(answering: TelegramAnswering): EventAnswerer<TelegramUpdate, TelegramPart> {
  const { flood, now, membership, plan, self } = answering;
  /** Queries that were answered before it was their update's turn: Telegram takes no second answer. */
  const acknowledged = new Set<string>();

  return {
    async answer(update, progress) {
      const { signal } = progress;
      const message = update.message ?? update.channel_post;
      if (message !== undefined) return answerMessage(answering, message, progress);
      const { callback_query: query, inline_query: inline, my_chat_member: membershipChange } = update;
      if (query !== undefined)
        return pressButton(answering, query, { isAcknowledged: acknowledged.delete(query.id), signal });
      if (inline !== undefined) {
        const { from } = inline;
        if (flood.check({ person: -from.id, chat: -from.id, isGroup: false, at: now() }) !== 'pass')
          return null;
        // People use inline mode in other chats: it is their own language there, as in the private chat with the bot.
        const reader = await answering.readerIn(from.id, from.language_code);
        const target = { platform: PLATFORM, chat: String(from.id), thread: null };
        await answerInlineQuery(
          inline,
          answering,
          answering.answeringFor({ reader, target, person: String(from.id), signal }),
        );
        return null;
      }
      if (membershipChange !== undefined) {
        const { joined } = await membership.change(membershipChange);
        if (!joined) return null;
        const { chat, from } = membershipChange;
        const reader = await answering.readerIn(chat.id, from.language_code);
        return plan(
          greetGroup(reader, `@${self.username}`),
          { chat, thread: null, replyTo: null, edits: null },
          { command: 'start' },
        );
      }
      return null;
    },
    acknowledge({ callback_query: query }) {
      // In a channel the answer is what leads on, and nothing slow stands before it.
      if (query === undefined || query.message?.chat.type === 'channel') return;
      acknowledged.add(query.id);
      void answering.answerQuery(query.id);
    },
    async settleDoubt(update, part) {
      // The same edit twice is one edit.
      if (part.edits !== null) return 'again';
      if (part.isNote) return [];
      const person = update.message?.from ?? update.callback_query?.from ?? update.my_chat_member?.from;
      const reader = await answering.readerIn(part.chat, person?.language_code);
      const { parts } = await plan(
        [notice('info', reader.translate('chat.mayBeMissing'))],
        {
          chat: { id: part.chat, type: part.group ? 'group' : 'private' },
          thread: part.thread,
          replyTo: part.replyTo,
          edits: null,
        },
        { command: '', isNote: true },
      );
      return parts;
    },
  };
}
