import type { FeedTime } from './time/feed-time.ts';

export type FeedFormat = 'rss' | 'rdf' | 'atom' | 'json';

/** A feed as its publisher wrote it, in one shape whatever its format. What is not given is null. */
export interface Feed {
  format: FeedFormat;
  /** What the feed says that it is (Atom's id, RDF's about), else where it says that it stands. */
  id: string | null;
  title: string | null;
  /** The page that the feed is of, or where it stands itself. Every link is absolute where a base is known. */
  link: string | null;
  /** Where the feed says that it stands itself. */
  selfLink: string | null;
  description: string | null;
  /** As it is given (`zh-cn`). */
  language: string | null;
  author: string | null;
  publisher: string | null;
  published: FeedTime | null;
  updated: FeedTime | null;
  polling: FeedPolling;
  entries: FeedEntry[];
  /** Entries past the most that are read. */
  entriesLeft: number;
}

/** What a feed asks of those who poll it. */
export interface FeedPolling {
  /** Minutes. */
  ttl: number | null;
  /** Hours of the day in UTC, 0 to 23. */
  skipHours: number[];
  /** Days of the week in UTC, 0 is Sunday. */
  skipDays: number[];
  /** WebSub hubs. */
  hubs: string[];
}

export interface FeedEntry {
  /** As it is given: of any form, and not always one of its kind. */
  id: string | null;
  /** One line without markup; the beginning of the text where the feed gives none. */
  title: string | null;
  link: string | null;
  author: string | null;
  published: FeedTime | null;
  updated: FeedTime | null;
  /** HTML, as it was written: nothing is cleaned. */
  content: string | null;
  /** HTML, too. */
  summary: string | null;
  categories: string[];
  enclosures: { url: string; type: string | null }[];
  /** Its own or the feed's. */
  language: string | null;
  /** Who published it, where the entry names somebody else than the feed. */
  publisher: string | null;
  /** UTF-16 offsets into the decoded text of the feed. */
  range: { start: number; end: number };
  /** The feed broke off inside of it. */
  isCutOff: boolean;
}

export const MOST_ENTRIES = 5000;
export const MOST_CATEGORIES = 50;
export const MOST_ENCLOSURES = 50;
