import { parseFeed as parseWithRowanmanning } from '@rowanmanning/feed-parser';
import FeedParser from 'feedparser';
import { parseFeed as parseWithFeedsmith } from 'feedsmith';
import RssParser from 'rss-parser';
import { z } from 'zod';
import { readFeed } from '../../src/ingest/feed/read-feed.ts';
import { type FeedTime, toInstant } from '../../src/ingest/feed/time/feed-time.ts';
import type { FeedReader, PlainEntry, PlainFeed } from './plain-feed.ts';

const jianbao: FeedReader = {
  name: 'jianbao',
  read(text) {
    const feed = readFeed(text);
    if (feed === null) return null;
    return {
      ...feed,
      published: isoOf(feed.published),
      updated: isoOf(feed.updated),
      entries: feed.entries.map((entry) => ({
        ...entry,
        published: isoOf(entry.published),
        updated: isoOf(entry.updated),
      })),
    };
  },
};

function isoOf(time: FeedTime | null): string | null {
  return time === null ? null : new Date(toInstant(time)).toISOString();
}

/** A value of another program, of which nothing is known: text, a number, a date, or what holds one of them. */
function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (Array.isArray(value)) return firstOf(...value);
  const held = z.object({ value: z.unknown() }).safeParse(value);
  return held.success && held.data.value !== undefined ? textOf(held.data.value) : null;
}

function firstOf(...values: unknown[]): string | null {
  for (const value of values) {
    const text = textOf(value);
    if (text !== null && text.trim() !== '') return text;
  }
  return null;
}

const anything = z.looseObject({}).catch({});

/** The value at a path (`dc.creators`), whatever stands there. */
function at(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (inner, key) => (Array.isArray(inner) ? at(inner[0], key) : anything.parse(inner)[key]),
      value,
    );
}

function pick(value: unknown, ...paths: string[]): string | null {
  return firstOf(...paths.map((path) => at(value, path)));
}

function names(value: unknown): string | null {
  const people = z.array(z.unknown()).catch([]).parse(value);
  return (
    people
      .map((person) => pick(person, 'name', 'email') ?? textOf(person))
      .filter((name) => name !== null)
      .join(', ') || null
  );
}

function alternate(links: unknown): unknown {
  const all = z.array(z.unknown()).catch([]).parse(links);
  return at(
    all.find((link) => (pick(link, 'rel') ?? 'alternate') === 'alternate'),
    'href',
  );
}

function entriesOf(value: unknown, read: (entry: unknown) => PlainEntry): PlainEntry[] {
  return z.array(z.unknown()).catch([]).parse(value).map(read);
}

const feedsmith: FeedReader = {
  name: 'feedsmith',
  read(text) {
    const { feed } = z.object({ feed: z.unknown() }).parse(parseWithFeedsmith(text));
    return {
      title: pick(feed, 'title', 'dc.titles'),
      link: firstOf(
        at(feed, 'link'),
        alternate(at(feed, 'links')),
        at(feed, 'home_page_url'),
        alternate(at(feed, 'atom.links')),
      ),
      description: pick(feed, 'description', 'subtitle', 'tagline', 'itunes.summary'),
      language: pick(feed, 'language', 'dc.languages', 'xml.lang'),
      id: pick(feed, 'id', 'rdf.about'),
      published: pick(feed, 'pubDate', 'published', 'dc.dates'),
      updated: pick(feed, 'lastBuildDate', 'updated', 'dc.dates'),
      entries: entriesOf(at(feed, 'items') ?? at(feed, 'entries'), (entry) => ({
        id: pick(entry, 'guid', 'id', 'rdf.about'),
        title: pick(entry, 'title', 'dc.titles', 'media.title', 'media.group.title'),
        link: firstOf(
          at(entry, 'link'),
          alternate(at(entry, 'links')),
          at(entry, 'url'),
          at(entry, 'external_url'),
          alternate(at(entry, 'atom.links')),
          permalinkOf(entry),
        ),
        author:
          names(at(entry, 'authors')) ??
          firstOf(at(entry, 'author.name'), at(entry, 'dc.creators'), at(entry, 'itunes.author')) ??
          names(at(feed, 'authors')),
        published: pick(entry, 'pubDate', 'published', 'date_published', 'dc.dates', 'dcterms.created'),
        updated: pick(entry, 'updated', 'date_modified', 'atom.updated', 'dc.dates'),
        content: pick(entry, 'content.encoded', 'content', 'content_html', 'content_text'),
        summary: pick(
          entry,
          'description',
          'summary',
          'itunes.summary',
          'media.description',
          'media.group.description',
        ),
        language:
          pick(entry, 'language', 'dc.languages', 'xml.lang') ??
          pick(feed, 'language', 'dc.languages', 'xml.lang'),
      })),
    };
  },
};

function permalinkOf(entry: unknown): unknown {
  const isPermanent = at(entry, 'guid.isPermaLink') !== false;
  const guid = pick(entry, 'guid');
  return isPermanent && guid?.startsWith('http') ? guid : null;
}

const rssParser: FeedReader = {
  name: 'rss-parser',
  async read(text) {
    const feed: unknown = await new RssParser().parseString(text);
    return {
      title: pick(feed, 'title'),
      link: pick(feed, 'link'),
      description: pick(feed, 'description', 'itunes.summary'),
      language: pick(feed, 'language'),
      id: null,
      published: pick(feed, 'pubDate'),
      updated: pick(feed, 'lastBuildDate'),
      entries: entriesOf(at(feed, 'items'), (entry) => ({
        id: pick(entry, 'guid', 'id', 'rdf:about'),
        title: pick(entry, 'title'),
        link: pick(entry, 'link'),
        author: pick(entry, 'author', 'creator', 'dc:creator', 'itunes.author'),
        published: pick(entry, 'isoDate', 'pubDate', 'dc:date'),
        updated: pick(entry, 'updated', 'isoDate'),
        content: pick(entry, 'content:encoded', 'content'),
        summary: pick(entry, 'summary', 'content', 'itunes.summary'),
        language: null,
      })),
    };
  },
};

const feedparser: FeedReader = {
  name: 'feedparser',
  async read(text) {
    const parser = new FeedParser({ addmeta: false });
    const items: unknown[] = [];
    let meta: unknown = null;
    parser.on('meta', (found) => {
      meta = found;
    });
    parser.on('readable', function readAll() {
      for (let item = parser.read(); item !== null; item = parser.read()) items.push(item);
    });
    // It recovers from what its XML parser complains of; what it read before an error counts.
    await new Promise<void>((resolve) => {
      parser.on('error', () => resolve());
      parser.on('end', () => resolve());
      parser.end(text);
    });
    if (meta === null) return null;
    return {
      title: pick(meta, 'title'),
      link: pick(meta, 'link'),
      description: pick(meta, 'description'),
      language: pick(meta, 'language'),
      id: pick(meta, 'rdf:@.about', 'atom:id.#', 'id.#'),
      published: pick(meta, 'pubdate', 'date'),
      updated: pick(meta, 'date'),
      entries: items.map((item) => ({
        id: pick(item, 'guid'),
        title: pick(item, 'title'),
        link: pick(item, 'origlink', 'link'),
        author: pick(item, 'author') ?? pick(meta, 'author'),
        published: pick(item, 'pubdate', 'date'),
        updated: pick(item, 'date'),
        content: pick(item, 'description'),
        summary: pick(item, 'summary', 'description'),
        language: pick(item, 'dc:language.#') ?? pick(meta, 'language'),
      })),
    };
  },
};

const rowanmanning: FeedReader = {
  name: '@rowanmanning/feed-parser',
  read(text) {
    const feed: unknown = parseWithRowanmanning(text).toJSON();
    return {
      title: pick(feed, 'title'),
      link: pick(feed, 'url'),
      description: pick(feed, 'description'),
      language: pick(feed, 'language'),
      id: null,
      published: pick(feed, 'published', 'updated'),
      updated: pick(feed, 'updated'),
      entries: entriesOf(at(feed, 'items'), (entry) => ({
        id: pick(entry, 'id'),
        title: pick(entry, 'title'),
        link: pick(entry, 'url'),
        author: names(at(entry, 'authors')) ?? names(at(feed, 'authors')),
        published: pick(entry, 'published'),
        updated: pick(entry, 'updated'),
        content: pick(entry, 'content'),
        summary: pick(entry, 'description'),
        language: pick(feed, 'language'),
      })),
    };
  },
};

/** Ours first. */
export const feedReaders: readonly FeedReader[] = [jianbao, feedparser, rowanmanning, feedsmith, rssParser];

/** What a reader makes of a text; null also where it throws. */
export async function readWith(reader: FeedReader, text: string): Promise<PlainFeed | null> {
  try {
    return await reader.read(text);
  } catch {
    return null;
  }
}
