import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeProblem } from '../../../src/core/sources/source-problem.ts';
import type { FetchRequest } from '../../../src/ingest/fetch/create-fetcher.ts';
import { createDocumentFetcher } from '../../../src/ingest/fetch/fetch-document.ts';

const ADDRESS = 'https://example.org/news';

/** Fetches ADDRESS, which leads to `url`; robots.txt forbids the addresses that are `closed`. */
async function fetchKind({
  text,
  contentType,
  url = ADDRESS,
  closed,
}: {
  text: string;
  contentType: string;
  url?: string;
  closed: string[];
}): Promise<string> {
  const fetchDocument = createDocumentFetcher({
    fetcher: {
      fetch: async ({ examine }: FetchRequest) => {
        const problem = examine?.({ url, contentType }) ?? null;
        if (problem !== null) return { kind: 'failed', problem };
        return {
          kind: 'fetched',
          ...{ url, contentType, bytes: new Uint8Array(Buffer.from(text)) },
          ...{ movedTo: null, freshUntil: null, etag: null, lastModified: null },
        };
      },
    },
    robots: {
      examine: async (page) => (closed.includes(page) ? describeProblem('robots', 'robots.txt') : null),
    },
  });
  const outcome = await fetchDocument(ADDRESS);
  return outcome.kind === 'failed' ? outcome.problem.kind : outcome.kind;
}

describe('an address that a person names', () => {
  const page = { text: '<!doctype html><p>news', contentType: 'text/html' };
  const feed = { text: '<rss version="2.0"><channel/></rss>', contentType: 'application/rss+xml' };

  it('is fetched where robots may read it, and as a feed wherever it is', async () => {
    assert.equal(await fetchKind({ ...page, closed: [] }), 'fetched');
    assert.equal(await fetchKind({ ...page, closed: [ADDRESS] }), 'robots');
    assert.equal(await fetchKind({ ...feed, closed: [ADDRESS] }), 'fetched');
  });

  it('is refused as a page that comes under another media type, or from where robots may not read', async () => {
    assert.equal(await fetchKind({ ...page, contentType: 'text/plain', closed: [ADDRESS] }), 'robots');
    const url = 'https://example.org/private';
    assert.equal(await fetchKind({ ...page, url, closed: [url] }), 'robots');
    assert.equal(await fetchKind({ ...feed, url, closed: [url] }), 'fetched');
  });
});
