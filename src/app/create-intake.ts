import type { IngestResult, OwnerServices, SourceFailure } from '../commands/services.ts';
import { completeArticle } from '../core/articles/complete-article.ts';
import { describeTakenIn } from '../core/articles/refer-to-article.ts';
import type { Article, ArticleDraft } from '../core/model/article.ts';
import type { Store } from '../core/ports/store.ts';
import { sourceProblemSchema } from '../core/sources/source-problem.ts';
import { extractKeywords } from '../core/text/extract-keywords.ts';
import type { IngestError, IngestErrorCode } from '../ingest/ingest-error.ts';
import { type IngestDependencies, ingestPaths } from '../ingest/ingest-paths.ts';
import type { TakeIn } from '../ingest/poll/poll-source.ts';
import type { TakeInOne } from '../ingest/poll/take-in-article.ts';

/** How many salient terms an article is filed under. */
const TERMS = 12;

const FAILURE_REASONS: Record<IngestErrorCode, SourceFailure['reason']> = {
  missing: 'not-found',
  'no-permission': 'unreadable',
  unreadable: 'unreadable',
  empty: 'empty',
  malformed: 'malformed',
  'no-article': 'no-article',
  binary: 'binary',
  'too-large': 'too-large',
  unsupported: 'unsupported',
  changed: 'changed',
  'timed-out': 'failed',
  unfetched: 'unfetched',
};

/** The ways by which articles come into the store: from sources that are polled, and from what the owner names or exported. Throws StoreError. */
export function createIntake({
  store,
  now,
  openAddress,
}: {
  store: Pick<Store, 'importArticles'>;
  now: () => number;
  openAddress: NonNullable<IngestDependencies['openAddress']>;
}): Pick<OwnerServices, 'ingest' | 'importArticles'> & { takeIn: TakeIn; takeInOne: TakeInOne } {
  return {
    async takeIn(source, drafts) {
      const firstSeenAt = new Date(now()).toISOString();
      const { stored, revised } = await store.importArticles({
        source,
        articles: drafts.map((draft) => toArticle(draft, source, firstSeenAt)),
      });
      return stored.length + revised.length;
    },

    async takeInOne(source, draft) {
      const article = toArticle(draft, source, new Date(now()).toISOString());
      const { stored, revised, duplicates } = await store.importArticles({ source, articles: [article] });
      return stored[0]?.id ?? revised[0]?.article.id ?? duplicates[0]?.duplicateOf ?? null;
    },

    async ingest(sources, { onProgress, signal }): Promise<IngestResult> {
      const stream = sources.find((source) => source.kind === 'stream');
      const { failures, ...output } = await ingestPaths(
        {
          ...{ store, now, toArticle, openAddress },
          ...(stream === undefined ? {} : { stdin: stream.stream }),
        },
        sources.map((source) => (source.kind === 'stream' ? '-' : source.path)),
        {
          onProgress: ({ source, done, total }) => onProgress({ label: source, done, total }),
          ...(signal === undefined ? {} : { signal }),
        },
      );
      return { output, failures: failures.map(describeFailure) };
    },

    async importArticles(source, articles) {
      const { stored, revised, duplicates, rejected } = await store.importArticles({ source, articles });
      return {
        articles: stored.map(describeTakenIn),
        revised: revised.map(({ article }) => describeTakenIn(article)),
        ...{ duplicates: duplicates.length, skipped: rejected },
      };
    },
  };
}

function toArticle(draft: ArticleDraft, source: string, firstSeenAt: string): Article {
  return completeArticle(draft, {
    source,
    firstSeenAt,
    extractTerms: (text) => extractKeywords(text, TERMS),
  });
}

function describeFailure(error: IngestError): SourceFailure {
  const failure = { source: error.source, reason: FAILURE_REASONS[error.code], detail: error.message };
  const problem = 'problem' in error ? sourceProblemSchema.safeParse(error.problem) : null;
  return problem?.success === true ? { ...failure, problem: problem.data } : failure;
}
