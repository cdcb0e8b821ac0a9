import type { Block } from '../../core/blocks/blocks.ts';
import { buttons, list, notice } from '../../core/blocks/build-blocks.ts';
import type { Source } from '../../core/sources/source.ts';
import type { CommandContext } from '../command.ts';
import { describeSourceProblem } from './describe-source-problem.ts';
import { nameOfSource } from './show-source.ts';

/** As many as a message has room for; `/sources` has all. */
const MOST_SHOWN = 15;

/** What those who run the bot are told of sources that are read no more, or once a day. */
export function showStoppedSources(
  stopped: readonly Source[],
  { translate }: Pick<CommandContext, 'translate'>,
): Block[] {
  const more = stopped.length - MOST_SHOWN;
  return [
    notice(
      'warning',
      translate('sources.stopped', { count: stopped.length }),
      translate('sources.stoppedRemedy'),
    ),
    list(
      stopped.slice(0, MOST_SHOWN).map((source) => ({
        text: `${source.id} · ${nameOfSource(source, {})}`,
        detail: [
          translate(source.state === 'gone' ? 'sources.isGone' : 'sources.isFailing'),
          source.problem === null ? '' : describeSourceProblem(source.problem, { translate }),
        ]
          .filter((part) => part !== '')
          .join(' · '),
      })),
    ),
    ...(more > 0 ? [notice('info', translate('sources.more', { count: more }))] : []),
    buttons({
      label: translate('sources.title'),
      action: { command: 'sources', options: { action: 'list' } },
    }),
  ];
}
