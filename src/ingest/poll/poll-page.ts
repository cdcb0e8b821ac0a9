import type { ItemMark, SourceStore } from '../../core/ports/source-store.ts';
import type { PollOutcome } from '../../core/sources/after-poll.ts';
import type { Source } from '../../core/sources/source.ts';
import { describeProblem } from '../../core/sources/source-problem.ts';
import type { FetchOutcome } from '../fetch/create-fetcher.ts';
import { looksLikePage } from '../fetch/looks-like-page.ts';
import { describeAddress } from '../fetch/read-address.ts';
import { type ArticleLink, findArticleLinks } from './find-article-links.ts';
import type { TakeIn } from './poll-source.ts';
import { type PageDependencies, readArticleAt } from './read-article-at.ts';
import { instantOf, markItem } from './sift-items.ts';

/** Pages of one poll, and of the first; milliseconds for all of them. */
const MOST_PAGES = 20;
const BACKFILL = 10;
const TIMEOUT = 45_000;

export interface PagePolling extends PageDependencies {
  sources: Pick<SourceStore, 'findNewItems' | 'keepItems'>;
  takeIn: TakeIn;
  now: () => number;
}

/** Asks a source that is a page once: what it links to and is not known is fetched and taken in. Throws as pollSource does. */
export async function pollPage(
  polling: PagePolling,
  source: Pick<Source, 'id' | 'url' | 'title' | 'selector' | 'succeededAt'>,
  signal?: AbortSignal,
): Promise<PollOutcome> {
  return readPolledPage(polling, source, await polling.fetchDocument(source.url, signal), signal);
}

/** The page that was fetched of a source, its new links followed. */
export async function readPolledPage(
  { sources, takeIn, now, ...pages }: PagePolling,
  { id, title, selector, succeededAt }: Pick<Source, 'id' | 'title' | 'selector' | 'succeededAt'>,
  fetched: FetchOutcome,
  signal?: AbortSignal,
): Promise<PollOutcome> {
  if (fetched.kind === 'failed') return fetched;
  if (fetched.kind === 'not-modified')
    return { kind: 'failed', problem: describeProblem('broken-answer', 'unasked for 304') };
  const links = looksLikePage(fetched.bytes, fetched.contentType)
    ? findArticleLinks(fetched, selector)
    : null;
  if (links === null || links.length === 0)
    return { kind: 'failed', problem: describeProblem('unreadable', 'no links to articles') };
  const marks = links.map(markLink);
  const fresh = new Set(await sources.findNewItems(id, marks));
  const asked = [...fresh].slice(0, succeededAt === null ? BACKFILL : MOST_PAGES);
  const ending = AbortSignal.any([AbortSignal.timeout(TIMEOUT), ...(signal === undefined ? [] : [signal])]);
  const read = await Promise.all(
    asked.map(async (at) => ({ at, found: await readArticleAt(pages, links[at]?.url ?? '', ending) })),
  );
  signal?.throwIfAborted();
  const drafts = read.flatMap(({ found }) =>
    typeof found === 'string' ? [] : [{ ...found, publisher: found.publisher ?? title }],
  );
  const news = drafts.length === 0 ? 0 : await takeIn(describeAddress(fetched.url), drafts);
  // What can be had later, or had no room, is asked for the next time; but nothing of what a new source had before.
  const later = new Set(read.flatMap(({ at, found }) => (found === 'later' ? [at] : [])));
  if (succeededAt !== null) for (const at of fresh) if (!asked.includes(at)) later.add(at);
  await sources.keepItems(
    id,
    marks.filter((_mark, at) => !later.has(at)),
    now(),
  );
  const { movedTo, freshUntil, etag, lastModified } = fetched;
  return {
    kind: 'read',
    news,
    instants: drafts.flatMap((draft) => instantOf(draft) ?? []),
    feed: { title: null, link: null, language: null },
    hints: {},
    answer: { movedTo, freshUntil, etag, lastModified, bodyHash: null },
  };
}

/** A link is known by where it leads, whatever it says. */
function markLink({ url }: ArticleLink): ItemMark {
  return markItem({ givenId: null, url, title: '', body: '' });
}
