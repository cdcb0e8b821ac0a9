import type { ArticleDraft } from '../../core/model/article.ts';
import type { FetchDocument } from '../fetch/fetch-document.ts';
import { looksLikePage } from '../fetch/looks-like-page.ts';
import { IngestError } from '../ingest-error.ts';
import type { ReadPageArticle } from '../page/create-page-reader.ts';
import type { HostTurns } from './create-host-turns.ts';

export interface PageDependencies {
  fetchDocument: FetchDocument;
  readPage: ReadPageArticle;
  /** Of one host a page at a time, whichever source names it. */
  hosts: HostTurns;
}

/**
 * The article of a page that a source names; `later` where trying again can help (the signal came first, the site was away),
 * `none` where there is none to be had.
 */
export async function readArticleAt(
  { fetchDocument, readPage, hosts }: PageDependencies,
  url: string,
  signal: AbortSignal,
): Promise<ArticleDraft | 'later' | 'none'> {
  const giveBack = await hosts.take(URL.parse(url)?.host ?? '');
  try {
    if (signal.aborted) return 'later';
    const fetched = await fetchDocument(url, signal);
    if (fetched.kind === 'failed') return fetched.problem.retryable ? 'later' : 'none';
    if (fetched.kind !== 'fetched' || !looksLikePage(fetched.bytes, fetched.contentType)) return 'none';
    const { bytes, contentType, url: place } = fetched;
    return await readPage({ bytes, contentType, url: place, signal });
  } catch (error) {
    if (signal.aborted) return 'later';
    if (error instanceof IngestError) return 'none';
    throw error;
  } finally {
    giveBack();
  }
}
