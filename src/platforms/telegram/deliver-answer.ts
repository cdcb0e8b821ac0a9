import type { PlatformStore } from '../../core/ports/platform-store.ts';
import type { AnswerPart, AnswerPlan } from './answer-plan.ts';
import type { TelegramFailure } from './map-telegram-error.ts';
import type { Membership } from './membership.ts';
import type { SendQueue, SendResult } from './send-queue.ts';
import type { CallResult, TelegramApi } from './telegram-api.ts';
import type { TelegramLog } from './telegram-log.ts';

export interface Delivery {
  /**
   * Sends the parts of an answer from `from` on, one after the other. `finished` where all were sent and the update is;
   * `done` where nothing more is to be done with it (it can't be sent); `open` where it is to be tried again after a
   * restart. A plan that is not stored yet is stored when its first part is given away: until then nothing is lost
   * with it that could not be made again.
   */
  deliver(
    update: number,
    plan: AnswerPlan,
    options: { from: number; isStored: boolean },
  ): Promise<'finished' | 'done' | 'open'>;
}

type PartResult = SendResult<{ messageId: number | null }>;

export function createDelivery({
  bot,
  api,
  queue,
  store,
  membership,
  log,
  now,
}: {
  bot: number;
  api: TelegramApi;
  queue: SendQueue;
  store: Pick<PlatformStore, 'updates' | 'conversations'>;
  membership: Membership;
  log: TelegramLog;
  now: () => number;
}): Delivery {
  async function sendPart(
    update: number,
    index: number,
    part: AnswerPart,
    plain: boolean,
    unstored: AnswerPlan | null,
  ): Promise<PartResult> {
    return queue.send({
      chat: String(part.chat),
      group: part.group,
      priority: 'answer',
      async before() {
        // In one turn, so that they are one transaction.
        await Promise.all([
          ...(unstored === null
            ? []
            : [store.updates.plan(bot, update, JSON.stringify(unstored), { uncertain: 0 })]),
          store.updates.startPart(bot, update, index),
        ]);
      },
      async call() {
        const result = await callPart(api, part, plain);
        // Killed while it waits for another try, it is known that nothing was sent.
        if (!result.ok && !mayHaveArrived(result.failure)) await store.updates.putBackPart(bot, update);
        return result;
      },
    });
  }

  /** Sends a part in the form that Telegram takes. */
  async function sendSomehow(
    update: number,
    index: number,
    part: AnswerPart,
    unstored: AnswerPlan | null,
  ): Promise<PartResult> {
    let form = part;
    let plain = false;
    let uncertain = 0;
    // Each turn changes what was refused, so that there are few.
    for (let turn = 0; turn < 4; turn += 1) {
      const result = await sendPart(update, index, form, plain, unstored);
      uncertain += result.uncertain;
      if (result.ok) return { ...result, uncertain };
      const { failure } = result;
      if (failure.kind === 'not-modified') return { ok: true, result: { messageId: form.edits }, uncertain };
      if (failure.kind === 'bad-markup' && !plain) {
        log.warn(
          { update, failure: failure.kind, reason: failure.reason },
          'sent without markup, which was refused',
        );
        plain = true;
      } else if (failure.kind === 'migrated' && form.chat !== failure.to) {
        await membership.migrate(form.chat, failure.to);
        form = { ...form, chat: failure.to, group: true, replyTo: null, edits: null };
      } else if (failure.kind === 'message-gone' && form.edits !== null) form = { ...form, edits: null };
      else return { ...result, uncertain };
    }
    return { ok: false, failure: { kind: 'unknown', reason: 'refused in every form' }, uncertain };
  }

  return {
    async deliver(update, plan, { from, isStored }) {
      for (let index = from; index < plan.parts.length; index += 1) {
        const part = plan.parts[index];
        if (part === undefined) break;
        const isLast = index === plan.parts.length - 1;
        const result = await sendSomehow(update, index, part, isStored || index > from ? null : plan);
        if (!result.ok) return giveUp(update, part, result.failure);
        if (result.uncertain > 0)
          log.warn({ update, uncertain: result.uncertain }, 'a part may have been sent more than once');
        const { messageId } = result.result;
        await Promise.all([
          membership.resumeAfter(part.chat),
          ...(isLast && result.uncertain === 0
            ? []
            : [store.updates.endPart(bot, update, index, { uncertain: result.uncertain })]),
          ...(isLast ? [store.updates.finish(bot, update)] : []),
          ...(messageId === null || plan.exchange === null
            ? []
            : [
                store.conversations.keep(
                  { platform: 'telegram', chat: String(part.chat), message: String(messageId) },
                  plan.exchange,
                  now(),
                ),
              ]),
        ]);
      }
      return from < plan.parts.length ? 'finished' : 'done';
    },
  };

  async function giveUp(
    update: number,
    part: AnswerPart,
    failure: TelegramFailure | { kind: 'full' | 'stopped'; reason: string },
  ): Promise<'done' | 'open'> {
    if (failure.kind === 'stopped' || failure.kind === 'aborted') return 'open';
    log.warn({ update, failure: failure.kind, reason: failure.reason }, 'an answer could not be sent');
    await membership.pauseAfter(part.chat, failure);
    const mayWorkLater = ['retryable', 'rate-limited', 'full', 'unauthorized', 'conflict'].includes(
      failure.kind,
    );
    return mayWorkLater ? 'open' : 'done';
  }
}

/** Whether Telegram may have carried out a call that failed. */
function mayHaveArrived(failure: TelegramFailure): boolean {
  return failure.kind === 'retryable' ? failure.reached : failure.kind === 'aborted';
}

async function callPart(
  api: TelegramApi,
  part: AnswerPart,
  plain: boolean,
): Promise<CallResult<{ messageId: number | null }>> {
  const content = {
    chat_id: part.chat,
    text: plain ? part.plain : part.html,
    ...(plain ? {} : { parse_mode: 'HTML' as const }),
    link_preview_options:
      part.previewUrl === null ? { is_disabled: true } : { url: part.previewUrl, prefer_small_media: true },
    ...(part.keyboard.length === 0 ? {} : { reply_markup: { inline_keyboard: part.keyboard } }),
  };
  if (part.edits !== null) {
    const edited = await api.call('editMessageText', { ...content, message_id: part.edits });
    return edited.ok ? { ok: true, result: { messageId: part.edits } } : edited;
  }
  const sent = await api.call('sendMessage', {
    ...content,
    ...(part.thread === null ? {} : { message_thread_id: part.thread }),
    ...(part.replyTo === null
      ? {}
      : { reply_parameters: { message_id: part.replyTo, allow_sending_without_reply: true } }),
    ...(part.isNote ? { disable_notification: true } : {}),
  });
  return sent.ok ? { ok: true, result: { messageId: sent.result.message_id } } : sent;
}
