import type { Block } from '../../core/blocks/blocks.ts';
import { heading, list, notice } from '../../core/blocks/build-blocks.ts';
import type { Source } from '../../core/sources/source.ts';
import { describeSlot } from '../schedule/describe-schedule.ts';
import { describeState, nameOfSource, type Reader } from './show-source.ts';

/** Sources that could not be read, each with how often in a row, why, and what comes next. */
export function showFailingSources(
  { count, sources }: { count: number; sources: readonly Source[] },
  reader: Reader,
): Block[] {
  const { translate, language, zone } = reader;
  if (count === 0) return [];
  return [
    heading(translate('sources.failing'), 2),
    list(
      sources.map((source) => ({
        text: nameOfSource(source, reader),
        detail: [
          describeState(source, reader),
          ...(source.nextAt === null
            ? []
            : [translate('sources.tryAgain', { when: describeSlot({ at: source.nextAt }, zone, language) })]),
        ].join(' · '),
      })),
    ),
    ...(count > sources.length
      ? [notice('info', translate('sources.more', { count: count - sources.length }))]
      : []),
  ];
}
