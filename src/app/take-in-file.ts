import type { IngestResult, OwnerServices, SourceFailure } from '../commands/services.ts';
import type { FileTaken, TakeInFile } from '../ingest/poll/poll-folder.ts';

/** The file is still being written, or was taken out of the folder. */
const PASSING: ReadonlySet<SourceFailure['reason']> = new Set(['changed', 'not-found']);
/** What lies in a folder beside articles: pictures, empty files, pages of other things. */
const PASSED_OVER: ReadonlySet<SourceFailure['reason']> = new Set([
  'unsupported',
  'binary',
  'empty',
  'no-article',
]);

interface FileObjection {
  /** It may be taken in when it is tried again. */
  kind: 'failed' | 'later';
  problem: SourceFailure['reason'];
  /** For the log. */
  detail: string;
}

/** Why a file was not taken in, because of what it is or for the moment; null where it was. */
export function findObjection({ output, failures }: IngestResult): FileObjection | null {
  const [failure] = failures;
  if (failure !== undefined) {
    const { reason: problem, detail } = failure;
    return { kind: PASSING.has(problem) ? 'later' : 'failed', problem, detail: detail ?? problem };
  }
  const detail = findUnread(output);
  return detail === null ? null : { kind: 'failed', problem: 'malformed', detail };
}

/** Takes in the files of sources that are folders. */
export function createFileTaker(ingest: OwnerServices['ingest']): TakeInFile {
  return async (path, signal): Promise<FileTaken> => {
    const options = { onProgress: () => {}, ...(signal === undefined ? {} : { signal }) };
    const result = await ingest([{ kind: 'path', path }], options);
    const objection = findObjection(result);
    const { articles, revised } = result.output;
    if (objection === null) return { kind: 'taken', articles: articles.length + revised.length };
    if (objection.kind === 'later') return { kind: 'later' };
    const { problem } = objection;
    return PASSED_OVER.has(problem) ? { kind: 'taken', articles: 0 } : { kind: 'failed', problem };
  };
}

/** Why nothing of a file could be read; null where something was, or where there was nothing but what is no article. */
function findUnread({ articles, revised, duplicates, skipped }: IngestResult['output']): string | null {
  if (articles.length + revised.length + duplicates > 0) return null;
  const unread = skipped.find(({ reason }) => reason === 'malformed' || reason === 'unsupported');
  return unread === undefined ? null : (unread.detail ?? `${unread.reason}: ${unread.excerpt}`);
}
