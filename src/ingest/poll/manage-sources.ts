import { basename, resolve } from 'node:path';
import type { SourceStore } from '../../core/ports/source-store.ts';
import { changeAfterPoll, type PollOutcome } from '../../core/sources/after-poll.ts';
import { FIRST_INTERVAL, SHORTEST_INTERVAL } from '../../core/sources/next-poll.ts';
import { addressOfRoute, isRsshubRoute, readRsshubRoute } from '../../core/sources/rsshub-route.ts';
import type { IntervalBounds, Source } from '../../core/sources/source.ts';
import { describeProblem, type SourceProblem } from '../../core/sources/source-problem.ts';
import type {
  FoundFeed,
  SourceAdded,
  SourceServices,
  SourcesImported,
} from '../../core/sources/source-services.ts';
import { foldText } from '../../core/text/fold.ts';
import { decodeText } from '../decode-text.ts';
import type { FetchOutcome } from '../fetch/create-fetcher.ts';
import { looksLikePage } from '../fetch/looks-like-page.ts';
import { readAddress } from '../fetch/read-address.ts';
import { IngestError } from '../ingest-error.ts';
import { readFeedList, writeOpml } from './feed-list.ts';
import type { FeedReading } from './feed-reading.ts';
import { findArticleLinks, isSelector } from './find-article-links.ts';
import { findFeedLinks } from './find-feed-links.ts';
import { addressOfFolder, looksLikePath, toPath } from './folder-path.ts';
import { type FolderPoll, findFolderProblem } from './poll-folder.ts';
import { readPolledPage } from './poll-page.ts';
import { type PollDependencies, readPolled } from './poll-source.ts';
import type { PageDependencies } from './read-article-at.ts';
import { chooseNewest } from './sift-items.ts';
import { type ArticleTakerDependencies, takeInArticle, takeInPage } from './take-in-article.ts';

const NEWEST_SHOWN = 3;
/** Some links look like an article's by chance. */
const FEWEST_LINKS = 3;
const PAGE = 500;
/** Milliseconds over which the first polls of a list are spread. */
const SPREAD = 5 * 60_000;
/** Milliseconds for which a new source is left to whoever adds it: longer than its first reading takes. */
const FIRST_READING = 10 * 60_000;

export interface SourceServiceDependencies
  extends Omit<PollDependencies, 'sources'>,
    ArticleTakerDependencies,
    PageDependencies {
  sources: SourceStore;
  folders: FolderPoll;
  /** The instance of RSSHub that routes are asked of. */
  rsshub: string;
  /** A source is due that may have been none before: somebody added it, or wants it asked now. */
  onDue(): void;
  newId: () => string;
  random: () => number;
}

type Fetched = Extract<FetchOutcome, { kind: 'fetched' }>;

export function createSourceServices(dependencies: SourceServiceDependencies): SourceServices {
  const { sources, fetchDocument, readFeed, rsshub, now, random, newId, onDue } = dependencies;

  /** The url that a source of this address is kept by. */
  function identify(address: string): { href: string } | { problem: SourceProblem } {
    const route = readRsshubRoute(address, rsshub);
    const read = readAddress(route === null ? address.trim() : addressOfRoute(route, rsshub));
    return 'problem' in read ? read : { href: route ?? read.url.href };
  }

  function makeSource(
    feed: FoundFeed,
    { by, bounds, addedUrl = feed.url }: { by: string; bounds: IntervalBounds; addedUrl?: string },
  ): Source {
    return {
      id: newId(),
      kind: 'feed',
      url: feed.url,
      addedUrl,
      title: feed.title,
      link: null,
      language: null,
      state: 'active',
      etag: null,
      lastModified: null,
      bodyHash: null,
      nextAt: now(),
      nextReason: 'pace',
      interval: FIRST_INTERVAL,
      bounds,
      fullText: true,
      pace: null,
      hints: {},
      polledAt: null,
      succeededAt: null,
      newsAt: null,
      push: null,
      problem: null,
      failures: 0,
      selector: null,
      addedBy: by,
      addedAt: now(),
    };
  }

  async function add(
    address: string,
    { by, bounds, selector, takesFolders = false, signal }: Parameters<SourceServices['add']>[1],
  ): Promise<SourceAdded> {
    if (looksLikePath(address)) {
      if (!takesFolders) return { kind: 'folder-refused' };
      return addFolder(toPath(address), { by, bounds }, signal);
    }
    // A word alone is a folder where there is one.
    if (takesFolders && !/^[a-z][a-z0-9+.-]*:/i.test(address) && (await findFolderProblem(address)) === null)
      return addFolder(address, { by, bounds }, signal);
    const read = identify(address);
    if ('problem' in read) return { kind: 'failed', problem: read.problem };
    const { href } = read;
    const known = await sources.findByUrl(href);
    if (known !== null) return { kind: 'known', source: known };
    if (selector !== undefined && !isSelector(selector)) return { kind: 'bad-selector' };
    const named = await findFeed(href, { selector, signal });
    if ('page' in named)
      return addPage(named.page, { by, bounds, signal, selector: selector ?? null, addedUrl: href });
    if ('kind' in named) return named;
    const { fetched, others } = named;
    // A temporary redirect is followed each time; the address of a page's feed is the feed's own.
    const url = fetched.movedTo ?? named.url;
    const there = await sources.findByUrl(url);
    if (there !== null) return { kind: 'known', source: there };

    const reading = await readAs(fetched, signal);
    if ('problem' in reading) return { kind: 'failed', problem: reading.problem };
    const source = makeSource({ url, title: reading.feed.title }, { by, bounds, addedUrl: href });
    const kept = await keepNew(source, () =>
      readPolled(
        { ...dependencies, readFeed: async () => reading },
        source,
        { ...fetched, movedTo: null },
        signal,
      ),
    );
    if (kept.kind === 'known') return kept;
    const newest = chooseNewest(
      reading.drafts.map((draft) => ({ draft })),
      NEWEST_SHOWN,
      now(),
    );
    return {
      ...kept,
      newest: newest.map(({ draft: { title, url: link, publishedAt } }) => ({
        title,
        url: link,
        publishedAt,
      })),
      others,
    };
  }

  async function addFolder(
    path: string,
    made: { by: string; bounds: IntervalBounds },
    signal: AbortSignal | undefined,
  ): Promise<SourceAdded> {
    const problem = await findFolderProblem(path);
    if (problem !== null) return { kind: 'failed', problem };
    const url = addressOfFolder(path);
    const known = await sources.findByUrl(url);
    if (known !== null) return { kind: 'known', source: known };
    const source: Source = {
      ...makeSource({ url, title: basename(resolve(path)) || path }, made),
      ...{ kind: 'folder', interval: SHORTEST_INTERVAL },
    };
    let waiting = 0;
    const kept = await keepNew(source, async () => {
      const looked = await dependencies.folders.look(source, signal);
      waiting = looked.waiting;
      return looked.outcome;
    });
    if (kept.kind === 'known') return kept;
    const { problem: found } = kept.source;
    if (found === null) return { ...kept, newest: [], others: [], waiting };
    // It holds too much, or went away just then: nobody wants to be told of that once a day.
    await sources.remove(source.id);
    return { kind: 'failed', problem: found };
  }

  /** Adds a page whose links to articles are followed. */
  async function addPage(
    fetched: Fetched,
    {
      selector,
      signal,
      ...made
    }: {
      by: string;
      bounds: IntervalBounds;
      selector: string | null;
      addedUrl: string;
      signal: AbortSignal | undefined;
    },
  ): Promise<SourceAdded> {
    const links = findArticleLinks(fetched, selector) ?? [];
    if (links.length < (selector === null ? FEWEST_LINKS : 1)) return { kind: 'no-feed' };
    const url = fetched.movedTo ?? made.addedUrl;
    const there = await sources.findByUrl(url);
    if (there !== null) return { kind: 'known', source: there };
    const source: Source = {
      ...makeSource({ url, title: new URL(url).hostname.replace(/^www\./, '') }, made),
      ...{ kind: 'page', selector },
    };
    const kept = await keepNew(source, () =>
      readPolledPage(dependencies, source, { ...fetched, movedTo: null }, signal),
    );
    if (kept.kind === 'known') return kept;
    const newest = links.slice(0, NEWEST_SHOWN).map((link) => ({ ...link, publishedAt: null }));
    return { ...kept, newest, others: [] };
  }

  /** Stores a new source and takes in its newest; the one that has its address by now, where another came first. */
  async function keepNew(
    source: Source,
    read: () => Promise<PollOutcome>,
  ): Promise<
    | Extract<SourceAdded, { kind: 'known' }>
    | Pick<Extract<SourceAdded, { kind: 'added' }>, 'kind' | 'source' | 'taken'>
  > {
    // The running bot, another process, would ask it at the same time.
    if (!(await sources.add({ ...source, nextAt: now() + FIRST_READING })))
      return { kind: 'known', source: (await sources.findByUrl(source.url)) ?? source };
    const outcome = await read();
    const { change } = changeAfterPoll(source, outcome, { now: now(), random: random() });
    await sources.endPoll(source.id, change);
    onDue();
    return {
      kind: 'added',
      source: { ...source, ...change },
      taken: outcome.kind === 'read' ? outcome.news : 0,
    };
  }

  /** The feed of an address: its own, or the first that its page names. */
  async function findFeed(
    url: string,
    { selector, signal }: { selector: string | undefined; signal: AbortSignal | undefined },
  ): Promise<
    | { url: string; fetched: Fetched; others: FoundFeed[] }
    | { page: Fetched }
    | Exclude<SourceAdded, { kind: 'added' }>
  > {
    const fetched = isRsshubRoute(url) ? await fetchFeed(url, signal) : await fetchDocument(url, signal);
    if (fetched.kind !== 'fetched') return failure(fetched);
    // A route has no page.
    if (isRsshubRoute(url)) return { url, fetched, others: [] };
    if (!looksLikePage(fetched.bytes, fetched.contentType)) return { url, fetched, others: [] };
    if (selector !== undefined) return { page: fetched };
    const [first, ...others] = findFeedLinks(fetched.bytes, fetched.url);
    if (first === undefined) {
      // Whoever reads a page may take its bytes.
      const taken = await takeInPage(dependencies, { ...fetched, bytes: fetched.bytes.slice() }, signal);
      return taken.kind === 'taken' ? { ...taken, kind: 'article' } : { page: fetched };
    }
    const known = await sources.findByUrl(first.url);
    if (known !== null) return { kind: 'known', source: known };
    const feed = await fetchFeed(first.url, signal);
    return feed.kind === 'fetched' ? { url: first.url, fetched: feed, others } : failure(feed);
  }

  function fetchFeed(url: string, signal: AbortSignal | undefined): Promise<FetchOutcome> {
    return dependencies.fetcher.fetch({ url, wants: 'feed', ...(signal === undefined ? {} : { signal }) });
  }

  async function readAs(
    { bytes, contentType, url }: Fetched,
    signal: AbortSignal | undefined,
  ): Promise<FeedReading | { problem: SourceProblem }> {
    try {
      // A copy: whoever reads them may keep them.
      const given = { bytes: bytes.slice(), contentType, url };
      return await readFeed(signal === undefined ? given : { ...given, signal });
    } catch (error) {
      if (!(error instanceof IngestError)) throw error;
      return { problem: describeProblem('unreadable', error.code) };
    }
  }

  async function importOpml(bytes: Uint8Array, { by }: { by: string }): Promise<SourcesImported | null> {
    const decoded = decodeText(bytes);
    const listed = decoded.kind === 'failed' ? null : readFeedList(decoded.text);
    if (listed === null) return null;
    const result: SourcesImported = { added: 0, known: 0, refused: [] };
    const addListed = async ({ url, title }: FoundFeed): Promise<void> => {
      const read = identify(url);
      if ('problem' in read) {
        result.refused.push({ address: url, problem: read.problem });
        return;
      }
      const { href } = read;
      const source = makeSource({ url: href, title }, { by, bounds: { shortest: null, longest: null } });
      const isNew =
        (await sources.findByUrl(href)) === null &&
        (await sources.add({ ...source, nextAt: now() + Math.round(SPREAD * random()) }));
      if (isNew) result.added += 1;
      else result.known += 1;
    };
    // Asked for together, many are written in one transaction.
    for (let at = 0; at < listed.length; at += PAGE)
      await Promise.all(listed.slice(at, at + PAGE).map(addListed));
    onDue();
    return result;
  }

  async function listAll(): Promise<Source[]> {
    const all: Source[] = [];
    for (let page = await sources.list({ offset: 0, limit: PAGE }); page.length > 0; ) {
      all.push(...page);
      page = await sources.list({ offset: all.length, limit: PAGE });
    }
    return all;
  }

  return {
    add,
    takeInArticle: (address, { signal }) => takeInArticle(dependencies, address.trim(), signal),
    list: (query) => sources.list(query),
    async find(which) {
      const wanted = which.trim();
      const route = looksLikePath(wanted) ? addressOfFolder(toPath(wanted)) : readRsshubRoute(wanted, rsshub);
      const known =
        (await sources.find(wanted)) ??
        (route === null ? null : await sources.findByUrl(route)) ??
        (await sources.findByUrl(URL.parse(wanted)?.href ?? wanted));
      if (known !== null) return known;
      if (wanted === '') return 'not-found';
      const all = await listAll();
      const begun = all.filter(({ id }) => id.startsWith(wanted));
      const title = foldText(wanted);
      const meant = begun.length > 0 ? begun : all.filter((source) => foldText(source.title ?? '') === title);
      return meant.length > 1 ? 'ambiguous' : (meant[0] ?? 'not-found');
    },
    async remove(id) {
      await sources.remove(id);
    },
    pause: (id) => sources.change(id, { state: 'paused', nextAt: null }),
    async resume(id) {
      await sources.change(id, { state: 'active', nextAt: now(), failures: 0, problem: null });
      onDue();
    },
    async changeBounds(id, bounds) {
      const { nextAt = null, polledAt = null } = (await sources.find(id)) ?? {};
      const latest = bounds.longest === null ? Number.POSITIVE_INFINITY : now() + bounds.longest;
      const earliest = polledAt === null ? 0 : polledAt + (bounds.shortest ?? 0);
      const next = nextAt === null ? {} : { nextAt: Math.max(earliest, Math.min(nextAt, latest)) };
      await sources.change(id, { bounds, ...next });
      onDue();
    },
    async changeSelector(id, selector) {
      if (selector !== null && !isSelector(selector)) return false;
      await sources.change(id, { selector });
      return true;
    },
    changeFullText: (id, fullText) => sources.change(id, { fullText }),
    async listUnread(id) {
      const files = await sources.listFiles(id);
      return files.flatMap(({ path, problem }) =>
        problem === null ? [] : [{ file: path, reason: problem }],
      );
    },
    importOpml,
    async exportOpml() {
      const all = await listAll();
      const feeds = all.filter(({ kind }) => kind === 'feed');
      return { opml: writeOpml(feeds, now()), leftOut: all.length - feeds.length };
    },
  };
}

function failure(fetched: Exclude<FetchOutcome, { kind: 'fetched' }>): SourceAdded & { kind: 'failed' } {
  return {
    kind: 'failed',
    problem:
      fetched.kind === 'failed' ? fetched.problem : describeProblem('broken-answer', 'unasked for 304'),
  };
}
