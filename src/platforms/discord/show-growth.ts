import { Routes } from 'discord.js';
import { z } from 'zod';
import { createGrowth, type Growth } from '../chat/grow-answer.ts';
import type { AnswerProgress } from '../chat/work-events.ts';
import { nonceOf } from './answer-plan.ts';
import type { AnswerPlace, DiscordAnswering } from './discord-answering.ts';
import { toMessageBody } from './message-body.ts';

/** Milliseconds. The response to an interaction is there for it. */
const RESPONSE = { first: 500, every: 1500 };
/** A channel takes a message a second: an answer that is soon there is sent once. */
const MESSAGE = { first: 3000, every: 3000 };

/** `shown` is the message of a channel that shows the answer so far, for the whole to take its place; null where none does. */
export interface ShownGrowth extends Growth {
  shown(): string | null;
}

/** Shows an answer as it grows, by editing what it will stand in. What can't be shown is left out: the whole comes anyway. */
export function showGrowth(
  { api, queue, timers, render, acknowledger, isCrowded }: DiscordAnswering,
  { place, command, progress }: { place: AnswerPlace; command: string; progress: AnswerProgress },
): ShownGrowth {
  let message = progress.shown;

  async function showInResponse(
    { application, id, token }: { application: string; id: string; token: string },
    body: object,
  ): Promise<void> {
    const deferral = await acknowledger.deferNow(id);
    if (deferral === null || deferral.isUpdate) return;
    await api.call({
      method: 'PATCH',
      route: Routes.webhookMessage(application, token),
      body,
      isInteraction: true,
    });
  }

  async function showInChannel(replyTo: string | null, body: object): Promise<void> {
    const sent = await queue.send({
      chat: place.channel,
      group: false,
      priority: 'answer',
      before: async () => {},
      call: () =>
        message === null
          ? api.call({
              method: 'POST',
              route: Routes.channelMessages(place.channel),
              body: {
                ...body,
                nonce: nonceOf(place.event, 'growth'),
                enforce_nonce: true,
                ...(replyTo === null
                  ? {}
                  : { message_reference: { message_id: replyTo, fail_if_not_exists: false } }),
              },
              isQueued: true,
            })
          : api.call({
              method: 'PATCH',
              route: Routes.channelMessage(place.channel, message),
              body,
              isQueued: true,
            }),
    });
    if (!sent.ok || message !== null) return;
    message = z.object({ id: z.string() }).safeParse(sent.result).data?.id ?? null;
    // Where this is not kept a crash leaves a half answer beside the whole one; the answer itself goes on.
    if (message !== null) await progress.keepShown(message).catch(() => {});
  }

  const growth = createGrowth({
    ...(place.via === 'interaction' ? RESPONSE : MESSAGE),
    timers,
    async show(blocks) {
      // In a thread of its own an answer is there when it is whole.
      if (isCrowded() || queue.isHeldBack() || (place.via === 'channel' && place.thread !== null)) return;
      const [first] = await render(blocks, command).catch(() => []);
      if (first === undefined) return;
      if (place.via === 'channel') await showInChannel(place.replyTo, toMessageBody(first));
      else if (place.step === 'respond') await showInResponse(place.interaction, toMessageBody(first));
    },
  });
  return { ...growth, shown: () => (place.via === 'channel' ? message : null) };
}
