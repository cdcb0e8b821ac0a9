import type { NoticeBlock } from '../../core/blocks/blocks.ts';
import { notice } from '../../core/blocks/build-blocks.ts';
import type { CommandContext } from '../command.ts';
import type { MessageKey } from '../create-translator.ts';
import { shorten } from '../shorten.ts';
import { nameZone } from './name-zone.ts';
import type { ScheduleProblem } from './schedule-problem.ts';

type Writing = Pick<CommandContext, 'translate' | 'language'>;

const SENTENCES: Record<ScheduleProblem['kind'], MessageKey> = {
  'no-such-time': 'schedule.noSuchTime',
  'part-of-day-only': 'schedule.partOfDayOnly',
  contradictory: 'schedule.contradictory',
  'not-a-time': 'schedule.notATime',
  'not-weekdays': 'schedule.notWeekdays',
  'unknown-zone': 'schedule.unknownZone',
  mistyped: 'schedule.mistyped',
  'ambiguous-zone': 'schedule.ambiguousZone',
  'several-zones': 'schedule.severalZones',
  'every-day-and-some': 'schedule.everyDayAndSome',
  'two-schedules': 'schedule.twoSchedules',
  'wanted-and-muted': 'schedule.wantedAndMuted',
  'too-many-times': 'schedule.tooManyTimes',
  'too-many-topics': 'schedule.tooManyTopics',
  'too-long': 'schedule.tooLong',
  'topic-too-long': 'schedule.topicTooLong',
};

/** What is said to somebody whose words give no subscription. */
export interface ScheduleProblemText {
  sentence: string;
  /** What would be right. */
  hint: string | null;
}

/** What is wrong with what was typed for a subscription and what would be right. */
export function sayScheduleProblem(problem: ScheduleProblem, writing: Writing): ScheduleProblemText {
  const value = 'value' in problem ? shorten(problem.value) : '';
  const limit = 'limit' in problem ? problem.limit : 0;
  const sentence = writing.translate(SENTENCES[problem.kind], { value, limit });
  return { sentence, hint: hint(problem, value, writing) };
}

/** The same as a notice. */
export function describeScheduleProblem(problem: ScheduleProblem, writing: Writing): NoticeBlock {
  const { sentence, hint } = sayScheduleProblem(problem, writing);
  return notice(problem.kind === 'ambiguous-zone' ? 'info' : 'error', sentence, hint);
}

function hint(problem: ScheduleProblem, value: string, { translate, language }: Writing): string | null {
  switch (problem.kind) {
    case 'part-of-day-only':
      return translate('schedule.forExample', { example: problem.nearest ?? '8:00' });
    case 'no-such-time':
    case 'contradictory':
    case 'not-a-time':
      return meant(problem.nearest, 'schedule.hintTimes', translate);
    case 'not-weekdays':
      return meant(problem.nearest, 'schedule.hintWeekdays', translate);
    case 'unknown-zone':
      return meant(problem.nearest, 'schedule.hintZones', translate);
    case 'mistyped':
      return translate('schedule.meantOrTopic', { nearest: problem.nearest, topic: value });
    case 'ambiguous-zone':
      return translate('schedule.whichZone', {
        zones: problem.zones.map((zone) => nameZone(zone, language)).join(translate('list.comma')),
        topic: value,
      });
    case 'several-zones':
      return translate('schedule.oneZone');
    case 'every-day-and-some':
      return translate('schedule.hintWeekdays');
    case 'two-schedules':
      return translate('schedule.subscribeTwice');
    case 'wanted-and-muted':
      return translate('schedule.oneOfBoth', { value });
    default:
      return null;
  }
}

function meant(nearest: string | null, otherwise: MessageKey, translate: Writing['translate']): string {
  return nearest === null ? translate(otherwise) : translate('hint.didYouMean', { nearest });
}
