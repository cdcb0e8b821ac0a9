import { readHeaderCharset } from '../declared-charset.ts';
import { decodeText } from '../decode-text.ts';
import { feedToDrafts } from '../feed/feed-to-drafts.ts';
import { readFeed } from '../feed/read-feed.ts';
import { describeAddress } from '../fetch/read-address.ts';
import { chooseHub } from '../fetch/read-hub-links.ts';
import { IngestError } from '../ingest-error.ts';
import type { FeedReading } from './feed-reading.ts';
import { isTeaser } from './is-teaser.ts';

/** What was fetched, and when (epoch milliseconds). */
export interface FeedBytes {
  bytes: Uint8Array;
  contentType: string | null;
  url: string;
  now: number;
}

/** A feed from its bytes. Throws an IngestError where they are none. */
export function readFeedBytes({ bytes, contentType, url, now }: FeedBytes): FeedReading {
  const name = describeAddress(url);
  const decoded = decodeText(bytes, {
    charset: contentType === null ? null : readHeaderCharset(contentType),
  });
  if (decoded.kind === 'failed') throw new IngestError(decoded.reason, name, `${name}: ${decoded.detail}`);
  const feed = readFeed(decoded.text, { address: url });
  if (feed === null) throw new IngestError('malformed', name, `${name} holds no feed.`);
  const items = [...feedToDrafts(feed, { now, address: url })].flatMap(({ line, entry }) =>
    line.kind === 'draft' ? [{ draft: line.draft, hasContent: (entry?.content ?? null) !== null }] : [],
  );
  const teasers = items.flatMap(({ draft, hasContent }, at) => (isTeaser(draft, { hasContent }) ? [at] : []));
  const { ttl, skipHours, skipDays, hubs } = feed.polling;
  const hub = chooseHub(hubs, feed.selfLink);
  return {
    feed: { title: feed.title, link: feed.link, language: feed.language },
    drafts: items.map(({ draft }) => draft),
    teasers,
    hints: {
      ...(ttl === null ? {} : { ttl }),
      ...(skipHours.length === 0 ? {} : { skipHours }),
      ...(skipDays.length === 0 ? {} : { skipDays }),
      ...(hub === null ? {} : { hub }),
    },
  };
}
