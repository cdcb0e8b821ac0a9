import type { NoticeBlock } from '../core/blocks/blocks.ts';
import { notice } from '../core/blocks/build-blocks.ts';
import type { Command, CommandContext } from './command.ts';
import type { MessageKey } from './create-translator.ts';
import { writeUsage } from './help.ts';
import { nameOption } from './name-option.ts';
import { MOST_DAYS, type PeriodProblem } from './parse-period.ts';
import type { OptionProblem } from './read-option-value.ts';
import { sayScheduleProblem } from './schedule/describe-schedule-problem.ts';
import { shorten } from './shorten.ts';

const PERIOD_MESSAGES: Record<PeriodProblem, MessageKey> = {
  'not-a-period': 'problem.notAPeriod',
  'no-such-day': 'problem.noSuchDay',
  future: 'problem.future',
  'too-many-days': 'problem.tooManyDays',
};

type Writing = Pick<CommandContext, 'translate' | 'writeCommand' | 'language'>;

/** What is wrong with a command's options and what would be right, as a notice. */
export function describeOptionProblem(
  problem: OptionProblem,
  command: Command,
  context: Writing,
): NoticeBlock {
  const usage = context.translate('problem.usage', { usage: writeUsage(command, context) });
  const isAsked = problem.kind === 'bad-schedule' && problem.problem.kind === 'ambiguous-zone';
  return notice(isAsked ? 'info' : 'error', sayProblem(problem, context), suggest(problem, context) ?? usage);
}

function sayProblem(problem: OptionProblem, { translate, language }: Writing): string {
  switch (problem.kind) {
    case 'missing':
      return translate('problem.missing', { option: nameOption(problem.option, translate) });
    case 'empty':
      return translate('problem.empty', { option: nameOption(problem.option, translate) });
    case 'repeated':
      return translate('problem.repeated', {
        option: nameOption(problem.option, translate),
        value: shorten(problem.value),
      });
    case 'too-long':
      return translate('problem.tooLong', {
        option: nameOption(problem.option, translate),
        limit: problem.limit,
      });
    case 'not-a-number':
      return translate('problem.notANumber', {
        option: nameOption(problem.option, translate),
        value: shorten(problem.value),
      });
    case 'out-of-range':
      return translate('problem.outOfRange', {
        option: nameOption(problem.option, translate),
        value: shorten(problem.value),
        minimum: problem.minimum,
        maximum: problem.maximum,
      });
    case 'not-a-choice':
      return translate('problem.notAChoice', {
        option: nameOption(problem.option, translate),
        value: shorten(problem.value),
      });
    case 'bad-period':
      return translate(PERIOD_MESSAGES[problem.problem], { value: shorten(problem.value), most: MOST_DAYS });
    case 'bad-schedule':
      return sayScheduleProblem(problem.problem, { translate, language }).sentence;
    case 'unknown-option':
      return translate('problem.unknownOption', { name: shorten(problem.name) });
    case 'unexpected':
      return translate('problem.unexpected', { value: shorten(problem.value) });
  }
}

function suggest(problem: OptionProblem, { translate, language }: Writing): string | null {
  if (problem.kind === 'bad-schedule')
    return sayScheduleProblem(problem.problem, { translate, language }).hint;
  if ('nearest' in problem && problem.nearest !== null)
    return translate('hint.didYouMean', { nearest: problem.nearest });
  if ((problem.kind === 'not-a-choice' || problem.kind === 'empty') && problem.option.kind === 'choice') {
    const { choices, nameChoice = (choice: string) => choice } = problem.option;
    const names = choices().map((choice) => nameChoice(choice, translate));
    return translate('hint.choices', { choices: names.join(translate('list.comma')) });
  }
  return problem.kind === 'bad-period' ? translate('hint.periods') : null;
}
