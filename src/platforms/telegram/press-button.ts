import { answerAction } from '../../commands/answer-text.ts';
import type { MessageKey } from '../../commands/create-translator.ts';
import { articlesOfReply } from '../chat/articles-of-reply.ts';
import { decodePress, keepPresses } from '../chat/button-press.ts';
import { runInTime } from '../chat/run-in-time.ts';
import type { AnswerProgress } from '../chat/work-events.ts';
import type { AnswerPlace, TelegramPlan } from './answer-plan.ts';
import { linkToAction } from './deep-link.ts';
import { showTyping } from './show-typing.ts';
import { PLATFORM, type TelegramAnswering, targetOf, type Values } from './telegram-answering.ts';
import type { CallbackQuery } from './telegram-update.ts';

/** What a press of a button leads to being sent; its spinner is gone by then. */
export async function pressButton(
  answering: TelegramAnswering,
  query: CallbackQuery,
  { isAcknowledged, signal }: { isAcknowledged: boolean } & Pick<AnswerProgress, 'signal'>,
): Promise<TelegramPlan | null | 'stopped'> {
  const { flood, now, store, commands, plan, say, answerQuery } = answering;
  const { message } = query;
  const acknowledge = async (): Promise<null> => {
    if (!isAcknowledged) await answerQuery(query.id);
    return null;
  };
  if (message === undefined) return acknowledge();
  const isPrivate = message.chat.type === 'private';
  const isChannel = message.chat.type === 'channel';
  const readerIn = (chat: number) => answering.readerIn(chat, query.from.language_code);
  // A channel has readers of many languages; which is its own is not theirs to say.
  const reader = await readerIn(isChannel ? query.from.id : message.chat.id);
  const place: AnswerPlace = {
    chat: message.chat,
    thread: message.is_topic_message ? (message.message_thread_id ?? null) : null,
    replyTo: isPrivate || isChannel ? null : message.message_id,
    edits: null,
  };
  /** In a window over the chat; where the query is answered already, which is once only, or too old, in words in the chat. */
  const tell = async (key: MessageKey, values: Values = {}): Promise<TelegramPlan | null> => {
    const text = reader.translate(key, values).slice(0, LONGEST_ALERT);
    if (!isAcknowledged && (await answerQuery(query.id, { text, show_alert: true }))) return null;
    return isChannel ? null : say(key, reader, place, values);
  };
  const verdict = flood.check({
    person: query.from.id,
    chat: message.chat.id,
    // What a channel's readers press is answered elsewhere, each in their own chat.
    isGroup: !isPrivate && !isChannel,
    at: now(),
  });
  if (verdict === 'silent') return acknowledge();
  if (verdict !== 'pass') return tell('chat.slowDown', { count: verdict.tell });
  const press = await decodePress(query.data ?? '', { platform: PLATFORM, buttons: store.buttons });
  const command = commands.find(({ name }) => name === press?.action.command);
  if (press === null || command === undefined) return tell('chat.buttonGone');
  if (isChannel && command.audience === 'all') {
    // A channel is not talked in, and a page that one reader turns would turn for all: they go on in private.
    const { url, press: kept } = linkToAction(press.action, answering.self.username);
    await keepPresses([kept], { platform: PLATFORM, buttons: store.buttons, now: now() });
    await answerQuery(query.id, { url });
    return null;
  }
  const refusal = await answering.findRefusal(command, {
    chat: message.chat,
    person: query.from.id,
    senderChat: undefined,
  });
  if (refusal !== null) return tell(refusal);
  void acknowledge();
  const answered = isChannel ? await readerIn(message.chat.id) : reader;
  const stopTyping = showTyping(answering, place, { first: UNSEEN });
  const reply = await runInTime({ reader: answered, signal }, (ending) =>
    answerAction(
      press.action,
      answering.answeringFor({
        ...{ reader: answered, signal: ending },
        ...{ target: targetOf(place), person: String(query.from.id) },
      }),
    ),
  ).finally(stopTyping);
  if (reply?.failure === 'cancelled') return 'stopped';
  if (reply === null) return null;
  const answerPlace = press.inPlace ? { ...place, replyTo: null, edits: message.message_id } : place;
  return plan(reply.blocks, answerPlace, {
    command: press.action.command,
    exchange: { question: null, articleIds: articlesOfReply(reply) },
  });
}

/** Milliseconds for which the spinner was sign enough: a page that is turned in place would leave the sign standing. */
const UNSEEN = 1000;
/** UTF-16 units, https://core.telegram.org/bots/api#answercallbackquery */
const LONGEST_ALERT = 200;
