import type { ArticleDraft } from '../../core/model/article.ts';
import type { FeedHints } from '../../core/sources/source.ts';

/** What a feed says. */
export interface FeedReading {
  feed: {
    title: string | null;
    /** The site that it belongs to. */
    link: string | null;
    language: string | null;
  };
  /** In the feed's own order, newest first as a rule. */
  drafts: ArticleDraft[];
  /** The places of those whose text only leads to their page. */
  teasers: number[];
  hints: FeedHints;
}

/**
 * Reads bytes as a feed; large ones in a thread of its own, so that the event loop stays free. The bytes belong to it from
 * then on. Throws an IngestError where they are no feed, or one of which nothing can be had, and the signal's reason.
 */
export type ReadFeed = (given: {
  bytes: Uint8Array<ArrayBuffer>;
  contentType: string | null;
  /** Where they came from, for relative links. */
  url: string;
  signal?: AbortSignal;
}) => Promise<FeedReading>;
