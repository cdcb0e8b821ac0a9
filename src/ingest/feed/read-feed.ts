import { htmlToLine } from '../html/html-to-paragraphs.ts';
import { nestsDeeply } from '../nests-deeply.ts';
import { titleFromText } from '../title-from-text.ts';
import type { Feed, FeedEntry } from './feed.ts';
import { mendJson } from './mend-json.ts';
import { parseXml } from './parse-xml.ts';
import { readAtom } from './read-atom.ts';
import { isJsonFeed, readJsonFeed } from './read-json-feed.ts';
import type { ReadingContext } from './read-modules.ts';
import { readRss } from './read-rss.ts';
import { childElements, type XmlElement } from './xml-element.ts';

export interface FeedOptions {
  /** Where the feed was fetched; relative links are resolved by it, and by where the feed says that it stands without. */
  address?: string;
}

/** A feed of any format from its decoded text; null where the text is none. Never throws. */
export function readFeed(text: string, { address }: FeedOptions = {}): Feed | null {
  if (/^\s*\{/.test(text.slice(0, 1000)))
    return readFeedOfJson(parseJson(text), text, address === undefined ? {} : { address });
  const feed = readMarkup(text, contextOf(text, address));
  return feed === null ? null : completeFeed(feed, address);
}

/** A JSON Feed from its text and the value that was parsed of it; null where that is none. Never throws. */
export function readFeedOfJson(value: unknown, text: string, { address }: FeedOptions = {}): Feed | null {
  if (!isJsonFeed(value)) return null;
  return completeFeed(readJsonFeed(value, text.length, contextOf(text, address)), address);
}

function contextOf(text: string, address: string | undefined): ReadingContext {
  return { address: address ?? null, isChinese: isChinese(text) };
}

function completeFeed(feed: Feed, address: string | undefined): Feed {
  const link = feed.link ?? feed.selfLink ?? address ?? null;
  return { ...feed, link, entries: feed.entries.map((entry) => completeEntry(entry, feed.language)) };
}

function readMarkup(text: string, context: ReadingContext): Feed | null {
  const root = findRoot(parseXml(text));
  if (root === null) return null;
  return /^(?:atom:)?(?:feed|entry)$/.test(root.name) ? readAtom(root, context) : readRss(root, context);
}

function completeEntry(entry: FeedEntry, language: string | null): FeedEntry {
  const text =
    entry.title === null ? htmlToLine((entry.summary ?? entry.content ?? '').slice(0, 20_000)) : '';
  return {
    ...entry,
    title: entry.title ?? (titleFromText(text) || null),
    language: entry.language ?? language,
  };
}

const ROOTS = /^(?:rss|rdf:rdf|rdf|channel|(?:atom:)?feed|(?:atom:)?entry)$/;
/** Servers write warnings above a feed, some of them as HTML; further down it is a page that speaks of feeds. */
const MOST_ABOVE = 200;

/** The element that is the feed, in the order of the source. */
function findRoot(document: XmlElement): XmlElement | null {
  const waiting = [document];
  for (let seen = 0; seen < MOST_ABOVE; seen += 1) {
    const element = waiting.pop();
    if (element === undefined) return null;
    if (ROOTS.test(element.name)) return element;
    waiting.push(...childElements(element).slice(0, MOST_ABOVE).reverse());
  }
  return null;
}

/** What is Chinese is told by its characters: feeds seldom say it rightly. */
function isChinese(text: string): boolean {
  return (text.slice(0, 20_000).match(/\p{Script=Han}/gu)?.length ?? 0) > 20;
}

/** Of JSON that breaks off, what is whole; null where it is none. */
function parseJson(text: string): unknown {
  if (nestsDeeply(text)) return null;
  for (const read of [() => text, () => mendJson(text)]) {
    try {
      return JSON.parse(read() ?? 'null');
    } catch {
      // It is mended once.
    }
  }
  return null;
}
