import { notice } from '../../core/blocks/build-blocks.ts';
import type { EventAnswerer } from '../chat/work-events.ts';
import { answerInteraction } from './answer-interaction.ts';
import { answerMessage } from './answer-message.ts';
import type { DiscordPart } from './answer-plan.ts';
import type { DiscordAnswering } from './discord-answering.ts';
import type { DiscordEvent } from './discord-event.ts';
import { greetServer } from './greet-server.ts';

/**
 * Milliseconds after it was given away within which a part is surely still known by its nonce ("in the past few minutes",
 * https://docs.discord.com/developers/resources/message#create-message).
 */
const NONCE_HOLDS = 2 * 60_000;

/** Whether a part that was perhaps sent can be sent again without being there twice; `age`: since it was given away, milliseconds. */
export function isKnownByNonce(part: DiscordPart, age: number): boolean {
  if (part.via === 'interaction') return false;
  return part.edits !== null || (age < NONCE_HOLDS && part.post?.isForum !== true);
}

/** What the bot makes of events. */
export function createAnswerer(answering: DiscordAnswering): EventAnswerer<DiscordEvent, DiscordPart> {
  const { acknowledger, plan } = answering;
  return {
    async answer(event, progress) {
      switch (event.kind) {
        case 'message':
          return answerMessage(answering, event.message, progress);
        case 'interaction':
          return answerInteraction(answering, event.interaction, progress);
        case 'join':
          return greetServer(answering, event.join);
      }
    },
    acknowledge(event) {
      if (event.kind === 'interaction') void acknowledger.deferNow(event.interaction.id);
    },
    async settleDoubt(event, part, age) {
      // The response to an interaction is one message, whatever is sent to it.
      if (part.via === 'interaction' ? part.step !== 'follow-up' : isKnownByNonce(part, age)) return 'again';
      // A greeting that is missing is not missed.
      if (part.isNote || event.kind === 'join') return [];
      const reader =
        event.kind === 'message'
          ? await answering.readerIn(part.channel, { text: event.message.content })
          : answering.readerOfLocale(event.interaction.locale);
      const { channel, guild } = part;
      const shared = { event: part.nonce, channel, guild };
      const { parts } = await plan(
        [notice('info', reader.translate('chat.mayBeMissing'))],
        part.via === 'channel'
          ? { ...shared, via: 'channel', replyTo: part.replyTo, edits: null, thread: null }
          : {
              ...{ ...shared, interaction: part.interaction, isEphemeral: part.isEphemeral },
              via: 'interaction',
              step: 'respond',
            },
        { command: '', isNote: true },
      );
      return parts.map((each) =>
        each.via === 'interaction' ? { ...each, step: 'follow-up' as const } : each,
      );
    },
  };
}
