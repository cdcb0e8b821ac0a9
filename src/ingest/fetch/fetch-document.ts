import type { Fetcher, FetchOutcome } from './create-fetcher.ts';
import { isPageType, looksLikePage } from './looks-like-page.ts';
import { readAddress } from './read-address.ts';
import type { RobotsGate } from './robots.ts';

/** Fetches what a person names: a feed, or a page where robots may read it. */
export type FetchDocument = (address: string, signal?: AbortSignal) => Promise<FetchOutcome>;

/**
 * robots.txt is asked first and counts for pages alone: sites that keep search engines from their feeds offer those feeds
 * all the same. A page that it forbids is refused by its head, without its body.
 */
export function createDocumentFetcher({
  fetcher,
  robots,
}: {
  fetcher: Pick<Fetcher, 'fetch'>;
  robots: RobotsGate;
}): FetchDocument {
  return async (address, signal) => {
    const read = readAddress(address);
    if ('problem' in read) return { kind: 'failed', problem: read.problem };
    const { href } = read.url;
    const objection = await robots.examine(href, signal);
    const fetched = await fetcher.fetch({
      url: href,
      wants: 'page',
      examine: ({ contentType }) => (isPageType(contentType) ? objection : null),
      ...(signal === undefined ? {} : { signal }),
    });
    if (fetched.kind !== 'fetched' || !looksLikePage(fetched.bytes, fetched.contentType)) return fetched;
    // Where redirects led, other rules may hold.
    const problem = objection ?? (fetched.url === href ? null : await robots.examine(fetched.url, signal));
    return problem === null ? fetched : { kind: 'failed', problem };
  };
}
