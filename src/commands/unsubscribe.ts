import type { Block } from '../core/blocks/blocks.ts';
import { buttons, heading, list, notice } from '../core/blocks/build-blocks.ts';
import type { Subscription, Target } from '../core/ports/subscription-store.ts';
import { timesOfCron } from '../core/schedule/times-of-cron.ts';
import { type CommandContext, defineCommand, type Reply } from './command.ts';
import { readInteger } from './read-option-value.ts';
import { parseSubscription } from './schedule/parse-subscription.ts';
import { shorten } from './shorten.ts';
import {
  explainNoChat,
  nameSubscription,
  subscribeAgain,
  subscribeButton,
  unsubscribeButton,
} from './show-subscription.ts';
import { offerSubscription } from './subscribe.ts';

const ALL = new Set(['all', '全部', '所有', 'everything', '都']);

export const unsubscribeCommand = defineCommand({
  name: 'unsubscribe',
  aliases: ['退订', '退訂', '取消订阅', '取消訂閱'],
  localName: 'command.unsubscribe.name',
  summary: 'command.unsubscribe.summary',
  description: 'command.unsubscribe.description',
  examples: 'command.unsubscribe.examples',
  audience: 'chat-admins',
  options: [
    { name: 'which', kind: 'text', required: false, rest: true, mayBeTime: true, summary: 'option.which' },
  ],
  async run(context, { which }) {
    const { target, services, translate } = context;
    if (target === null) return explainNoChat(context);
    const known = await services.subscriptions.list(target);
    const [first] = known;
    if (first === undefined) return { blocks: offerSubscription(context) };
    if (which === undefined)
      return known.length === 1 && first.thread === target.thread
        ? end(context, target, [first])
        : { blocks: choose(context, known) };
    const chosen = pick(known, which, target);
    if (chosen.length > 0) return end(context, target, chosen);
    const meant = pickByTime(known, which, context.zone);
    if (meant.length === 1) return end(context, target, meant);
    if (meant.length > 1) return { blocks: choose(context, known) };
    return {
      blocks: [
        notice('error', translate('unsubscribe.notFound', { which: shorten(which) })),
        ...choose(context, known),
      ],
      failure: 'not-found',
    };
  },
});

/** By the id, by the number in the list, by the beginning of the id where one only begins so; empty where none is meant. */
function pick(
  known: readonly Subscription[],
  which: string,
  { thread }: Pick<Target, 'thread'>,
): Subscription[] {
  const wanted = which.normalize('NFKC').toLowerCase().replace(/^#/, '').trim();
  // Of other threads only one that is named.
  if (ALL.has(wanted)) return known.filter((each) => each.thread === thread);
  const exact = known.filter(({ id }) => id === wanted);
  if (exact.length > 0) return exact;
  const numbered = known[(readInteger(wanted) ?? 0) - 1];
  if (numbered !== undefined) return [numbered];
  const begun = wanted === '' ? [] : known.filter(({ id }) => id.startsWith(wanted));
  return begun.length === 1 ? begun : [];
}

/** Those with the time that is typed (早上八点, 8am weekdays), and with the weekdays and the zone where those are typed too. */
function pickByTime(known: readonly Subscription[], which: string, zone: string): Subscription[] {
  if (readInteger(which) !== null) return [];
  const typed = parseSubscription(which, { times: [], weekdays: [], zone });
  if (!typed.ok || !typed.given.times || typed.topics.length + typed.muted.length > 0) return [];
  return known.filter(({ schedule }) => {
    const said = 'cron' in schedule ? timesOfCron(schedule) : schedule;
    return (
      said !== null &&
      typed.times.every((time) => said.times.includes(time)) &&
      (!typed.given.weekdays || String(typed.weekdays) === String(said.weekdays)) &&
      (!typed.given.zone || typed.zone === said.zone)
    );
  });
}

async function end(context: CommandContext, target: Target, chosen: readonly Subscription[]): Promise<Reply> {
  const { services, translate } = context;
  const ended: Subscription[] = [];
  for (const subscription of chosen)
    if (await services.subscriptions.unsubscribe(target, subscription.id)) ended.push(subscription);
  // Elsewhere it would be another.
  const undo = ended.map((each) =>
    each.thread === target.thread ? subscribeAgain(each, context.zone) : null,
  );
  return {
    blocks: [
      notice('info', translate('unsubscribe.done', { count: ended.length })),
      list(
        ended.map((subscription, index) => {
          const action = undo[index] ?? null;
          const text = nameSubscription(subscription, context);
          // Of several buttons, each says which it is.
          const label =
            ended.length === 1
              ? translate('button.subscribeAgain')
              : translate('button.subscribeAgainTo', { subscription: text });
          return { text, button: action === null ? null : { label, action } };
        }),
      ),
      ...(undo.every((action) => action === null) ? [buttons(subscribeButton(context))] : []),
    ],
  };
}

function choose(context: CommandContext, known: readonly Subscription[]): Block[] {
  const { translate } = context;
  return [
    heading(translate('unsubscribe.which')),
    list(
      known.map((subscription) => {
        const text = nameSubscription(subscription, context);
        const label = translate('button.unsubscribeOne', { subscription: text });
        return { text, button: { ...unsubscribeButton(subscription, context), label } };
      }),
    ),
    ...(known.filter(({ thread }) => thread === context.target?.thread).length <= 1
      ? []
      : [
          buttons({
            label: translate('button.unsubscribeAll'),
            action: { command: 'unsubscribe', options: { which: 'all' } },
          }),
        ]),
  ];
}
