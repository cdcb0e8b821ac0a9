import { Option, type Command as Program } from 'commander';
import { describeSchedule, describeSlot } from '../commands/schedule/describe-schedule.ts';
import { writeTopics } from '../commands/schedule/parse-topics.ts';
import { describeDelivery } from '../commands/show-delivery.ts';
import type { Block } from '../core/blocks/blocks.ts';
import { list, notice } from '../core/blocks/build-blocks.ts';
import { DELIVERY_STATES, type Delivery, type Subscription } from '../core/ports/subscription-store.ts';
import { addReadingOptions, type ReadingOptions } from './add-reading-options.ts';
import type { Run } from './create-command-line.ts';
import { toDeliveryOutput, toSubscriptionOutput } from './delivery-output.ts';
import { withServices } from './with-services.ts';
import { writeReply } from './write-reply.ts';

const MOST_LISTED = 1000;

interface Filters extends ReadingOptions {
  platform?: string;
  chat?: string;
  subscription?: string;
  state?: Delivery['state'];
  limit?: string;
}

/** Who is subscribed, what became of their digests, and sending one once more. */
export function addDeliveryCommands(program: Program, run: Run): void {
  const { translate } = run.context;
  const add = (name: string, summary: string): Program =>
    addReadingOptions(program.command(name).description(summary).allowExcessArguments(false), translate);

  const subscriptions = add('subscriptions', translate('cli.subscriptions'));
  subscriptions.action(async () => listSubscriptions(run, subscriptions.optsWithGlobals<ReadingOptions>()));

  const deliveries = add('deliveries', translate('cli.deliveries'))
    .option('--platform <name>', translate('cli.platform'))
    .option('--chat <id>', translate('cli.chat'))
    .option('--subscription <id>', translate('cli.subscription'))
    .addOption(new Option('--state <state>', translate('cli.state')).choices(DELIVERY_STATES))
    .option('--limit <count>', translate('cli.limit'));
  deliveries.action(async () => listDeliveries(run, deliveries.optsWithGlobals<Filters>()));

  const resend = add('resend', translate('cli.resend'))
    .argument('<delivery>', translate('cli.delivery'))
    .option('--again', translate('cli.again'));
  resend.action(async (id: string) =>
    resendDelivery(id, run, resend.optsWithGlobals<ReadingOptions & { again?: boolean }>()),
  );
}

async function listSubscriptions(run: Run, { json }: ReadingOptions): Promise<void> {
  await withServices(run, { json: json === true }, async ({ owner }) => {
    const found: Subscription[] = [];
    for await (const subscription of owner.listSubscriptions()) found.push(subscription);
    await writeReply(
      { blocks: showSubscriptions(run, found), data: { subscriptions: found.map(toSubscriptionOutput) } },
      run,
      {
        json: json === true,
        writeAction: () => '',
      },
    );
  });
}

function showSubscriptions({ context }: Run, found: readonly Subscription[]): Block[] {
  const { translate, language } = context;
  if (found.length === 0) return [notice('info', translate('cli.noSubscriptions'))];
  return [
    list(
      found.map((subscription) => {
        const { id, schedule, topics, muted, next } = subscription;
        const what = writeTopics({ topics, muted });
        return {
          text: [id, nameTarget(subscription), describeSchedule(schedule, language), what]
            .concat(describeSlot(next, schedule.zone, language))
            .filter((part) => part !== '')
            .join(' · '),
        };
      }),
    ),
  ];
}

async function listDeliveries(run: Run, { json, limit = '50', ...filters }: Filters): Promise<void> {
  const { platform, chat, subscription, state } = filters;
  const most = /^\d{1,4}$/.test(limit) ? Math.min(MOST_LISTED, Math.max(1, Number(limit))) : null;
  await withServices(run, { json: json === true }, async ({ owner, services }) => {
    if (most === null) {
      const { translate } = run.context;
      const words = translate('problem.notANumber', { option: 'limit', value: limit });
      await writeReply({ blocks: [notice('error', words)], failure: 'bad-options' }, run, {
        json: json === true,
        writeAction: () => '',
      });
      return;
    }
    const found = await owner.listDeliveries({
      ...(platform === undefined ? {} : { platform }),
      ...(chat === undefined ? {} : { chat }),
      ...(subscription === undefined ? {} : { subscription }),
      ...(state === undefined ? {} : { state }),
      limit: most,
    });
    const isFiltered = Object.values({ platform, chat, subscription, state }).some(
      (value) => value !== undefined,
    );
    const context = { ...run.context, services, zone: run.dependencies.zone };
    const blocks =
      found.length === 0
        ? [notice('info', context.translate(isFiltered ? 'cli.noDeliveries' : 'cli.noDeliveriesYet'))]
        : [
            list(
              found.map((delivery) => ({
                text: `${delivery.id} · ${nameTarget(delivery)}`,
                detail: describeDelivery(delivery, context),
              })),
            ),
          ];
    await writeReply({ blocks, data: { deliveries: found.map(toDeliveryOutput) } }, run, {
      json: json === true,
      writeAction: () => '',
    });
  });
}

async function resendDelivery(
  id: string,
  run: Run,
  { json, again }: ReadingOptions & { again?: boolean },
): Promise<void> {
  const { translate } = run.context;
  await withServices(run, { json: json === true }, async ({ owner }) => {
    const done = await owner.resend(id, { again: again === true });
    const reply =
      done === 'reopened'
        ? { blocks: [notice('info', translate('cli.resending'))], data: { delivery: id, state: 'due' } }
        : {
            blocks: [
              notice(
                'error',
                translate(REFUSALS[done], { id }),
                done === 'sent' ? translate('cli.sendAgain') : null,
              ),
            ],
            failure: done === 'gone' ? ('not-found' as const) : ('bad-options' as const),
          };
    await writeReply(reply, run, { json: json === true, writeAction: () => '' });
  });
}

const REFUSALS = {
  gone: 'cli.noDelivery',
  sent: 'cli.sentAlready',
  'told-later': 'status.toldLater',
} as const;

function nameTarget({ platform, chat, thread }: Pick<Subscription, 'platform' | 'chat' | 'thread'>): string {
  return [platform, chat, ...(thread === null ? [] : [thread])].join(':');
}
