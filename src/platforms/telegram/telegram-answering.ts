import type { Command } from '../../commands/command.ts';
import type { MessageKey } from '../../commands/create-translator.ts';
import type { Services } from '../../commands/services.ts';
import type { Block } from '../../core/blocks/blocks.ts';
import { notice } from '../../core/blocks/build-blocks.ts';
import type { Exchange, PlatformStore } from '../../core/ports/platform-store.ts';
import type { Target } from '../../core/ports/subscription-store.ts';
import { keepPresses } from '../chat/button-press.ts';
import { type AnsweringFor, createAnsweringFor } from '../chat/create-answering-for.ts';
import { type ChatReader, findReader, type Reader } from '../chat/find-reader.ts';
import { findRefusal } from '../chat/find-refusal.ts';
import type { FloodControl } from '../chat/flood-control.ts';
import type { PlatformLog } from '../chat/platform-log.ts';
import type { SendQueue, Timers } from '../chat/send-queue.ts';
import type { Self } from './address-message.ts';
import { type AnswerPlace, planAnswer, type TelegramPlan } from './answer-plan.ts';
import type { ChatAdmins } from './chat-admins.ts';
import type { TelegramFailure } from './map-telegram-error.ts';
import type { Membership } from './membership.ts';
import { type RenderedMessage, renderBlocks } from './render-blocks.ts';
import type { CallResult, TelegramApi } from './telegram-api.ts';
import type { TelegramChat } from './telegram-update.ts';

/** What a message of ours is filled with. */
export type Values = Record<string, string | number>;

export const PLATFORM = 'telegram';

export interface AnsweringDependencies {
  commands: readonly Command[];
  services: Services;
  store: PlatformStore;
  api: TelegramApi;
  queue: SendQueue<TelegramFailure>;
  self: Self;
  /** Telegram ids of those who run the bot. */
  owners: readonly number[];
  zone: string;
  now: () => number;
  timers: Timers;
  admins: ChatAdmins;
  flood: FloodControl;
  membership: Membership;
  /** So much is open that a sign of work would stand in the way of answers. */
  isCrowded(): boolean;
  log: PlatformLog;
}

/** The chat, or its topic, as subscriptions know it. */
export function targetOf({ chat, thread }: Pick<AnswerPlace, 'chat' | 'thread'>): Target {
  return { platform: PLATFORM, chat: String(chat.id), thread: thread === null ? null : String(thread) };
}

/** What answering a message and answering a button have in common. */
export interface TelegramAnswering extends AnsweringDependencies {
  readerIn(chat: number, locale: string | undefined): Promise<ChatReader>;
  answeringFor: AnsweringFor;
  render(blocks: readonly Block[], options?: { isNumbered: boolean }): RenderedMessage[];
  /** The messages as parts; what their buttons do is kept when it resolves. */
  plan(
    blocks: readonly Block[],
    place: AnswerPlace,
    about: { command: string; exchange?: Exchange | null; isNote?: boolean; isQuiet?: boolean },
  ): Promise<TelegramPlan>;
  /** What was rendered before. */
  planMessages(
    messages: readonly RenderedMessage[],
    place: AnswerPlace,
    about: { command: string; exchange?: Exchange | null; isNote?: boolean; isQuiet?: boolean },
  ): Promise<TelegramPlan>;
  /** A plan of a few words of ours. */
  say(key: MessageKey, reader: Reader, place: AnswerPlace, values?: Values): Promise<TelegramPlan>;
  /**
   * Shows a sign of work (typing, a draft), at once or not at all: answers go before signs, and where Telegram says that
   * there were too many none is shown for as long as it says. Never rejects.
   */
  showSign(call: () => Promise<CallResult<unknown>>): Promise<void>;
  /** Ends the spinner of a button; false where that came too late. What may pass is tried a second time. */
  answerQuery(query: string, answer?: { text: string; show_alert: true } | { url: string }): Promise<boolean>;
  /** Why this person may not give this command here; null where they may. */
  findRefusal(
    command: Command,
    who: { chat: TelegramChat; person: number | undefined; senderChat: number | undefined },
  ): Promise<MessageKey | null>;
}

/** Milliseconds that a spinner is worth waiting for: a query is soon too old to be answered. */
const LONGEST_SPIN = 5000;

export function createTelegramAnswering(dependencies: AnsweringDependencies): TelegramAnswering {
  const { commands, store, self, owners, now, admins } = dependencies;
  const { api, queue, timers, isCrowded } = dependencies;
  let signsNotBefore = 0;
  const live = new Set([...commands.map(({ name }) => `/${name}`), `@${self.username}`]);
  const render: TelegramAnswering['render'] = (blocks, options = { isNumbered: true }) =>
    renderBlocks(blocks, { live, ...options });

  const planMessages: TelegramAnswering['planMessages'] = async (messages, place, about) => {
    const { plan: planned, presses } = planAnswer(messages, place, about);
    await keepPresses(presses, { platform: PLATFORM, buttons: store.buttons, now: now() });
    return planned;
  };
  const plan: TelegramAnswering['plan'] = async (blocks, place, about) =>
    planMessages(render(blocks), place, about);

  return {
    ...dependencies,
    render,
    plan,
    planMessages,
    readerIn: (chat, locale) => findReader({ platform: PLATFORM, chat: String(chat) }, locale, store.chats),
    answeringFor: createAnsweringFor(dependencies),
    say: (key, reader, place, values = {}) =>
      plan([notice('info', reader.translate(key, values))], place, { command: '' }),
    async showSign(call) {
      if (isCrowded() || queue.isHeldBack() || timers.now() < signsNotBefore) return;
      const shown = await call();
      if (!shown.ok && shown.failure.kind === 'rate-limited')
        signsNotBefore = Math.max(signsNotBefore, timers.now() + shown.failure.after);
    },
    async answerQuery(query, answer) {
      const call = () => api.call('answerCallbackQuery', { callback_query_id: query, ...answer });
      const first = await call();
      if (first.ok) return true;
      const { failure } = first;
      if (failure.kind === 'rate-limited' && failure.after <= LONGEST_SPIN)
        await new Promise<void>((resolve) => timers.after(failure.after, resolve));
      else if (failure.kind !== 'retryable') return false;
      return (await call()).ok;
    },
    findRefusal: (command, { chat, person, senderChat }) =>
      findRefusal(command, {
        isOwner: person !== undefined && owners.includes(person) && senderChat === undefined,
        isAdmin: () => admins.isAdmin({ chat, user: person, senderChat }),
      }),
  };
}
