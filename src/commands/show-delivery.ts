import type { Button } from '../core/blocks/blocks.ts';
import { dayOf } from '../core/digest/resolve-window.ts';
import type { Delivery, Subscription } from '../core/ports/subscription-store.ts';
import { mayRetry } from '../core/subscriptions/manage-subscriptions.ts';
import type { CommandContext } from './command.ts';
import type { MessageKey } from './create-translator.ts';
import { joinSentences } from './join-sentences.ts';
import { describeSlot, formatTime } from './schedule/describe-schedule.ts';
import { shorten } from './shorten.ts';

/** What the usual reasons mean; any other is shown as it is. */
const REASONS: Record<string, MessageKey> = {
  missed: 'delivery.missed',
  unsubscribed: 'delivery.unsubscribed',
  'chat removed': 'paused.removed',
  'chat blocked': 'paused.blocked',
  'chat muted': 'paused.muted',
  'chat gone': 'paused.gone',
  'thread-closed': 'delivery.threadClosed',
  'given up': 'delivery.givenUp',
};
const LONGEST_REASON = 120;

/** The context with the zone of the delivery's subscription, where that is there still: the times as its post has them. */
export function inZoneOf(
  { subscription }: Pick<Delivery, 'subscription'>,
  subscriptions: readonly Subscription[],
  context: CommandContext,
): CommandContext {
  const subscribed = subscriptions.find(({ id }) => id === subscription);
  return subscribed === undefined ? context : { ...context, zone: subscribed.schedule.zone };
}

/** What became of a delivery, in words; `besideSlot`: its slot stands with it, and of the same day the time is enough. */
export function describeDelivery(
  delivery: Delivery,
  context: CommandContext,
  { besideSlot = false }: { besideSlot?: boolean } = {},
): string {
  const { translate, language, zone } = context;
  const { state, endedAt, isLate, missed } = delivery;
  const say = (day: MessageKey, time: MessageKey, at: number): string =>
    besideSlot && dayOf(at, zone) === dayOf(delivery.slot.at, zone)
      ? translate(time, { time: formatTime(at, zone) })
      : translate(day, { when: describeSlot({ at }, zone, language) });
  const sentences = [
    state === 'sent' && endedAt !== null
      ? say('delivery.sentAt', 'delivery.sentAtTime', endedAt)
      : translate(STATES[state]),
    ...(isLate && state === 'sent' ? [translate('delivery.late')] : []),
    ...(delivery.correctedAt === null
      ? []
      : [say('delivery.corrected', 'delivery.correctedAtTime', delivery.correctedAt)]),
    // An empty one told nothing of what was missed.
    ...(missed > 0 && state !== 'empty' ? [translate('delivery.standsFor', { count: missed })] : []),
    ...(delivery.uncertain > 0 ? [translate('delivery.uncertain', { count: delivery.uncertain })] : []),
    ...(state === 'sent' || state === 'empty' ? [] : sayReason(delivery, context)),
  ];
  return joinSentences(sentences, language);
}

const STATES: Record<Delivery['state'], MessageKey> = {
  due: 'delivery.due',
  sent: 'delivery.sent',
  empty: 'delivery.empty',
  skipped: 'delivery.skipped',
  held: 'delivery.held',
  failed: 'delivery.failed',
};

function sayReason(
  { reason }: Pick<Delivery, 'reason'>,
  { translate }: Pick<CommandContext, 'translate'>,
): string[] {
  if (reason === null) return [];
  const key = REASONS[reason];
  return [
    key === undefined
      ? translate('delivery.reason', { reason: shorten(reason, LONGEST_REASON) })
      : translate(key),
  ];
}

/** Shows the digest that was sent, as it was; none where there is none to show. */
export function editionButton(
  { edition, slot }: Pick<Delivery, 'edition' | 'slot'>,
  { translate, language, zone }: Pick<CommandContext, 'translate' | 'language' | 'zone'>,
): Button[] {
  return edition === null
    ? []
    : [
        {
          label: translate('button.edition', { when: describeSlot(slot, zone, language) }),
          action: { command: 'digest', options: { edition } },
        },
      ];
}

/** Tries a delivery again that failed or was skipped. */
export function retryButton(
  delivery: Delivery,
  { translate, language, zone }: Pick<CommandContext, 'translate' | 'language' | 'zone'>,
): Button[] {
  return mayRetry(delivery)
    ? [
        {
          label: translate('button.retry', { when: describeSlot(delivery.slot, zone, language) }),
          action: { command: 'status', options: { retry: delivery.id } },
        },
      ]
    : [];
}
