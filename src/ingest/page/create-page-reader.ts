import type { ArticleDraft } from '../../core/model/article.ts';
import { createTurns } from '../create-turns.ts';
import { readHeaderCharset } from '../declared-charset.ts';
import { describeAddress } from '../fetch/read-address.ts';
import { IngestError } from '../ingest-error.ts';
import { parseInWorker } from '../parse-in-worker.ts';
import { loadParser } from '../parse-whole.ts';

/** Bytes: smaller ones take a few milliseconds. */
const LARGEST_IN_PLACE = 64 * 1024;
/** Milliseconds for one page; the largest that are fetched take a second or two. */
const TIMEOUT = 20_000;

/**
 * Reads a fetched page as the article that it is; the bytes belong to it from then on. Throws an IngestError where it holds
 * none, and the signal's reason.
 */
export type ReadPageArticle = (given: {
  bytes: Uint8Array<ArrayBuffer>;
  contentType: string | null;
  /** Where it came from. */
  url: string;
  signal?: AbortSignal;
}) => Promise<ArticleDraft>;

/** Small pages are read in place, larger ones one after the other in a thread each. `now`: epoch milliseconds. */
export function createPageReader({ now }: { now: () => number }): ReadPageArticle {
  const turns = createTurns(1);
  return async ({ bytes, contentType, url, signal }) => {
    const source = describeAddress(url);
    const charset = contentType === null ? null : readHeaderCharset(contentType);
    const options = { now: now(), address: url, charset };
    async function readInThread() {
      const giveBack = await turns.take();
      try {
        return await parseInWorker(bytes, 'page', { ...options, signal, timeout: TIMEOUT, source });
      } finally {
        giveBack();
      }
    }
    const entries =
      bytes.length <= LARGEST_IN_PLACE
        ? [...(await loadParser('page'))(bytes, source, options)]
        : await readInThread();
    for (const entry of entries) if (entry.kind === 'draft') return entry.draft;
    throw new IngestError('too-large', source, `${source} is too long for an article.`);
  };
}
