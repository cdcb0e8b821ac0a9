import type { ArticleDraft } from '../../../src/core/model/article.ts';
import type { FeedHints } from '../../../src/core/sources/source.ts';
import { IngestError } from '../../../src/ingest/ingest-error.ts';
import type { ReadFeed } from '../../../src/ingest/poll/feed-reading.ts';

interface PlainItem {
  url: string;
  title: string;
  body?: string;
  publishedAt?: string;
  isTeaser?: boolean;
}

/** A feed as its own JSON, which `readPlainFeed` reads: what is tested is what happens around the reading. */
export function writePlainFeed(
  items: readonly PlainItem[],
  rest: { title?: string; hints?: FeedHints } = {},
): string {
  return JSON.stringify({ title: 'The feed', hints: {}, ...rest, items });
}

export const readPlainFeed: ReadFeed = async ({ bytes, url }) => {
  let read: { title: string; hints: FeedHints; items: PlainItem[] };
  try {
    read = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new IngestError('malformed', url, 'no feed');
  }
  return {
    feed: { title: read.title, link: null, language: 'en' },
    drafts: read.items.map(toDraft),
    teasers: read.items.flatMap(({ isTeaser }, at) => (isTeaser === true ? [at] : [])),
    hints: read.hints,
  };
};

function toDraft({ url, title, body = `The text of ${title}.`, publishedAt = '' }: PlainItem): ArticleDraft {
  return {
    ...{ givenId: null, title, body, publisher: null, url, hashtags: [], truncated: false },
    publishedAt: publishedAt === '' ? null : publishedAt,
    paragraphs: [{ start: 0, end: body.length, kind: 'text' }],
    range: { start: 0, end: body.length },
  };
}
