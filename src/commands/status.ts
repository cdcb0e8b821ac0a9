import type { Block } from '../core/blocks/blocks.ts';
import { buttons, facts, heading, list, notice } from '../core/blocks/build-blocks.ts';
import type { Target } from '../core/ports/subscription-store.ts';
import { type CommandContext, defineCommand, type Reply } from './command.ts';
import { explainEmptyStore } from './explain-empty-store.ts';
import { formatPublished } from './format-time.ts';
import { joinSentences } from './join-sentences.ts';
import { describeSlot } from './schedule/describe-schedule.ts';
import { describeDelivery, editionButton, inZoneOf, retryButton } from './show-delivery.ts';
import { showModel } from './show-model.ts';
import { PAUSES } from './show-pause.ts';
import { nameSubscription, settingsButton, subscribeButton } from './show-subscription.ts';
import { showFailingSources } from './sources/show-failing-sources.ts';

/** As many as stand beside all else; `/sources` has the rest. */
const MOST_FAILING = 8;

export const statusCommand = defineCommand({
  name: 'status',
  aliases: ['状态', '狀態'],
  localName: 'command.status.name',
  summary: 'command.status.summary',
  description: 'command.status.description',
  examples: null,
  audience: 'chat-admins',
  options: [
    { name: 'retry', kind: 'text', required: false, hidden: true, summary: 'option.retry' },
    // Sends again what was perhaps sent already.
    {
      name: 'again',
      kind: 'choice',
      required: false,
      hidden: true,
      choices: () => ['yes'],
      summary: 'option.again',
    },
  ],
  async run(context, { retry, again }) {
    const { target, services } = context;
    if (target !== null && retry !== undefined) {
      const done = await services.subscriptions.retry(target, retry, { again: again === 'yes' });
      return answerRetry(context, target, { done, delivery: retry });
    }
    const [held, counts, failing] = await Promise.all([
      services.holdings(),
      services.countSources(),
      services.failingSources({ limit: MOST_FAILING }),
    ]);
    const blocks = target === null ? [] : await showChat(context, target);
    const model = await showModel(context);
    return {
      blocks: [
        ...showHoldings(context, held, { ...counts, failing: failing.count }),
        ...showFailingSources(failing, context),
        ...model,
        ...blocks,
      ],
      data: { ...held, ...counts, failing: failing.sources },
    };
  },
});

function showHoldings(
  context: CommandContext,
  { articles, newest }: Awaited<ReturnType<CommandContext['services']['holdings']>>,
  { sources, failing }: { sources: number; failing: number },
): Block[] {
  const { translate } = context;
  const published = newest === null ? null : formatPublished(newest.publishedAt, context);
  const sayCounts = [
    translate('digest.sources', { count: sources }),
    ...(failing > 0 ? [translate('digest.failing', { count: failing })] : []),
  ].join(translate('list.clause'));
  return [
    heading(translate('status.title')),
    facts([
      { label: translate('fact.articles'), value: translate('digest.articles', { count: articles }) },
      {
        label: translate('fact.newest'),
        value:
          newest === null
            ? null
            : published === null
              ? newest.title
              : translate('completion.article', { title: newest.title, source: published }),
      },
      { label: translate('sources.title'), value: sources === 0 ? null : sayCounts },
    ]),
    ...(articles === 0 ? [explainEmptyStore(context)] : []),
  ];
}

async function showChat(context: CommandContext, target: Target): Promise<Block[]> {
  const { services, translate, language } = context;
  const [{ paused }, subscriptions, deliveries] = await Promise.all([
    services.subscriptions.settings(target),
    services.subscriptions.list(target),
    services.subscriptions.deliveries(target),
  ]);
  const pause = paused === null ? null : PAUSES[paused];
  return [
    ...(pause === null
      ? []
      : [
          notice(
            'warning',
            joinSentences([translate('status.paused'), translate(pause.said)], language),
            translate(pause.remedy),
          ),
        ]),
    heading(translate('status.next'), 2),
    subscriptions.length === 0
      ? notice('info', translate('subscription.none'))
      : list(
          subscriptions
            .toSorted((left, right) => left.next.at - right.next.at)
            .map((subscription) => ({
              text: describeSlot(subscription.next, subscription.schedule.zone, language),
              detail: nameSubscription(subscription, context),
            })),
        ),
    ...(deliveries.length === 0
      ? []
      : [
          heading(translate('status.last'), 2),
          list(
            deliveries.map((delivery) => {
              const there = inZoneOf(delivery, subscriptions, context);
              return {
                text: describeSlot(delivery.slot, there.zone, language),
                detail: describeDelivery(delivery, there, { besideSlot: true }),
                button: [...editionButton(delivery, there), ...retryButton(delivery, there)][0] ?? null,
              };
            }),
          ),
        ]),
    buttons(...(subscriptions.length === 0 ? [subscribeButton(context)] : []), settingsButton(context)),
  ];
}

async function answerRetry(
  context: CommandContext,
  target: Target,
  {
    done,
    delivery,
  }: { done: Awaited<ReturnType<CommandContext['services']['subscriptions']['retry']>>; delivery: string },
): Promise<Reply> {
  const { translate } = context;
  if (done === 'sent-partly')
    return {
      blocks: [
        notice('warning', translate('status.sentPartly'), translate('status.sendTwice')),
        buttons(
          {
            label: translate('button.sendAgain'),
            action: { command: 'status', options: { retry: delivery, again: 'yes' } },
          },
          { label: translate('button.back'), action: { command: 'status', options: {} } },
        ),
      ],
    };
  const said =
    done === 'gone'
      ? notice('error', translate('status.nothingToRetry'))
      : notice('info', translate(done === 'reopened' ? 'status.reopened' : 'status.toldLater'));
  return {
    blocks: [said, ...(await showChat(context, target))],
    ...(done === 'gone' ? { failure: 'not-found' } : {}),
  };
}
