import type { Period } from '../core/digest/resolve-window.ts';
import type { CommandContext } from './command.ts';
import { formatDay } from './format-time.ts';

/** A period in words. */
export function namePeriod(
  period: Period,
  { translate, language }: Pick<CommandContext, 'translate' | 'language'>,
): string {
  if (period.kind === 'all') return translate('period.all');
  return period.kind === 'day'
    ? formatDay(period.day, language)
    : translate('period.days', { count: period.days });
}
