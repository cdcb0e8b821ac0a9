import { FIRST_INTERVAL } from '../src/core/sources/next-poll.ts';
import type { Source } from '../src/core/sources/source.ts';

export function buildSource(fields: Partial<Source> = {}): Source {
  const { id = 'a', url = `https://example.org/${id}.xml` } = fields;
  return {
    ...{ id, url, kind: 'feed', addedUrl: url, title: null, link: null, language: null, state: 'active' },
    ...{ etag: null, lastModified: null, bodyHash: null, nextAt: 0, nextReason: 'pace' },
    interval: FIRST_INTERVAL,
    fullText: true,
    bounds: { shortest: null, longest: null },
    ...{
      pace: null,
      hints: {},
      polledAt: null,
      succeededAt: null,
      newsAt: null,
      push: null,
      problem: null,
      failures: 0,
    },
    ...{ selector: null, addedBy: 'test', addedAt: 0 },
    ...fields,
  };
}
