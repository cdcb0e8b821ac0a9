import type { FileProblem } from '../core/sources/file-problem.ts';
import type { CommandContext } from './command.ts';
import type { MessageKey } from './create-translator.ts';

const MESSAGES: Record<FileProblem, MessageKey> = {
  'not-found': 'file.notFound',
  unreadable: 'file.notReadable',
  'too-large': 'file.tooLarge',
  empty: 'file.empty',
  binary: 'file.binary',
  changed: 'file.changed',
  unsupported: 'file.unsupported',
  malformed: 'file.malformed',
  'no-article': 'file.noArticle',
  failed: 'file.failed',
  unfetched: 'file.unfetched',
};

/** Why a file was not taken in, in words for a person. */
export function describeFileProblem(
  problem: FileProblem,
  file: string,
  { translate }: Pick<CommandContext, 'translate'>,
): string {
  return translate(MESSAGES[problem], { file });
}
