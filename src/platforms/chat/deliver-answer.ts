import type { PlatformStore } from '../../core/ports/platform-store.ts';
import type { AnswerPlan } from './answer-plan.ts';
import { type CallFailure, type CallResult, isRetryable } from './call-result.ts';
import type { KeepTrying } from './keep-trying.ts';
import { describeError, type PlatformLog } from './platform-log.ts';
import type { SendFailure, SendQueue, SendResult } from './send-queue.ts';

export interface Delivery<Part> {
  /**
   * Sends the parts of an answer from `from` on, one after the other. `finished` where all were sent and the event is;
   * `done` where nothing more is to be done with it (it can't be sent); `open` where it is to be tried again later. A plan that is not stored yet is stored when its first part is given away: until then nothing is lost
   * with it that could not be made again.
   */
  deliver(
    event: string,
    plan: AnswerPlan<Part>,
    options: { from: number; isStored: boolean },
  ): Promise<'finished' | 'done' | 'open'>;
}

/** How a platform sends one part. */
export interface PartPort<Part, Failure extends CallFailure> {
  platform: string;
  queueOf(part: Part): SendQueue<Failure>;
  /** Whose message it becomes, and behind which others it stands in the queue. */
  chatOf(part: Part): { chat: string; lane: string; group: boolean };
  /** `chat`: where it went, if that is another than `chatOf` says (a thread that was opened for it). */
  call(part: Part): Promise<CallResult<{ message: string | null; chat?: string }, Failure>>;
  /**
   * What is sent in place of a part that was refused and of those after it; null where nothing helps. Each form is tried
   * once: a part that comes back as it was is refused for good.
   */
  adapt(rest: readonly Part[], failure: Failure): Promise<Part[] | null>;
  /** What the parts after one become by where it went; null where they stay as they are. */
  follow?(
    sent: Part,
    result: { message: string | null; chat?: string },
    rest: readonly Part[],
  ): Part[] | null;
  /** What a send tells about the chat. */
  onSent(part: Part, result: { message: string | null }): Promise<void>;
  onRefused(part: Part, failure: Failure): Promise<void>;
}

/** How often an answer is put into another form; each changes what was refused, so that there are few. */
const MOST_FORMS = 6;
/** Failures after which a later try may go through. */
const PASSING = new Set(['retryable', 'rate-limited', 'full', 'unauthorized', 'conflict']);
const ENDED = new Set(['stopped', 'aborted']);

export function createDelivery<Part, Failure extends CallFailure>({
  account,
  port,
  priority = 'answer',
  onPartSent = async () => {},
  onFinished = async () => {},
  onGivenUp = async () => {},
  store,
  keepTrying,
  log,
  now,
}: {
  account: string;
  port: PartPort<Part, Failure>;
  priority?: 'answer' | 'digest';
  /** A part became a message; in one transaction with that being known. */
  onPartSent?(event: string, part: Part, sent: { message: string; chat: string }): Promise<unknown>;
  /** All was sent; in one transaction with that being known. `parts`: messages that it became. */
  onFinished?(event: string, plan: AnswerPlan<Part>, parts: number): Promise<unknown>;
  /** It can't be sent, and is not tried again; `parts`: messages that were sent. */
  onGivenUp?(event: string, reason: string, parts: number): Promise<unknown>;
  store: Pick<PlatformStore, 'events' | 'conversations'>;
  /** What was sent must be recorded: it would be sent again. */
  keepTrying: KeepTrying;
  log: PlatformLog;
  now: () => number;
}): Delivery<Part> {
  const { events } = store;

  async function sendPart(
    event: string,
    index: number,
    part: Part,
    unstored: { plan: AnswerPlan<Part>; uncertain: number } | null,
  ): Promise<SendResult<{ message: string | null; chat?: string }, Failure>> {
    const { lane, group } = port.chatOf(part);
    return port.queueOf(part).send({
      ...{ chat: lane, group },
      priority,
      async before() {
        // In one turn, so that they are one transaction.
        await Promise.all([
          ...(unstored === null
            ? []
            : [
                events.plan(account, event, JSON.stringify(unstored.plan), { uncertain: unstored.uncertain }),
              ]),
          events.startPart(account, event, index, now()),
        ]);
      },
      async call() {
        const result = await port.call(part);
        // Killed while it waits for another try, it is known that nothing was sent.
        if (!result.ok && !mayHaveArrived(result.failure))
          await events
            .putBackPart(account, event)
            .catch((error: unknown) =>
              log.warn({ event, ...describeError(error) }, 'that a part was not sent could not be recorded'),
            );
        return result;
      },
    });
  }

  return {
    async deliver(event, { parts: planned, ...rest }, { from, isStored }) {
      const { exchange } = rest;
      let parts = planned;
      let sent = from;
      let index = from;
      let unstored = isStored ? null : { plan: { ...rest, parts }, uncertain: 0 };
      let forms = 0;
      while (index < parts.length) {
        const part = parts[index];
        if (part === undefined) break;
        const isLast = index === parts.length - 1;
        const result = await sendPart(event, index, part, unstored);
        if (result.uncertain > 0)
          log.warn({ event, uncertain: result.uncertain }, 'a part may have been sent more than once');
        if (!result.ok) {
          const { failure } = result;
          const adapted =
            isEnding(failure) || forms >= MOST_FORMS ? null : await port.adapt(parts.slice(index), failure);
          if (adapted === null) return giveUp(event, part, failure, sent);
          log.warn({ event, failure: failure.kind, reason: failure.reason }, 'sent in another form');
          forms += 1;
          parts = adapted;
          index = 0;
          unstored = { plan: { ...rest, parts }, uncertain: result.uncertain };
          continue;
        }
        const { message, chat = port.chatOf(part).chat } = result.result;
        sent += 1;
        const later = parts.slice(index + 1);
        const followed = isLast ? null : (port.follow?.(part, result.result, later) ?? null);
        const { uncertain } = result;
        // In one turn, so that they are one transaction.
        await keepTrying('what was sent could not be recorded; trying again', () =>
          Promise.all([
            ...(followed !== null
              ? [events.plan(account, event, JSON.stringify({ ...rest, parts: followed }), { uncertain })]
              : isLast && uncertain === 0
                ? []
                : [events.endPart(account, event, index, { uncertain })]),
            ...(isLast ? [events.finish(account, event), onFinished(event, { ...rest, parts }, sent)] : []),
            ...(message === null ? [] : [onPartSent(event, part, { message, chat })]),
            ...(message === null || exchange === null
              ? []
              : [store.conversations.keep({ platform: port.platform, chat, message }, exchange, now())]),
          ]),
        );
        await port
          .onSent(part, { message })
          .catch((error: unknown) =>
            log.warn({ event, ...describeError(error) }, 'what a send tells of a chat could not be kept'),
          );
        unstored = null;
        parts = followed ?? parts;
        index = followed === null ? index + 1 : 0;
      }
      return from < planned.length ? 'finished' : 'done';
    },
  };

  async function giveUp(
    event: string,
    part: Part,
    failure: SendFailure<Failure>,
    sent: number,
  ): Promise<'done' | 'open'> {
    if (ENDED.has(failure.kind)) return 'open';
    log.warn({ event, failure: failure.kind, reason: failure.reason }, 'an answer could not be sent');
    if (!isEnding(failure)) await port.onRefused(part, failure);
    if (PASSING.has(failure.kind)) return 'open';
    await onGivenUp(event, failure.kind, sent);
    return 'done';
  }
}

/** The queue's own word, not the platform's. */
function isEnding<Failure extends CallFailure>(
  failure: SendFailure<Failure>,
): failure is { kind: 'full' | 'stopped'; reason: string } {
  return failure.kind === 'full' || failure.kind === 'stopped';
}

/** Whether the platform may have carried out a call that failed. */
function mayHaveArrived(failure: CallFailure): boolean {
  return isRetryable(failure) ? failure.reached : failure.kind === 'aborted';
}
