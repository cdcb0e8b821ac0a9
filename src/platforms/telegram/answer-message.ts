import { answerAction } from '../../commands/answer-text.ts';
import { interpretText } from '../../commands/interpret-text.ts';
import type { Exchange } from '../../core/ports/platform-store.ts';
import { answerWritten } from '../chat/answer-written.ts';
import { articlesOfReply } from '../chat/articles-of-reply.ts';
import { decodePress } from '../chat/button-press.ts';
import { runInTime } from '../chat/run-in-time.ts';
import type { AnswerProgress } from '../chat/work-events.ts';
import { addressMessage } from './address-message.ts';
import type { AnswerPlace, TelegramPlan } from './answer-plan.ts';
import { findLinkedPress, followDeepLink } from './deep-link.ts';
import { showGrowth } from './show-growth.ts';
import { showTyping } from './show-typing.ts';
import { PLATFORM, type TelegramAnswering, targetOf } from './telegram-answering.ts';
import type { TelegramMessage } from './telegram-update.ts';

/** What a message leads to being sent; null for nothing, `stopped` where the signal came first. */
export async function answerMessage(
  answering: TelegramAnswering,
  message: TelegramMessage,
  progress: AnswerProgress,
): Promise<TelegramPlan | null | 'stopped'> {
  const { commands, self, membership, flood, plan, say, store } = answering;
  const { signal } = progress;
  if (message.migrate_to_chat_id !== undefined) {
    await membership.migrate(message.chat.id, message.migrate_to_chat_id);
    return null;
  }
  if (message.migrate_from_chat_id !== undefined) {
    await membership.migrate(message.migrate_from_chat_id, message.chat.id);
    return null;
  }
  const addressed = addressMessage(message, self, commands);
  if (addressed === null) return null;
  const isPrivate = message.chat.type === 'private';
  const senderChat = message.sender_chat?.id;
  const person = senderChat === undefined ? message.from?.id : undefined;
  const said = addressed === 'wordless' ? '' : addressed.text;
  const linked = findLinkedPress(said);
  const text = linked === null ? followDeepLink(said, commands) : said;
  const meant = interpretText(text, commands);
  // Nobody asks in a channel: a post is a command only where an admin's command it is.
  if (
    message.chat.type === 'channel' &&
    !(meant.kind === 'command' && meant.command.audience === 'chat-admins')
  )
    return null;
  const reader = await answering.readerIn(message.chat.id, message.from?.language_code);
  const place: AnswerPlace = {
    chat: message.chat,
    thread: message.is_topic_message ? (message.message_thread_id ?? null) : null,
    replyTo: isPrivate || message.chat.type === 'channel' ? null : message.message_id,
    edits: null,
  };
  const verdict = flood.check({
    person: person ?? senderChat,
    chat: message.chat.id,
    isGroup: !isPrivate,
    at: message.date * 1000,
  });
  if (verdict === 'silent') return null;
  if (verdict !== 'pass') return say('chat.slowDown', reader, place, { count: verdict.tell });
  if (addressed === 'wordless') return say('chat.textOnly', reader, place);

  const press =
    linked === null
      ? null
      : await decodePress(linked, { platform: PLATFORM, buttons: store.buttons }).catch(() => null);
  if (linked !== null && press === null) return say('chat.buttonGone', reader, place);
  const command =
    press === null
      ? meant.kind === 'command'
        ? meant.command
        : null
      : (commands.find(({ name }) => name === press.action.command) ?? null);
  const refusal =
    command === null
      ? null
      : await answering.findRefusal(command, { chat: message.chat, person, senderChat });
  if (refusal !== null) return say(refusal, reader, place);

  const stopTyping = showTyping(answering, place, { first: 0 });
  const growth = showGrowth({ answering, place, draft: message.message_id, progress });
  let exchange: Exchange = { question: null, articleIds: [] };
  let name = command?.name ?? 'ask';
  try {
    const earlier = await findEarlier(answering, message);
    const reply = await runInTime({ reader, signal }, async (ending) => {
      const asked = answering.answeringFor({
        ...{ reader, signal: ending, grow: growth.grow },
        ...{ target: targetOf(place), person: person === undefined ? null : String(person) },
      });
      if (press !== null) return answerAction(press.action, asked);
      const answered = await answerWritten(text, earlier, asked);
      if (answered === null) return null;
      ({ exchange, command: name } = answered);
      return answered.reply;
    });
    if (reply?.failure === 'cancelled') return 'stopped';
    await growth.end();
    if (reply === null) return null;
    return plan(
      reply.blocks,
      { ...place, edits: growth.shown() },
      {
        command: name,
        exchange: { question: exchange.question, articleIds: articlesOfReply(reply) },
      },
    );
  } finally {
    stopTyping();
    await growth.end();
  }
}

async function findEarlier(
  { self, store }: TelegramAnswering,
  { chat, reply_to_message: replied }: TelegramMessage,
): Promise<Exchange | null> {
  if (replied?.from?.id !== self.id) return null;
  return store.conversations.find({
    platform: PLATFORM,
    chat: String(chat.id),
    message: String(replied.message_id),
  });
}
