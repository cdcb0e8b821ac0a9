import type { MessageKey, Translate } from '../commands/create-translator.ts';
import { toSingleLine } from '../core/text/strip-control-characters.ts';

const MESSAGES: Record<string, MessageKey> = {
  ENOENT: 'file.notFound',
  EACCES: 'file.notReadable',
  EPERM: 'file.notReadable',
  EISDIR: 'file.isFolder',
};

/** What is said of a file that cannot be read; null for an error that is not about a file. */
export function describeFileError(error: unknown, file: string, translate: Translate): string | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null;
  const message = MESSAGES[error.code];
  return message === undefined ? null : toSingleLine(translate(message, { file }));
}
