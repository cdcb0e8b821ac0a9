export const ingestErrorCodes = [
  'missing',
  'no-permission',
  'empty',
  'binary',
  'too-large',
  'unsupported',
  'malformed',
  'no-article',
  'changed',
  'timed-out',
  'unreadable',
  'unfetched',
] as const;
export type IngestErrorCode = (typeof ingestErrorCodes)[number];

const REMEDIES: Record<IngestErrorCode, string> = {
  missing: 'Check the path.',
  'no-permission': 'Give the user who runs this the right to read it.',
  empty: 'There is nothing to take in.',
  binary: 'Save it as text (.txt, UTF-8) and try again.',
  'too-large': 'Split it into smaller files, or give it as JSON Lines, which has no limit.',
  unsupported: 'Give a feed or a page, save the text as .txt or .md, or give articles as JSON Lines.',
  malformed: 'Mend the file where the message says.',
  'no-article': 'Give the page of one article, as a browser saves it.',
  changed: 'Nothing of it was taken in. Try again when nothing writes to it any more.',
  'timed-out': 'Split it into smaller files and look which part takes so long.',
  unfetched: 'Look at the address, or try again later.',
  unreadable: 'See the log for what the system said.',
};

/** A source that can't be taken in. Nothing of it is: the import is undone. */
export class IngestError extends Error {
  readonly code: IngestErrorCode;
  /** The path, or `-`. */
  readonly source: string;
  /** What a person can do, one English sentence; translated by `code`. */
  readonly remedy: string;

  constructor(code: IngestErrorCode, source: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'IngestError';
    this.code = code;
    this.source = source;
    this.remedy = REMEDIES[code];
  }
}

/** What reading or parsing threw (the file system, a parser, its thread), as an IngestError. */
export function toIngestError(error: unknown, source: string): IngestError {
  if (error instanceof IngestError) return error;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new IngestError('missing', source, `${source} is not there.`, error);
  if (code === 'EACCES' || code === 'EPERM')
    return new IngestError('no-permission', source, `${source} may not be read.`, error);
  return new IngestError(
    'unreadable',
    source,
    `${source} can't be read: ${error instanceof Error ? error.message : String(error)}`,
    error,
  );
}
