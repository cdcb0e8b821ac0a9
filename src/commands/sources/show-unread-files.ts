import type { Block } from '../../core/blocks/blocks.ts';
import { list, notice } from '../../core/blocks/build-blocks.ts';
import type { UnreadFile } from '../../core/sources/source-services.ts';
import type { CommandContext } from '../command.ts';
import { describeFileProblem } from '../describe-file-problem.ts';
import { shorten } from '../shorten.ts';

/** As many as a message has room for. */
const MOST_FILES = 20;

/** The files of a folder of which nothing could be taken in, each with why. */
export function showUnreadFiles(
  unread: readonly UnreadFile[],
  reader: Pick<CommandContext, 'translate' | 'runsProgram'>,
): Block[] {
  if (unread.length === 0) return [];
  const more = unread.length - MOST_FILES;
  return [
    notice('warning', reader.translate('sources.unreadFiles', { count: unread.length })),
    list(
      unread.slice(0, MOST_FILES).map(({ file, reason }) => ({
        text: describeFileProblem(
          reason,
          shorten(reader.runsProgram === true ? file : (file.split('/').at(-1) ?? file), 80),
          reader,
        ),
      })),
    ),
    ...(more > 0 ? [notice('info', reader.translate('sources.more', { count: more }))] : []),
  ];
}
