import type { Command } from '../../commands/command.ts';
import type { MessageKey } from '../../commands/create-translator.ts';
import { guessLanguageOfText, languageOfLocale } from '../../commands/guess-language.ts';
import type { Services } from '../../commands/services.ts';
import type { Block } from '../../core/blocks/blocks.ts';
import { notice } from '../../core/blocks/build-blocks.ts';
import type { Exchange, PlatformStore } from '../../core/ports/platform-store.ts';
import { type EncodedPress, encodePress, keepPresses } from '../chat/button-press.ts';
import { type AnsweringFor, createAnsweringFor } from '../chat/create-answering-for.ts';
import { type ChatReader, findReader, type Reader, readerOf } from '../chat/find-reader.ts';
import { findRefusal } from '../chat/find-refusal.ts';
import type { FloodControl } from '../chat/flood-control.ts';
import type { PlatformLog } from '../chat/platform-log.ts';
import type { SendQueue, Timers } from '../chat/send-queue.ts';
import type { Acknowledger } from './acknowledge-interactions.ts';
import { type DiscordPart, type DiscordPlan, nonceOf, type PartBody } from './answer-plan.ts';
import type { ChatAdmins } from './chat-admins.ts';
import { LONGEST_PRESS } from './component-ids.ts';
import type { DiscordApi } from './discord-api.ts';
import type { DiscordFailure } from './map-discord-error.ts';
import { renderBlocks } from './render-blocks.ts';
import { PLATFORM } from './send-part.ts';

export interface AnsweringDependencies {
  commands: readonly Command[];
  services: Services;
  store: PlatformStore;
  api: DiscordApi;
  queue: SendQueue<DiscordFailure>;
  acknowledger: Acknowledger;
  /** The bot's user id. */
  self: string;
  /** What it is mentioned by. */
  username: string;
  /** Discord ids of those who run the bot. */
  owners: readonly string[];
  zone: string;
  now: () => number;
  timers: Timers;
  admins: ChatAdmins;
  flood: FloodControl;
  /** Whether a question that is asked in a server is answered in a thread of its own. */
  answersInThreads: boolean;
  /** Whether a sign of work would stand in the way of answers. */
  isCrowded(): boolean;
  log: PlatformLog;
}

/** Where the parts of an answer go: of each form what all of them have in common. */
export type AnswerPlace = {
  /** The id of what is answered: the same parts get the same nonces. */
  event: string;
  channel: string;
  guild: string | null;
} & (
  | {
      via: 'channel';
      replyTo: string | null;
      edits: string | null;
      thread: { name: string } | null;
      /** Its title where the channel is a forum; absent for what is never posted of the bot's own accord. */
      title?: string;
    }
  | {
      via: 'interaction';
      interaction: { application: string; id: string; token: string };
      step: 'respond' | 'update';
      isEphemeral: boolean;
    }
);

/** What answering a message and an interaction have in common. */
export interface DiscordAnswering extends AnsweringDependencies {
  /** The language of a channel; at first that of whoever uses a command there, else of `text`. */
  readerIn(channel: string, options: { locale?: string | undefined; text?: string }): Promise<ChatReader>;
  readerOfLocale(locale: string | undefined): Reader;
  answeringFor: AnsweringFor;
  /** The messages of a reply; what their buttons do is kept when it resolves. */
  render(blocks: readonly Block[], command: string): Promise<PartBody[]>;
  /** The same, each with the blocks that it has something of. */
  renderMessages(blocks: readonly Block[], command: string): Promise<{ body: PartBody; blocks: number[] }[]>;
  plan(
    blocks: readonly Block[],
    place: AnswerPlace,
    about: { command: string; exchange?: Exchange | null; isNote?: boolean; isQuiet?: boolean },
  ): Promise<DiscordPlan>;
  /** What was rendered before. */
  planBodies(
    bodies: readonly PartBody[],
    place: AnswerPlace,
    about: { exchange?: Exchange | null; isNote?: boolean; isQuiet?: boolean },
  ): DiscordPlan;
  /** A plan of a few words of ours. */
  say(
    key: MessageKey,
    reader: Reader,
    place: AnswerPlace,
    values?: Record<string, string | number>,
  ): Promise<DiscordPlan>;
  findRefusal(
    command: Command,
    who: { user: string; isAdmin(): Promise<boolean | 'unknown'> },
  ): Promise<MessageKey | null>;
}

export function createDiscordAnswering(dependencies: AnsweringDependencies): DiscordAnswering {
  const { store, owners, now } = dependencies;

  const renderMessages: DiscordAnswering['renderMessages'] = async (blocks, command) => {
    const presses: EncodedPress[] = [];
    const messages = renderBlocks(blocks, {
      command,
      encodePress(press) {
        const encoded = encodePress(press, LONGEST_PRESS);
        presses.push(encoded);
        return encoded.data;
      },
    });
    await keepPresses(presses, { platform: PLATFORM, buttons: store.buttons, now: now() });
    // As JSON has it, which is how it is kept.
    return messages.map(({ blocks, ...message }) => ({
      body: { ...(JSON.parse(JSON.stringify(message)) as PartBody), form: null },
      blocks,
    }));
  };
  const render: DiscordAnswering['render'] = async (blocks, command) =>
    (await renderMessages(blocks, command)).map(({ body }) => body);

  const planBodies: DiscordAnswering['planBodies'] = (
    bodies,
    place,
    { exchange = null, isNote = false, isQuiet = false },
  ) => {
    const { event } = place;
    const parts = bodies.map((body, index): DiscordPart => {
      const isFirst = index === 0;
      const shared = {
        body,
        guild: place.guild,
        isNote,
        isQuiet,
        nonce: nonceOf(event, isNote ? 'note' : index),
      };
      if (place.via === 'interaction') {
        const { channel, interaction, isEphemeral, step } = place;
        return {
          ...{ ...shared, channel, interaction, isEphemeral },
          via: 'interaction',
          step: isFirst ? step : 'follow-up',
        };
      }
      const { replyTo, edits, thread } = place;
      return {
        ...shared,
        via: 'channel',
        channel: isFirst || thread === null || replyTo === null ? place.channel : replyTo,
        replyTo: isFirst ? replyTo : null,
        edits: isFirst ? edits : null,
        thread: isFirst ? thread : null,
        post: place.title === undefined ? null : { title: place.title, isForum: false, tag: null },
      };
    });
    return { parts, exchange };
  };
  const plan: DiscordAnswering['plan'] = async (blocks, place, { command, ...about }) =>
    planBodies(await render(blocks, command), place, about);

  return {
    ...dependencies,
    render,
    renderMessages,
    plan,
    planBodies,
    async readerIn(channel, { locale, text }) {
      const key = { platform: PLATFORM, chat: channel };
      if (locale !== undefined || text === undefined) return findReader(key, locale, store.chats);
      const guessed = guessLanguageOfText(text);
      const reader = await findReader(key, undefined, store.chats);
      return (await store.chats.find(key))?.language == null ? { ...reader, ...readerOf(guessed) } : reader;
    },
    readerOfLocale: (locale) => readerOf(languageOfLocale(locale)),
    answeringFor: createAnsweringFor(dependencies),
    say: (key, reader, place, values = {}) =>
      plan([notice('info', reader.translate(key, values))], place, { command: '' }),
    findRefusal: (command, { user, isAdmin }) =>
      findRefusal(command, { isOwner: owners.includes(user), isAdmin }),
  };
}
