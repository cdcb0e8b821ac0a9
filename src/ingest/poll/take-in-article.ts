import type { ArticleDraft } from '../../core/model/article.ts';
import { describeProblem } from '../../core/sources/source-problem.ts';
import type { ArticleTaken } from '../../core/sources/source-services.ts';
import type { FetchOutcome } from '../fetch/create-fetcher.ts';
import type { FetchDocument } from '../fetch/fetch-document.ts';
import { looksLikePage } from '../fetch/looks-like-page.ts';
import { describeAddress } from '../fetch/read-address.ts';
import { IngestError } from '../ingest-error.ts';
import type { ReadPageArticle } from '../page/create-page-reader.ts';

/** Stores one article of a source; its id, also where it is there already. Null where the store refuses it. */
export type TakeInOne = (source: string, draft: ArticleDraft) => Promise<string | null>;

export interface ArticleTakerDependencies {
  fetchDocument: FetchDocument;
  readPage: ReadPageArticle;
  takeInOne: TakeInOne;
}

/** Takes in the article of a page that was fetched. Throws what the store throws, and the signal's reason. */
export async function takeInPage(
  { readPage, takeInOne }: Omit<ArticleTakerDependencies, 'fetchDocument'>,
  { bytes, contentType, url }: Extract<FetchOutcome, { kind: 'fetched' }>,
  signal?: AbortSignal,
): Promise<ArticleTaken> {
  let draft: ArticleDraft;
  try {
    draft = await readPage({ bytes, contentType, url, ...(signal === undefined ? {} : { signal }) });
  } catch (error) {
    if (!(error instanceof IngestError)) throw error;
    if (error.code === 'no-article') return { kind: 'no-article' };
    return { kind: 'failed', problem: describeProblem('unreadable', error.code) };
  }
  const id = await takeInOne(describeAddress(url), draft);
  return id === null ? { kind: 'no-article' } : { kind: 'taken', id, title: draft.title };
}

/** Fetches a page, where robots may read it, and takes in its article. Throws as takeInPage does. */
export async function takeInArticle(
  dependencies: ArticleTakerDependencies,
  address: string,
  signal?: AbortSignal,
): Promise<ArticleTaken> {
  const fetched = await dependencies.fetchDocument(address, signal);
  if (fetched.kind === 'failed') return fetched;
  if (fetched.kind !== 'fetched' || !looksLikePage(fetched.bytes, fetched.contentType))
    return { kind: 'no-page' };
  return takeInPage(dependencies, fetched, signal);
}
