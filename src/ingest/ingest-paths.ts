import { describeTakenIn } from '../core/articles/refer-to-article.ts';
import type { Article, ArticleDraft, Skipped, SkipReason } from '../core/model/article.ts';
import type { IngestOutput } from '../core/model/output.ts';
import type { Store } from '../core/ports/store.ts';
import { type ByteSource, createStreamSource, openFileSource } from './byte-source.ts';
import { describeAddress } from './fetch/read-address.ts';
import { type IngestError, type IngestErrorCode, toIngestError } from './ingest-error.ts';
import { listFiles } from './list-files.ts';
import { type Reading, readDrafts } from './read-drafts.ts';

export interface IngestDependencies {
  store: Pick<Store, 'importArticles'>;
  /** Epoch milliseconds. */
  now: () => number;
  /** Makes a draft an article: id, hash, language, section and terms. `firstSeenAt` is an ISO instant. */
  toArticle: (draft: ArticleDraft, source: string, firstSeenAt: string) => Article;
  /** What `-` reads. */
  stdin?: AsyncIterable<Uint8Array>;
  /** Fetches an http or https address. Throws an IngestError where that can't be done, and the signal's reason. */
  openAddress?: (address: string, signal?: AbortSignal) => Promise<ByteSource>;
}

export interface IngestProgress {
  source: string;
  /** Bytes of the source at hand. */
  done: number;
  total: number | null;
  /** Of all sources so far. */
  articles: number;
}

export interface IngestOptions {
  onProgress?: (progress: IngestProgress) => void;
  signal?: AbortSignal;
}

export interface IngestResult extends IngestOutput {
  /** Sources of which nothing was taken in. What a folder holds that no parser reads is only in `skipped`. */
  failures: IngestError[];
}

/** Codes that a file found in a folder may have without being a failure. */
const PASSED_OVER: ReadonlySet<IngestErrorCode> = new Set(['unsupported', 'binary', 'empty', 'no-article']);

const SKIP_REASONS: Partial<Record<IngestErrorCode, SkipReason>> = {
  empty: 'empty',
  binary: 'unsupported',
  unsupported: 'unsupported',
  'too-large': 'too-large',
  malformed: 'malformed',
  'no-article': 'chrome',
};

/**
 * Takes in files, folders, addresses and `-` (standard input), one import a file: all of a file is stored or nothing. A source that
 * fails, for whatever reason, does not keep the others from being taken in. Throws what the store throws, and the
 * signal's reason.
 */
export async function ingestPaths(
  dependencies: IngestDependencies,
  paths: readonly string[],
  options: IngestOptions = {},
): Promise<IngestResult> {
  const result: IngestResult = { articles: [], revised: [], duplicates: 0, skipped: [], failures: [] };
  for (const path of paths) {
    if (path === '-') {
      const stdin = dependencies.stdin;
      if (stdin !== undefined)
        await ingestSource(
          dependencies,
          options,
          result,
          () => Promise.resolve(createStreamSource(stdin)),
          '-',
          true,
        );
      continue;
    }
    const { openAddress } = dependencies;
    if (openAddress !== undefined && /^[a-z][a-z0-9+.-]+:\/\//i.test(path)) {
      const name = describeAddress(path);
      await ingestSource(dependencies, options, result, () => openAddress(path, options.signal), name, true);
      continue;
    }
    for await (const entry of listFiles(path)) {
      options.signal?.throwIfAborted();
      if (entry.kind === 'failed') recordFailure(result, entry.error, true);
      else
        await ingestSource(
          dependencies,
          options,
          result,
          () => openFileSource(entry.path),
          entry.path,
          entry.isNamed,
        );
    }
  }
  return result;
}

async function ingestSource(
  { store, now, toArticle }: IngestDependencies,
  { onProgress, signal }: IngestOptions,
  result: IngestResult,
  openSource: () => Promise<ByteSource>,
  name: string,
  isNamed: boolean,
): Promise<void> {
  const skipped: Skipped[] = [];
  const firstSeenAt = new Date(now()).toISOString();
  let source: ByteSource | null = null;
  let reading: Reading | null = null;
  // The store may wrap what the iterable throws; the first error is kept to tell ours from the store's.
  let readError: { error: unknown } | null = null;
  function keepError(error: unknown): never {
    readError ??= { error };
    throw error;
  }
  async function* articles({ entries }: Reading): AsyncGenerator<Article> {
    try {
      for await (const entry of entries) {
        if (entry.kind === 'skipped') skipped.push(entry.skipped);
        else yield toArticle(entry.draft, name, firstSeenAt);
      }
    } catch (error) {
      keepError(error);
    }
  }
  const report = (done: number, total: number | null) => {
    onProgress?.({ source: name, done, total, articles: result.articles.length });
  };
  const readOptions = { onProgress: report, now: now(), ...(signal === undefined ? {} : { signal }) };
  try {
    source = await openSource().catch(keepError);
    // Before the store opens its transaction: what takes long here keeps nobody else from writing.
    reading = await readDrafts(source, readOptions).catch(keepError);
    const imported = await store.importArticles({ source: name, articles: articles(reading) });
    for (const article of imported.stored) result.articles.push(describeTakenIn(article));
    for (const { article } of imported.revised) result.revised.push(describeTakenIn(article));
    result.duplicates += imported.duplicates.length;
    result.skipped.push(...skipped, ...imported.rejected);
  } catch (error) {
    signal?.throwIfAborted();
    const failed = readError as { error: unknown } | null;
    if (failed === null) throw error;
    recordFailure(result, toIngestError(failed.error, name), isNamed);
  } finally {
    await reading?.close();
    await source?.close();
  }
}

function recordFailure(result: IngestResult, error: IngestError, isNamed: boolean): void {
  const reason = SKIP_REASONS[error.code];
  if (reason !== undefined)
    result.skipped.push({
      reason,
      excerpt: error.source.slice(-80),
      detail: `${error.message} ${error.remedy}`,
    });
  const isPassedOver = !isNamed && PASSED_OVER.has(error.code);
  if (!isPassedOver) result.failures.push(error);
}
