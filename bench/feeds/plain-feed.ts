/** What of a feed is compared, in the data set's words; every reader's result is brought into this shape. Times are ISO or as the feed writes them. */
export interface PlainFeed {
  title: string | null;
  link: string | null;
  description: string | null;
  language: string | null;
  id: string | null;
  published: string | null;
  updated: string | null;
  entries: PlainEntry[];
}

export interface PlainEntry {
  id: string | null;
  title: string | null;
  link: string | null;
  author: string | null;
  published: string | null;
  updated: string | null;
  content: string | null;
  summary: string | null;
  language: string | null;
}

/** A program that reads feeds from decoded text; null, or an error thrown, where it can't. */
export interface FeedReader {
  name: string;
  read(text: string): PlainFeed | null | Promise<PlainFeed | null>;
}
