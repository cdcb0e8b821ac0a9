import { InteractionResponseType, Routes } from 'discord.js';
import { z } from 'zod';
import type { CallResult } from '../chat/call-result.ts';
import type { PartPort } from '../chat/deliver-answer.ts';
import type { SendQueue } from '../chat/send-queue.ts';
import type { Acknowledger } from './acknowledge-interactions.ts';
import { type ChannelPart, type DiscordPart, type InteractionPart, nonceOf } from './answer-plan.ts';
import type { DiscordApi } from './discord-api.ts';
import type { DiscordFailure } from './map-discord-error.ts';
import type { Membership } from './membership.ts';
import { toMessageBody } from './message-body.ts';

export const PLATFORM = 'discord';

type Sent = CallResult<{ message: string | null; chat?: string }, DiscordFailure>;

const messageSchema = z.object({ id: z.string() });
/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback-interaction-callback-response-object */
const callbackSchema = z.object({
  resource: z.object({ message: messageSchema.optional() }).optional(),
});

/** Minutes for which an idle thread stays open: a day. */
const THREAD_OPEN_FOR = 1440;

/** How a part of an answer goes to Discord, and what is tried where it is refused. */
export function createDiscordPartPort({
  api,
  queue,
  interactions,
  acknowledger,
  membership,
  crosspost = null,
}: {
  api: DiscordApi;
  queue: SendQueue<DiscordFailure>;
  /** For interactions, which count to no limit of the others. */
  interactions: SendQueue<DiscordFailure>;
  acknowledger: Acknowledger;
  membership: Membership;
  /** Publishes what was posted in an announcement channel; null where that is not wanted. */
  crosspost?: ((channel: string, message: string | null) => void) | null;
}): PartPort<DiscordPart, DiscordFailure> {
  return {
    platform: PLATFORM,
    queueOf: ({ via }) => (via === 'channel' ? queue : interactions),
    chatOf: (part) => ({
      chat: part.channel,
      lane: part.via === 'channel' ? part.channel : part.interaction.id,
      group: false,
    }),
    call: (part) => (part.via === 'channel' ? sendToChannel(part) : sendToInteraction(part)),
    async adapt(rest, failure) {
      const [part, ...later] = rest;
      if (part === undefined) return null;
      const adapted = (await adaptToForum(part, failure)) ?? adaptPart(part, failure);
      return adapted === null ? null : [...adapted, ...moveLater(part, adapted[0], later)];
    },
    follow(sent, { chat }, rest) {
      if (sent.via !== 'channel' || sent.post?.isForum !== true || chat === undefined) return null;
      return rest.map((part) =>
        part.via === 'channel' && part.channel === sent.channel
          ? { ...part, channel: chat, post: null }
          : part,
      );
    },
    async onSent(part, result) {
      // What follows the response needs it no more, and there may be hundreds a second.
      if (part.via === 'interaction' && part.step !== 'follow-up') acknowledger.forget(part.interaction.id);
      await membership.resumeAfter(part);
      if (crosspost !== null && part.via === 'channel' && part.post !== null && !part.post.isForum)
        crosspost(part.channel, result.message);
    },
    onRefused: (part, failure) => membership.pauseAfter(part, failure),
  };

  /** A channel that takes no messages is a forum, or a media channel: there a digest is a post; with a tag where it must have one. */
  async function adaptToForum(part: DiscordPart, { kind }: DiscordFailure): Promise<DiscordPart[] | null> {
    if (part.via !== 'channel' || part.post === null) return null;
    if (kind === 'no-text' && !part.post.isForum) return [{ ...part, post: { ...part.post, isForum: true } }];
    if (kind !== 'tag-needed' || part.post.tag !== null) return null;
    const found = await api.call({ method: 'GET', route: Routes.channel(part.channel) });
    const tags = found.ok ? (forumSchema.safeParse(found.result).data?.available_tags ?? []) : [];
    const [tag] = tags.filter(({ moderated }) => moderated !== true);
    return tag === undefined ? null : [{ ...part, post: { ...part.post, tag: tag.id } }];
  }

  async function sendToChannel(part: ChannelPart): Promise<Sent> {
    let { channel } = part;
    const body = toMessageBody(part.body, { isSilent: part.isNote || part.isQuiet });
    if (part.post?.isForum) return postToForum(part, part.post, body);
    if (part.edits !== null) {
      // Of an edit that is made again nothing is there twice.
      const edited = await api.call({
        method: 'PATCH',
        route: Routes.channelMessage(channel, part.edits),
        body,
        isQueued: true,
      });
      return edited.ok ? { ok: true, result: { message: part.edits } } : repeatable(edited);
    }
    const opensThread = part.thread !== null && part.replyTo !== null;
    if (part.thread !== null && part.replyTo !== null) {
      const opened = await api.call({
        method: 'POST',
        route: Routes.threads(channel, part.replyTo),
        body: { name: part.thread.name, auto_archive_duration: THREAD_OPEN_FOR },
        isQueued: true,
      });
      if (!opened.ok && opened.failure.kind !== 'thread-exists') return repeatable(opened);
      // A thread has the id of the message at which it was opened.
      channel = part.replyTo;
    }
    const sent = await api.call({
      method: 'POST',
      route: Routes.channelMessages(channel),
      body: {
        ...body,
        nonce: part.nonce,
        enforce_nonce: true,
        ...(part.replyTo === null || opensThread
          ? {}
          : { message_reference: { message_id: part.replyTo, fail_if_not_exists: false } }),
      },
      // The queue has counted one call.
      isQueued: !opensThread,
    });
    return sent.ok ? { ok: true, result: { message: readId(sent.result), chat: channel } } : repeatable(sent);
  }

  /** A post in a forum is a thread; Discord knows no nonce for it. */
  async function postToForum(
    { channel }: ChannelPart,
    { title, tag }: NonNullable<ChannelPart['post']>,
    body: object,
  ): Promise<Sent> {
    const posted = await api.call({
      method: 'POST',
      route: Routes.threads(channel),
      body: {
        name: title,
        auto_archive_duration: THREAD_OPEN_FOR,
        message: body,
        ...(tag === null ? {} : { applied_tags: [tag] }),
      },
      isQueued: true,
    });
    if (!posted.ok) return posted;
    // The thread and its first message have one id.
    const id = readId(posted.result);
    return { ok: true, result: { message: id, ...(id === null ? {} : { chat: id }) } };
  }

  async function sendToInteraction(part: InteractionPart): Promise<Sent> {
    const { application, id, token } = part.interaction;
    const body = toMessageBody(part.body, { isEphemeral: part.isEphemeral });
    const original = { method: 'PATCH', route: Routes.webhookMessage(application, token), body } as const;
    if (part.step === 'follow-up') return followUp();
    const state = await acknowledger.settle(id);
    if (state === 'expired') return { ok: false, failure: { kind: 'expired', reason: 'not in time' } };
    if (state === null || state === 'open') {
      const responded = await api.call({
        method: 'POST',
        route: Routes.interactionCallback(id, token),
        query: { with_response: 'true' },
        body: {
          type:
            part.step === 'update'
              ? InteractionResponseType.UpdateMessage
              : InteractionResponseType.ChannelMessageWithSource,
          data: body,
        },
        isInteraction: true,
      });
      if (responded.ok) {
        const read = callbackSchema.safeParse(responded.result);
        return { ok: true, result: { message: read.data?.resource?.message?.id ?? null } };
      }
      const { kind } = responded.failure;
      // Acknowledged before, by an earlier process or by this very call: what stands there is changed, which twice is once.
      if (kind !== 'acknowledged' && !(kind === 'expired' && state === null)) return repeatable(responded);
    } else if (part.isEphemeral && !state.isEphemeral && !state.isUpdate) {
      // The sign of work was for all, the answer is for one: the first message after it would take over for whom it is.
      await api.call({
        method: 'DELETE',
        route: Routes.webhookMessage(application, token),
        isInteraction: true,
      });
      return followUp();
    } else if (part.step === 'respond' && state.isUpdate) return followUp();
    const edited = await api.call({ ...original, isInteraction: true });
    return edited.ok ? { ok: true, result: { message: readId(edited.result) } } : repeatable(edited);

    async function followUp(): Promise<Sent> {
      const sent = await api.call({
        method: 'POST',
        route: Routes.webhook(application, token),
        query: { wait: 'true' },
        body,
        isInteraction: true,
      });
      return sent.ok ? { ok: true, result: { message: readId(sent.result) } } : sent;
    }
  }
}

/** https://docs.discord.com/developers/resources/channel#channel-object */
const forumSchema = z.object({
  available_tags: z.array(z.object({ id: z.string(), moderated: z.boolean().optional() })).default([]),
});

/** A call that can be made again soon and is there once. That it may have arrived is still to be known after a crash, which may last. */
function repeatable(result: { ok: false; failure: DiscordFailure }): { ok: false; failure: DiscordFailure } {
  const { failure } = result;
  return failure.kind === 'retryable' && 'reached' in failure
    ? { ok: false, failure: { ...failure, isRepeatable: true } }
    : result;
}

function readId(result: unknown): string | null {
  return messageSchema.safeParse(result).data?.id ?? null;
}

/** Other forms of a part that was refused; null where none is left. */
function adaptPart(part: DiscordPart, { kind }: DiscordFailure): DiscordPart[] | null {
  if (kind === 'bad-message' && part.body.form === null)
    return part.body.plain.map((_, form) => {
      const body = { ...part.body, form };
      if (part.via === 'interaction')
        return form === 0 && part.step === 'respond'
          ? { ...part, body }
          : { ...part, body, step: 'follow-up' };
      return {
        ...part,
        body,
        nonce: nonceOf(part.nonce, `plain-${form}`),
        // What stands in several messages can't be corrected in one.
        content: part.body.plain.length === 1 ? part.content : undefined,
        // A message with components stays one with components.
        edits: null,
        replyTo: form === 0 ? part.replyTo : null,
      };
    });
  if (part.via === 'channel') {
    if (kind === 'message-gone' && part.edits !== null) return [{ ...part, edits: null }];
    // Where no thread may be opened the answer stands where it was asked for.
    const noThread = [
      'no-rights',
      'no-access',
      'bad-message',
      'thread-closed',
      'no-text',
      'unknown',
    ].includes(kind);
    return noThread && part.thread !== null ? [{ ...part, thread: null }] : null;
  }
  // The message that was to change was deleted: what it would have said is for whoever pressed its button.
  if (kind === 'message-gone' && part.step === 'update')
    return [{ ...part, step: 'respond', isEphemeral: part.guild !== null }];
  // Nobody is left without an answer for a slow moment: it comes into the channel, where the bot may write there.
  if ((kind === 'expired' || kind === 'message-gone') && !part.isEphemeral && part.step !== 'update')
    return [toChannel(part)];
  return null;
}

function toChannel({ body, channel, guild, isNote, isQuiet, nonce }: InteractionPart): ChannelPart {
  const shared = { body, channel, guild, isNote, isQuiet, nonce };
  return { ...shared, via: 'channel', replyTo: null, edits: null, thread: null, post: null };
}

/** The parts after one that went another way go that way too. */
function moveLater(
  from: DiscordPart,
  to: DiscordPart | undefined,
  later: readonly DiscordPart[],
): DiscordPart[] {
  if (to?.via !== 'channel') return [...later];
  if (from.via === 'interaction')
    return later.map((part) => (part.via === 'interaction' ? toChannel(part) : part));
  const isThreadGivenUp = from.thread !== null && to.thread === null;
  return later.map((part) =>
    isThreadGivenUp && part.channel === from.replyTo ? { ...part, channel: from.channel } : part,
  );
}
