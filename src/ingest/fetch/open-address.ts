import type { SourceProblem } from '../../core/sources/source-problem.ts';
import type { ByteSource } from '../byte-source.ts';
import { readHeaderCharset } from '../declared-charset.ts';
import { IngestError } from '../ingest-error.ts';
import type { FetchDocument } from './fetch-document.ts';
import { describeAddress } from './read-address.ts';

/** An address that could not be fetched, with the problem for whoever says it in words. */
export class FetchError extends IngestError {
  readonly problem: SourceProblem;

  constructor(address: string, problem: SourceProblem) {
    const name = describeAddress(address);
    super('unfetched', name, `${name} could not be fetched (${problem.kind}, ${problem.detail}).`);
    this.problem = problem;
  }
}

const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/^(?:text\/html|application\/xhtml\+xml)\b/, '.html'],
  [/^application\/(?:rss|atom|rdf)\+xml\b/, '.xml'],
  [/^text\/markdown\b/, '.md'],
  [/^application\/(?:x-ndjson|jsonl|x-jsonlines)\b/, '.jsonl'],
];
/** What a path's end tells where the media type is of a kind that says little. */
const TELLING = /\.(?:md|markdown|jsonl|ndjson|txt)$/i;

/** Fetches an address once, as a source of bytes. Throws a FetchError, and the signal's reason. */
export function createAddressOpener(
  fetchDocument: FetchDocument,
): (address: string, signal?: AbortSignal) => Promise<ByteSource> {
  return async (address, signal) => {
    const fetched = await fetchDocument(address, signal);
    if (fetched.kind === 'failed') throw new FetchError(address, fetched.problem);
    if (fetched.kind !== 'fetched')
      throw new IngestError('unreadable', describeAddress(address), 'unasked for 304');
    const { bytes, contentType, url } = fetched;
    async function* chunks(): AsyncGenerator<Uint8Array> {
      yield bytes;
    }
    return {
      name: describeAddress(url),
      fileName: nameFile(contentType, url),
      address: url,
      charset: contentType === null ? null : readHeaderCharset(contentType),
      total: bytes.length,
      chunks,
      close: async () => {},
    };
  };
}

/** Without an ending that tells, the content does. */
function nameFile(contentType: string | null, url: string): string {
  const type = contentType?.trim().toLowerCase() ?? '';
  const ending = ENDINGS.find(([pattern]) => pattern.test(type))?.[1];
  return ending === undefined
    ? `address${TELLING.exec(new URL(url).pathname)?.[0] ?? ''}`
    : `address${ending}`;
}
