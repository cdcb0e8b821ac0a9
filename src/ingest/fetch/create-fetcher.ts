import { isUtf8 } from 'node:buffer';
import { lookup } from 'node:dns/promises';
import { Agent, fetch, type Response } from 'undici';
import type { FeedHub } from '../../core/sources/source.ts';
import { describeProblem, type SourceProblem } from '../../core/sources/source-problem.ts';
import { createTurns } from '../create-turns.ts';
import { createGuardedConnector, type Resolve } from './guarded-connector.ts';
import { mapFetchError } from './map-fetch-error.ts';
import { createAddressGuard } from './public-addresses.ts';
import { readAddress } from './read-address.ts';
import { readFreshUntil, readRetryAfter, readValidator } from './read-answer-headers.ts';
import { readBody } from './read-body.ts';
import { readHubLinks } from './read-hub-links.ts';

/** Milliseconds: for a connection, for an answer's head, between two pieces of its body. */
const CONNECT_TIMEOUT = 10_000;
const STEP_TIMEOUT = 15_000;
/** Milliseconds for everything, redirects included. */
const WHOLE_TIMEOUT = 30_000;
/** Bytes of an answer's head; large cookies and policies come to a few KiB. */
const LARGEST_HEAD = 32 * 1024;
/** Bytes of a body out of its compression. The largest feeds of news sites have some MiB. */
const LARGEST_BODY = 8 * 1024 * 1024;
const MOST_REDIRECTS = 8;
const LARGE_BODIES_AT_ONCE = 4;
/** Of one origin, whatever asks: feeds, their pages, robots.txt. Others wait for theirs to end, within their own time. */
const CONNECTIONS_AT_ONCE = 2;
const KEEP_ALIVE = 4000;

const ACCEPT = {
  feed: 'application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, text/html;q=0.5, */*;q=0.1',
  page: 'text/html, application/xhtml+xml, application/atom+xml;q=0.9, application/rss+xml;q=0.9, application/feed+json;q=0.9, */*;q=0.5',
  robots: 'text/plain, */*;q=0.1',
  anything: '*/*',
};

export interface FetchRequest {
  url: string;
  /** What is hoped for. */
  wants: keyof typeof ACCEPT;
  etag?: string | null;
  lastModified?: string | null;
  /** Is posted in place of asking; goes on to where 307 and 308 lead, but from https to https only. */
  form?: URLSearchParams;
  /** Bytes of the body out of its compression; 8 MiB where it is left out. */
  limit?: number;
  /** What is larger is cut at the limit, not refused. */
  cuts?: boolean;
  /** Looks at the final answer's head; a problem refuses the body. */
  examine?(head: { url: string; contentType: string | null }): SourceProblem | null;
  signal?: AbortSignal;
}

export interface FetchedAnswer {
  /** Where it came from in the end. */
  url: string;
  /** Where the permanent redirects (301, 308) that came first led; null where the first was none. */
  movedTo: string | null;
  /** Until when nothing new is to be expected (epoch milliseconds); null where the server does not say. */
  freshUntil: number | null;
  etag: string | null;
  lastModified: string | null;
}

export type FetchOutcome =
  | (FetchedAnswer & {
      kind: 'fetched';
      bytes: Uint8Array<ArrayBuffer>;
      contentType: string | null;
      /** Where its head names a hub that pushes it (Link). */
      hub?: FeedHub;
    })
  | (FetchedAnswer & { kind: 'not-modified' })
  | { kind: 'failed'; problem: SourceProblem };

export interface Fetcher {
  /** Never rejects but with the reason of the request's signal. */
  fetch(request: FetchRequest): Promise<FetchOutcome>;
  close(): Promise<void>;
}

/**
 * Fetches what anybody may name, without trusting any of it: only public addresses and the networks that are allowed
 * explicitly, at every redirect and for the very address that is connected to; bounded in time, redirects, the size of the
 * head and of the body. `userAgent` is sent with every request.
 */
export function createFetcher({
  allowedNetworks = [],
  userAgent,
  now,
  resolve = (hostname) => lookup(hostname, { all: true }),
  hasRoom,
  timeout = WHOLE_TIMEOUT,
}: {
  allowedNetworks?: readonly string[];
  userAgent: string;
  now: () => number;
  resolve?: Resolve;
  /** Resolves when there is room for a large body where it goes from here, within the time of the request; else there always is. */
  hasRoom?: () => Promise<void>;
  /** Milliseconds for everything, redirects included. */
  timeout?: number;
}): Fetcher {
  const isAllowed = createAddressGuard(allowedNetworks);
  const dispatcher = new Agent({
    connect: createGuardedConnector({ isAllowed, resolve, timeout: Math.min(CONNECT_TIMEOUT, timeout) }),
    connections: CONNECTIONS_AT_ONCE,
    pipelining: 1,
    headersTimeout: STEP_TIMEOUT,
    bodyTimeout: STEP_TIMEOUT,
    maxHeaderSize: LARGEST_HEAD,
    keepAliveTimeout: KEEP_ALIVE,
    keepAliveMaxTimeout: KEEP_ALIVE,
  });
  const turns = createTurns(LARGE_BODIES_AT_ONCE);

  async function follow(request: FetchRequest, signal: AbortSignal): Promise<FetchOutcome> {
    const seen = new Set<string>();
    let movedTo: string | null = null;
    let arePermanent = true;
    let next = readAddress(request.url);
    for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
      if ('problem' in next) return failed(next.problem);
      const { url } = next;
      if (seen.has(url.href)) return failed(describeProblem('redirect-loop', 'it leads back'));
      seen.add(url.href);
      const response = await fetch(url, {
        dispatcher,
        signal,
        redirect: 'manual',
        headers: headersOf(request, userAgent),
        ...(request.form === undefined ? {} : { method: 'POST', body: request.form }),
      });
      const location = redirectOf(response, request);
      if (location === null) return readAnswer(response, { request, url: url.href, movedTo });
      void response.body?.cancel().catch(() => {});
      next = readAddress(location, url.href);
      arePermanent &&= response.status === 301 || response.status === 308;
      // What was read safely is not read unsafely from then on because somebody on the way said so.
      const isLessSafe = 'url' in next && url.protocol === 'https:' && next.url.protocol === 'http:';
      if (isLessSafe && request.form !== undefined)
        return failed(describeProblem('bad-address', 'it leads from https to http'));
      if (isLessSafe) arePermanent = false;
      if (arePermanent && 'url' in next) movedTo = next.url.href;
    }
    return failed(describeProblem('redirect-loop', `more than ${MOST_REDIRECTS}`));
  }

  async function readAnswer(
    response: Response,
    { request, url, movedTo }: { request: FetchRequest; url: string; movedTo: string | null },
  ): Promise<FetchOutcome> {
    const { status, headers } = response;
    const refuse = (problem: SourceProblem): FetchOutcome => {
      void response.body?.cancel().catch(() => {});
      return failed(problem);
    };
    const answer: FetchedAnswer = {
      ...{ url, movedTo },
      freshUntil: readFreshUntil(headers, now()),
      etag: readValidator(headers.get('etag')),
      lastModified: readValidator(headers.get('last-modified')),
    };
    const isConditional = (request.etag ?? request.lastModified ?? null) !== null;
    if (status === 304 && isConditional) return { kind: 'not-modified', ...answer };
    const isEmpty = status === 204 && request.form === undefined;
    if (status < 200 || status > 299 || isEmpty) return refuse(statusProblem(status, headers, now()));
    const contentType = headers.get('content-type');
    const objection = request.examine?.({ url, contentType }) ?? null;
    if (objection !== null) return refuse(objection);
    const bytes = await readBody(response.body, {
      limit: request.limit ?? LARGEST_BODY,
      cuts: request.cuts ?? false,
      ...{ turns, hasRoom },
    });
    if (bytes === 'too-large')
      return failed(describeProblem('too-large', `more than ${request.limit ?? LARGEST_BODY} bytes`));
    const hub = readHubLinks(headers.get('link'), url);
    return { kind: 'fetched', ...answer, bytes, contentType, ...(hub === null ? {} : { hub }) };
  }

  return {
    async fetch(request) {
      request.signal?.throwIfAborted();
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(), timeout);
      const abort = (): void => controller.abort();
      request.signal?.addEventListener('abort', abort, { once: true });
      try {
        return await untilAborted(follow(request, controller.signal), controller.signal);
      } catch (error) {
        request.signal?.throwIfAborted();
        return failed(
          controller.signal.aborted
            ? describeProblem('time-out', `more than ${timeout} ms`)
            : mapFetchError(error),
        );
      } finally {
        clearTimeout(timer);
        request.signal?.removeEventListener('abort', abort);
        // Whatever is still under way of it (a body that nobody reads) ends here.
        controller.abort();
      }
    },
    close: () => dispatcher.destroy(),
  };
}

/** A lookup can not be called off, and a turn at a large body may be long in coming: neither is waited for then. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(new Error('aborted'));
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

function failed(problem: SourceProblem): FetchOutcome {
  return { kind: 'failed', problem };
}

function headersOf({ wants, etag, lastModified }: FetchRequest, userAgent: string): Record<string, string> {
  return {
    'user-agent': userAgent,
    accept: ACCEPT[wants],
    'accept-encoding': 'gzip, deflate, br, zstd',
    ...(etag === null || etag === undefined ? {} : { 'if-none-match': etag }),
    ...(lastModified === null || lastModified === undefined ? {} : { 'if-modified-since': lastModified }),
  };
}

/** Headers come as one character a byte; sites write addresses with Chinese in them as the UTF-8 that browsers take them for. */
function redirectOf({ status, headers }: Response, { form }: FetchRequest): string | null {
  // The others ask for a request without the form.
  const redirects = form === undefined ? [301, 302, 303, 307, 308] : [307, 308];
  const location = redirects.includes(status) ? headers.get('location') : null;
  if (location === null || !/[\x80-\xFF]/.test(location)) return location;
  const bytes = Buffer.from(location, 'latin1');
  return isUtf8(bytes) ? bytes.toString() : location;
}

/** 408, 425, 429 and 5xx pass by themselves. */
function statusProblem(status: number, headers: Pick<Headers, 'get'>, now: number): SourceProblem {
  return describeProblem('status', `HTTP ${status}`, {
    status,
    retryable: status >= 500 || [408, 425, 429].includes(status),
    retryAt: readRetryAfter(headers.get('retry-after'), now),
  });
}
