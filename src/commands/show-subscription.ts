import type { Action, Block, Button, FactsBlock } from '../core/blocks/blocks.ts';
import { facts, notice } from '../core/blocks/build-blocks.ts';
import type { Subscription } from '../core/ports/subscription-store.ts';
import { timesOfCron } from '../core/schedule/times-of-cron.ts';
import type { ChatSettings } from '../core/subscriptions/chat-settings.ts';
import type { CommandContext, Reply } from './command.ts';
import { LONGEST_VALUES } from './read-option-value.ts';
import { describeSchedule } from './schedule/describe-schedule.ts';
import { writeMinute } from './schedule/match-time.ts';
import { writeTopics } from './schedule/parse-topics.ts';
import { shorten } from './shorten.ts';

type Wish = Pick<Subscription, 'schedule' | 'topics' | 'muted'>;
type Reading = Pick<CommandContext, 'translate' | 'language'>;

/** By the weekdays of ISO 8601, as the weekdays option reads them in every language. */
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** Characters of a subscription in a line, and of topics in a fact: a message must have room for all of them. */
const LONGEST_LINE = 160;
const LONGEST_TOPICS = 400;

/** What is understood of a subscription, with what the chat's settings add to it. */
export function describeSubscription(
  { schedule, topics, muted }: Wish,
  settings: Pick<ChatSettings, 'topics' | 'muted'>,
  { translate, language }: Reading,
): FactsBlock {
  const comma = translate('list.comma');
  const wanted = topics.length > 0 ? topics : settings.topics;
  const unwanted = [...new Set([...muted, ...settings.muted])];
  return facts([
    { label: translate('fact.schedule'), value: describeSchedule(schedule, language) },
    {
      label: translate('fact.topics'),
      value:
        wanted.length === 0
          ? translate('subscription.everything')
          : shorten(wanted.join(comma), LONGEST_TOPICS),
    },
    {
      label: translate('fact.muted'),
      value: unwanted.length === 0 ? null : shorten(unwanted.join(comma), LONGEST_TOPICS),
    },
  ]);
}

/** The same in one line: `每天 08:00（上海时间） #科技 -体育`; of another place in the chat, with where it goes. */
export function nameSubscription(
  { schedule, topics, muted, thread }: Wish & Pick<Subscription, 'thread'>,
  { translate, language, target }: Reading & Pick<CommandContext, 'target'>,
): string {
  const wishes = writeTopics({ topics, muted });
  const named = [describeSchedule(schedule, language), wishes].filter((part) => part !== '').join(' ');
  const place =
    thread === null || thread === target?.thread ? '' : translate('subscription.inThread', { thread });
  return `${shorten(named, LONGEST_LINE - place.length)}${place}`;
}

/** What subscribes to the same where `chatZone` is the chat's; null where no options say it: a cron expression, or too many topics. */
export function subscribeAgain({ schedule, topics, muted }: Wish, chatZone: string): Action | null {
  const said = 'cron' in schedule ? timesOfCron(schedule) : schedule;
  const wishes = writeTopics({ topics, muted });
  if (said === null || wishes.length > LONGEST_VALUES.topics) return null;
  const { times, weekdays, zone } = said;
  return {
    command: 'subscribe',
    options: {
      time: times.map(writeMinute).join(' '),
      ...(weekdays.length === 0
        ? {}
        : { weekdays: weekdays.map((weekday) => WEEKDAYS[weekday - 1] ?? '').join(' ') }),
      // Named, it would stay when the chat's changes.
      ...(zone === chatZone && !('keepsZone' in schedule) ? {} : { zone }),
      ...(wishes === '' ? {} : { topics: wishes }),
    },
  };
}

export function unsubscribeButton(
  { id }: Pick<Subscription, 'id'>,
  { translate }: Pick<CommandContext, 'translate'>,
): Button {
  return {
    label: translate('button.unsubscribe'),
    action: { command: 'unsubscribe', options: { which: id } },
  };
}

export function subscribeButton({ translate }: Pick<CommandContext, 'translate'>): Button {
  return { label: translate('button.subscribe'), action: { command: 'subscribe', options: {} } };
}

export function settingsButton({ translate }: Pick<CommandContext, 'translate'>): Button {
  return { label: translate('button.settings'), action: { command: 'settings', options: {} } };
}

/** The answer on the command line to what belongs to a chat. */
export function explainNoChat({ translate }: Pick<CommandContext, 'translate'>): Reply {
  const said: Block = notice(
    'error',
    translate('subscription.noChat'),
    translate('subscription.noChatRemedy'),
  );
  return { blocks: [said], failure: 'bad-options' };
}
