import { type Answering, answerAction, answerParsed, answerText } from '../../commands/answer-text.ts';
import type { Command, CommandContext, Reply } from '../../commands/command.ts';
import type { MessageKey } from '../../commands/create-translator.ts';
import { joinFollowUp } from '../../commands/follow-up.ts';
import { interpretText } from '../../commands/interpret-text.ts';
import { parseTypedOptions } from '../../commands/parse-options.ts';
import type { Services } from '../../commands/services.ts';
import type { Block } from '../../core/blocks/blocks.ts';
import { notice } from '../../core/blocks/build-blocks.ts';
import type { Exchange, PlatformStore } from '../../core/ports/platform-store.ts';
import { addressMessage, followDeepLink, type Self } from './address-message.ts';
import { type AnswerPlace, type AnswerPlan, planAnswer } from './answer-plan.ts';
import { decodePress, keepPresses } from './callback-data.ts';
import type { ChatAdmins } from './chat-admins.ts';
import { findReader, type Reader, readerOf } from './chat-language.ts';
import type { FloodControl } from './flood-control.ts';
import { greetGroup } from './greet-group.ts';
import { answerInlineQuery } from './inline-mode.ts';
import type { Membership } from './membership.ts';
import { renderBlocks } from './render-blocks.ts';
import { showTyping } from './show-typing.ts';
import type { TelegramApi } from './telegram-api.ts';
import { describeError, type TelegramLog } from './telegram-log.ts';
import type { CallbackQuery, TelegramMessage, TelegramUpdate } from './telegram-update.ts';

export interface AnswererDependencies {
  commands: readonly Command[];
  services: Services;
  store: PlatformStore;
  api: TelegramApi;
  self: Self;
  /** Telegram ids of those who run the bot. */
  owners: readonly number[];
  zone: string;
  now: () => number;
  admins: ChatAdmins;
  flood: FloodControl;
  membership: Membership;
  /** Whether a sign of work would stand in the way of answers. */
  isCrowded(): boolean;
  log: TelegramLog;
}

export interface Answerer {
  /**
   * What an update leads to being sent; null for nothing (what needs no message is done when it resolves), `stopped`
   * where it was not worked to its end because of the signal.
   */
  answer(update: TelegramUpdate, signal: AbortSignal): Promise<AnswerPlan | null | 'stopped'>;
  /** Takes the spinner off the button that was pressed, where one was. */
  acknowledge(update: TelegramUpdate): void;
  /** Says in place of a part that may have been sent already that it may be missing. */
  noteUncertainty(place: AnswerPlace, languageCode: string | undefined): Promise<AnswerPlan>;
}

/** Nobody waits longer for an answer, milliseconds. */
const LONGEST_WORK = 90_000;

interface Asked {
  reader: Reader;
  place: AnswerPlace;
  signal: AbortSignal;
}

export function createAnswerer(dependencies: AnswererDependencies): Answerer {
  const { commands, services, store, api, self, owners, zone, now, admins, flood, membership, log } =
    dependencies;

  const live = new Set([...commands.map(({ name }) => `/${name}`), `@${self.username}`]);

  function answeringFor({ reader, signal }: Pick<Asked, 'reader' | 'signal'>): Answering {
    const context: CommandContext = {
      ...reader,
      services,
      zone,
      now,
      signal,
      writeCommand: (name) => `/${name}`,
    };
    return { commands, context, onError: (error) => log.error(describeError(error), 'a command failed') };
  }

  async function plan(
    blocks: readonly Block[],
    place: AnswerPlace,
    about: { command: string; exchange?: Exchange | null; isNote?: boolean },
  ): Promise<AnswerPlan> {
    const messages = renderBlocks(blocks, { live });
    const { plan: planned, presses } = planAnswer(messages, place, about);
    await keepPresses(presses, { buttons: store.buttons, now: now() });
    return planned;
  }

  const say = (key: MessageKey, { reader, place }: Pick<Asked, 'reader' | 'place'>, values = {}) =>
    plan([notice('info', reader.translate(key, values))], place, { command: '' });

  /** Runs a command with an end to it; a reply in any case. */
  async function work(
    asked: Asked,
    run: (answering: Answering) => Promise<Reply | null>,
  ): Promise<Reply | null> {
    const { reader, signal } = asked;
    const ending = new AbortController();
    const ended = new Promise<Reply>((resolve) => {
      ending.signal.addEventListener('abort', () =>
        resolve(
          signal.aborted
            ? { blocks: [], failure: 'cancelled' }
            : { blocks: [notice('error', reader.translate('telegram.tookTooLong'))], failure: 'internal' },
        ),
      );
    });
    const end = (): void => ending.abort();
    const timer = setTimeout(end, LONGEST_WORK);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
    try {
      return await Promise.race([run(answeringFor({ reader, signal: ending.signal })), ended]);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
    }
  }

  /** Why this person may not give this command here; null where they may. */
  async function findRefusal(
    command: Command,
    {
      chat,
      person,
      senderChat,
    }: { chat: AnswerPlace['chat']; person: number | undefined; senderChat: number | undefined },
  ): Promise<MessageKey | null> {
    if (command.audience === 'all') return null;
    const isOwner = person !== undefined && owners.includes(person) && senderChat === undefined;
    if (command.audience === 'owner') return isOwner ? null : 'telegram.ownerOnly';
    const type = chat.type as TelegramMessage['chat']['type'];
    const isAdmin = await admins.isAdmin({ chat: { id: chat.id, type }, user: person, senderChat });
    if (isAdmin === 'unknown') return 'telegram.adminsUnknown';
    return isAdmin ? null : 'telegram.adminsOnly';
  }

  async function answerMessage(
    message: TelegramMessage,
    signal: AbortSignal,
  ): Promise<AnswerPlan | null | 'stopped'> {
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
    const person = message.sender_chat === undefined ? message.from?.id : undefined;
    const text = addressed === 'wordless' ? '' : followDeepLink(addressed.text, commands);
    const meant = interpretText(text, commands);
    // Nobody asks in a channel: a post is a command only where an admin's command it is.
    if (
      message.chat.type === 'channel' &&
      !(meant.kind === 'command' && meant.command.audience === 'chat-admins')
    )
      return null;
    const reader = await findReader(message.chat.id, message.from?.language_code, store.chats);
    const place: AnswerPlace = {
      chat: message.chat,
      thread: message.is_topic_message ? (message.message_thread_id ?? null) : null,
      replyTo: isPrivate || message.chat.type === 'channel' ? null : message.message_id,
      edits: null,
    };
    const asked: Asked = { reader, place, signal };
    const verdict = flood.check({
      person: person ?? message.sender_chat?.id,
      chat: message.chat.id,
      isGroup: !isPrivate,
      at: message.date * 1000,
    });
    if (verdict === 'silent') return null;
    if (verdict !== 'pass') return say('telegram.slowDown', asked, { count: verdict.tell });
    if (addressed === 'wordless') return say('telegram.textOnly', asked);
    if (meant.kind === 'command') {
      const senderChat = message.sender_chat?.id;
      const refusal = await findRefusal(meant.command, { chat: message.chat, person, senderChat });
      if (refusal !== null) return say(refusal, asked);
    }
    const stopTyping = showTyping({ api, place, isCrowded: dependencies.isCrowded });
    try {
      const earlier = await findEarlier(message);
      const question = meant.kind === 'question' ? joinFollowUp(earlier?.question ?? null, meant.text) : null;
      const reply = await work(asked, (answering) =>
        question !== null && question !== text ? ask(question, answering) : answerText(text, answering),
      );
      if (reply?.failure === 'cancelled') return 'stopped';
      if (reply === null) return null;
      const askedFor =
        question ?? (meant.kind === 'command' && meant.command.name === 'ask' ? meant.text.trim() : null);
      const command = meant.kind === 'command' ? meant.command.name : 'ask';
      return plan(reply.blocks, place, {
        command,
        exchange: { question: askedFor, articleIds: articlesOf(reply) },
      });
    } finally {
      stopTyping();
    }
  }

  function ask(question: string, answering: Answering): Promise<Reply | null> {
    const command = commands.find(({ name }) => name === 'ask');
    if (command === undefined) return answerText(question, answering);
    return answerParsed(command, parseTypedOptions(command, question, { now: now(), zone }), answering);
  }

  async function findEarlier({ chat, reply_to_message: replied }: TelegramMessage): Promise<Exchange | null> {
    if (replied?.from?.id !== self.id) return null;
    return store.conversations.find({
      platform: 'telegram',
      chat: String(chat.id),
      message: String(replied.message_id),
    });
  }

  async function pressButton(
    query: CallbackQuery,
    signal: AbortSignal,
  ): Promise<AnswerPlan | null | 'stopped'> {
    const { message } = query;
    const acknowledge = async (words?: string): Promise<null> => {
      // A query that is too old has no spinner any more; nothing else can go wrong that matters.
      await api.call('answerCallbackQuery', {
        callback_query_id: query.id,
        ...(words === undefined ? {} : { text: words.slice(0, 200), show_alert: true }),
      });
      return null;
    };
    if (message === undefined) return acknowledge();
    const reader = await findReader(message.chat.id, query.from.language_code, store.chats);
    const verdict = flood.check({
      person: query.from.id,
      chat: message.chat.id,
      isGroup: message.chat.type !== 'private',
      at: now(),
    });
    if (verdict === 'silent') return acknowledge();
    if (verdict !== 'pass')
      return acknowledge(reader.translate('telegram.slowDown', { count: verdict.tell }));
    const press = await decodePress(query.data ?? '', store.buttons);
    const command = commands.find(({ name }) => name === press?.action.command);
    if (press === null || command === undefined) return acknowledge(reader.translate('telegram.buttonGone'));
    const refusal = await findRefusal(command, {
      chat: message.chat,
      person: query.from.id,
      senderChat: undefined,
    });
    if (refusal !== null) return acknowledge(reader.translate(refusal));
    void acknowledge();
    const isPrivate = message.chat.type === 'private';
    const place: AnswerPlace = {
      chat: message.chat,
      thread: message.is_topic_message ? (message.message_thread_id ?? null) : null,
      replyTo: isPrivate || press.inPlace ? null : message.message_id,
      edits: press.inPlace ? message.message_id : null,
    };
    const reply = await work({ reader, place, signal }, (answering) => answerAction(press.action, answering));
    if (reply?.failure === 'cancelled') return 'stopped';
    if (reply === null) return null;
    return plan(reply.blocks, place, {
      command: press.action.command,
      exchange: { question: null, articleIds: articlesOf(reply) },
    });
  }

  return {
    async answer(update, signal) {
      const message = update.message ?? update.channel_post;
      if (message !== undefined) return answerMessage(message, signal);
      if (update.callback_query !== undefined) return pressButton(update.callback_query, signal);
      if (update.inline_query !== undefined) {
        const { from } = update.inline_query;
        if (flood.check({ person: -from.id, chat: -from.id, isGroup: false, at: now() }) !== 'pass')
          return null;
        const reader = readerOf(await languageOf(from));
        await answerInlineQuery(update.inline_query, {
          api,
          self,
          answering: answeringFor({ reader, signal }),
          log,
        });
        return null;
      }
      if (update.my_chat_member !== undefined) {
        const { joined } = await membership.change(update.my_chat_member);
        if (!joined) return null;
        const { chat, from } = update.my_chat_member;
        const reader = await findReader(chat.id, from.language_code, store.chats);
        return plan(
          greetGroup(reader, self),
          { chat, thread: null, replyTo: null, edits: null },
          { command: 'start' },
        );
      }
      return null;
    },
    acknowledge({ callback_query: query }) {
      if (query !== undefined) void api.call('answerCallbackQuery', { callback_query_id: query.id });
    },
    async noteUncertainty(place, languageCode) {
      const reader = await findReader(place.chat.id, languageCode, store.chats);
      return plan([notice('info', reader.translate('telegram.mayBeMissing'))], place, {
        command: '',
        isNote: true,
      });
    },
  };

  /** People use inline mode in other chats: it is their own language there, as in the private chat with the bot. */
  async function languageOf(person: { id: number; language_code?: string | undefined }) {
    return (await findReader(person.id, person.language_code, store.chats)).language;
  }
}

/** The articles that a reply is about, from what it shows. */
function articlesOf({ blocks }: Reply): string[] {
  const ids = blocks.flatMap((block) =>
    block.kind === 'story' || block.kind === 'sources'
      ? block.sources.map(({ articleId }) => articleId)
      : block.kind === 'hit'
        ? [block.articleId]
        : [],
  );
  return [...new Set(ids)];
}
