import type { Block } from '../core/blocks/blocks.ts';
import { buttons, heading, list, notice } from '../core/blocks/build-blocks.ts';
import type { Target } from '../core/ports/subscription-store.ts';
import type { SubscriptionWish } from '../core/subscriptions/manage-subscriptions.ts';
import { type CommandContext, defineCommand, type Reply } from './command.ts';
import { describeSlot } from './schedule/describe-schedule.ts';
import { writeMinute } from './schedule/match-time.ts';
import { nameZone } from './schedule/name-zone.ts';
import {
  describeSubscription,
  explainNoChat,
  settingsButton,
  subscribeButton,
  unsubscribeButton,
} from './show-subscription.ts';

/** Minutes of the day at which people read the news. */
const USUAL_TIMES = [420, 480, 720, 1080, 1260];

export const subscribeCommand = defineCommand({
  name: 'subscribe',
  aliases: ['订阅', '訂閱'],
  localName: 'command.subscribe.name',
  summary: 'command.subscribe.summary',
  description: 'command.subscribe.description',
  examples: 'command.subscribe.examples',
  audience: 'chat-admins',
  isPostedLater: true,
  options: [
    { name: 'time', kind: 'times', required: false, summary: 'option.time' },
    { name: 'weekdays', kind: 'weekdays', required: false, summary: 'option.weekdays' },
    { name: 'zone', kind: 'zone', required: false, summary: 'option.zone' },
    { name: 'topics', kind: 'topics', required: false, summary: 'option.topics' },
  ],
  async run(context, { time, weekdays, zone, topics }) {
    const { target, services } = context;
    if (target === null) return explainNoChat(context);
    if ([time, weekdays, zone, topics].every((value) => value === undefined))
      return { blocks: offer(context) };
    const usual = services.subscriptions.defaults();
    const schedule = {
      times: time ?? usual.times,
      // Whoever names a time means every day unless they name days too.
      weekdays: weekdays ?? (time === undefined ? usual.weekdays : []),
      zone: zone ?? context.zone,
      ...(zone === undefined ? {} : { keepsZone: true as const }),
    };
    return subscribe(context, target, { schedule, topics: topics?.topics ?? [], muted: topics?.muted ?? [] });
  },
});

async function subscribe(context: CommandContext, target: Target, wish: SubscriptionWish): Promise<Reply> {
  const { services, translate, language } = context;
  const done = await services.subscriptions.subscribe(target, wish);
  if (done.kind === 'too-many')
    return {
      blocks: [
        notice(
          'error',
          translate('subscribe.tooMany', { count: done.most }),
          translate('subscribe.tooManyRemedy'),
        ),
        buttons({
          label: translate('button.unsubscribe'),
          action: { command: 'unsubscribe', options: {} },
        }),
      ],
      failure: 'bad-options',
    };
  const { subscription, slots } = done;
  const { settings } = await services.subscriptions.settings(target);
  return {
    blocks: [
      heading(translate(done.kind === 'same' ? 'subscribe.same' : 'subscribe.done')),
      describeSubscription(subscription, settings, context),
      heading(translate('subscribe.next'), 2),
      list(slots.map((slot) => ({ text: describeSlot(slot, subscription.schedule.zone, language) }))),
      buttons(unsubscribeButton(subscription, context), settingsButton(context)),
    ],
  };
}

/** Asks for the time where nothing is said. */
function offer({ services, translate, language, zone, writeCommand }: CommandContext): Block[] {
  const times = new Set([...USUAL_TIMES, ...services.subscriptions.defaults().times]);
  const choices = [...times].sort((left, right) => left - right).map(writeMinute);
  const [example = ''] = translate('command.subscribe.examples').split('\n');
  return [
    heading(translate('subscribe.when')),
    notice(
      'info',
      translate('subscribe.zone', { zone: nameZone(zone, language) }),
      translate('subscribe.orWrite', { example: `${writeCommand('subscribe')} ${example}` }),
    ),
    buttons(...choices.map((time) => ({ label: time, action: { command: 'subscribe', options: { time } } }))),
  ];
}

/** Says that nothing is subscribed here, and offers to. */
export function offerSubscription(context: Pick<CommandContext, 'translate'>): Block[] {
  return [notice('info', context.translate('subscription.none')), buttons(subscribeButton(context))];
}
