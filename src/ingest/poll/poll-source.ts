import { createHash } from 'node:crypto';
import type { ArticleDraft } from '../../core/model/article.ts';
import type { SourceStore } from '../../core/ports/source-store.ts';
import type { PollOutcome } from '../../core/sources/after-poll.ts';
import type { Source } from '../../core/sources/source.ts';
import { describeProblem } from '../../core/sources/source-problem.ts';
import type { Fetcher, FetchOutcome } from '../fetch/create-fetcher.ts';
import { describeAddress } from '../fetch/read-address.ts';
import { IngestError } from '../ingest-error.ts';
import type { CompleteTexts } from './complete-texts.ts';
import type { FeedReading, ReadFeed } from './feed-reading.ts';
import { chooseNewest, instantOf, markItem } from './sift-items.ts';

/** Of a feed that is new here: what people want to see at once, without a flood. */
export const BACKFILL = 20;
/** Of one reading; the newest. No feed has more that are news. */
const MOST_ITEMS = 1000;

/** Stores the drafts of a source, all of them or (it throws) none; how many are new or have changed: what is there already is passed over. */
export type TakeIn = (source: string, drafts: readonly ArticleDraft[]) => Promise<number>;

export interface PollDependencies {
  fetcher: Pick<Fetcher, 'fetch'>;
  readFeed: ReadFeed;
  sources: Pick<SourceStore, 'findNewItems' | 'keepItems'>;
  takeIn: TakeIn;
  completeTexts: CompleteTexts;
  now: () => number;
}

/**
 * Asks a source once and takes in what is new. What is wrong with the source is an outcome; what the store throws, and the
 * signal's reason, is thrown.
 */
export async function pollSource(
  dependencies: PollDependencies,
  source: Source,
  signal?: AbortSignal,
): Promise<PollOutcome> {
  const { url, etag, lastModified } = source;
  const fetched = await dependencies.fetcher.fetch({
    ...{ url, etag, lastModified, wants: 'feed' as const },
    ...(signal === undefined ? {} : { signal }),
  });
  return readPolled(dependencies, source, fetched, signal);
}

/** What was fetched of a source's address, read and taken in. */
export async function readPolled(
  { readFeed, sources, takeIn, completeTexts, now }: PollDependencies,
  source: Pick<Source, 'id' | 'title' | 'bodyHash' | 'succeededAt' | 'fullText'>,
  fetched: FetchOutcome,
  signal?: AbortSignal,
): Promise<PollOutcome> {
  if (fetched.kind === 'failed') return fetched;
  const { movedTo, freshUntil, etag, lastModified } = fetched;
  const answer = { movedTo, freshUntil };
  if (fetched.kind === 'not-modified')
    // A 304 need not repeat the validators.
    return { kind: 'unchanged', answer: { ...answer, ...(etag === null ? {} : { etag }) } };
  const bodyHash = createHash('sha256').update(fetched.bytes).digest('hex');
  if (bodyHash === source.bodyHash) return { kind: 'unchanged', answer: { ...answer, etag, lastModified } };

  let reading: FeedReading;
  try {
    const { bytes, contentType, url } = fetched;
    reading = await readFeed({ bytes, contentType, url, ...(signal === undefined ? {} : { signal }) });
  } catch (error) {
    if (!(error instanceof IngestError)) throw error;
    return { kind: 'failed', problem: describeProblem('unreadable', error.code) };
  }
  const teasers = new Set(reading.teasers);
  // An item is known by what its feed says, whatever text is taken in for it.
  const items = chooseNewest(
    reading.drafts.map((draft, at) => ({ draft, isTeaser: teasers.has(at), mark: markItem(draft) })),
    MOST_ITEMS,
    now(),
  );
  const marks = items.map(({ mark }) => mark);
  const fresh = (await sources.findNewItems(source.id, marks)).flatMap((index) => items[index] ?? []);
  const isFirst = source.succeededAt === null;
  const taken = isFirst ? chooseNewest(fresh, BACKFILL, now()) : fresh;
  const publisher = reading.feed.title ?? source.title;
  let news = 0;
  if (taken.length > 0) {
    const drafts = await completeTexts(source, taken, signal);
    const named = drafts.map((draft) => ({ ...draft, publisher: draft.publisher ?? publisher }));
    // Items under new ids, or of another feed too, are none.
    if (named.length > 0) news = await takeIn(describeAddress(fetched.url), named);
  }
  // Known only once they are stored: an end between the two takes them in once more, which the store notices.
  if (fresh.length > 0) await sources.keepItems(source.id, marks, now());
  return {
    kind: 'read',
    news,
    instants: items.flatMap(({ draft }) => instantOf(draft) ?? []),
    feed: reading.feed,
    hints: fetched.hub === undefined ? reading.hints : { ...reading.hints, hub: fetched.hub },
    answer: { ...answer, etag, lastModified, bodyHash },
  };
}
