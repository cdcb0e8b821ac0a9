import { escapeText } from 'entities';
import { z } from 'zod';
import { type Feed, type FeedEntry, MOST_CATEGORIES, MOST_ENCLOSURES, MOST_ENTRIES } from './feed.ts';
import { toLine } from './read-markup.ts';
import type { ReadingContext } from './read-modules.ts';
import { joinPeople } from './read-person.ts';
import { firstAddress, resolveLink } from './resolve-link.ts';
import { readTime } from './time/read-time.ts';

const text = z.string().nullish().catch(null);
const authorSchema = z.object({ name: text }).nullish().catch(null);
const authorsSchema = z
  .union([z.array(authorSchema), authorSchema])
  .nullish()
  .catch(null);
const itemSchema = z.object({
  id: z.union([z.string(), z.number()]).nullish().catch(null),
  url: text,
  external_url: text,
  title: text,
  content_html: text,
  content_text: text,
  summary: text,
  image: text,
  date_published: text,
  date_modified: text,
  author: authorSchema,
  authors: authorsSchema,
  tags: z.array(z.unknown()).nullish().catch(null),
  language: text,
  attachments: z.array(z.unknown()).nullish().catch(null),
});
const attachmentSchema = z.object({ url: z.string(), mime_type: text });
const feedSchema = z.object({
  version: text,
  title: text,
  home_page_url: text,
  feed_url: text,
  description: text,
  language: text,
  author: authorSchema,
  authors: authorsSchema,
  hubs: z.array(z.unknown()).nullish().catch(null),
  items: z.array(z.unknown()).catch([]),
});

const VERSION = /"https?:\\?\/\\?\/(?:www\.)?jsonfeed\.org\\?\/version/;

/** Whether JSON says at its beginning that it is a JSON Feed: asked where it is not whole, or not parsed yet. */
export function saysJsonFeed(json: string): boolean {
  return VERSION.test(json.slice(0, 2000));
}

/** Whether a JSON value is a JSON Feed: it says so, or it has items and something that only feeds say. */
export function isJsonFeed(value: unknown): boolean {
  const version = z.looseObject({ version: z.string() }).safeParse(value);
  if (version.success && version.data.version.includes('jsonfeed.org')) return true;
  const shape = z
    .object({ items: z.array(z.unknown()), home_page_url: text, feed_url: text, version: text })
    .safeParse(value);
  if (!shape.success) return false;
  return [shape.data.home_page_url, shape.data.feed_url, shape.data.version].some(
    (one) => typeof one === 'string',
  );
}

/** A JSON Feed, version 1 or 1.1. A field of the wrong kind counts as absent. Ranges are those of the whole text. */
export function readJsonFeed(value: unknown, length: number, { address, isChinese }: ReadingContext): Feed {
  const feed = feedSchema.parse(typeof value === 'object' && value !== null ? value : {});
  const base = firstAddress(resolveLink(feed.feed_url ?? null, address), address, feed.home_page_url ?? null);
  const author = readAuthors(feed.author, feed.authors);
  const items = feed.items.slice(0, MOST_ENTRIES).flatMap((item) => {
    const read = itemSchema.safeParse(item);
    return read.success ? [read.data] : [];
  });

  function readItem(item: z.infer<typeof itemSchema>): FeedEntry {
    const content = item.content_html?.trim() || toHtml(item.content_text);
    return {
      id: item.id == null ? null : String(item.id).trim() || null,
      title: readText(item.title),
      link:
        resolveLink(item.url ?? null, base) ??
        resolveLink(item.external_url ?? null, base) ??
        linkOfId(item.id),
      author: readAuthors(item.author, item.authors) ?? author,
      published: readTime(item.date_published ?? '', { isChinese }),
      updated: readTime(item.date_modified ?? '', { isChinese }),
      content,
      summary: item.summary?.trim() || null,
      categories: (item.tags ?? []).filter((tag) => typeof tag === 'string').slice(0, MOST_CATEGORIES),
      enclosures: (item.attachments ?? []).slice(0, MOST_ENCLOSURES).flatMap((attachment) => {
        const read = attachmentSchema.safeParse(attachment);
        const url = read.success ? resolveLink(read.data.url, base) : null;
        return url === null ? [] : [{ url, type: read.data?.mime_type ?? null }];
      }),
      language: item.language?.trim() || feed.language?.trim() || null,
      publisher: null,
      range: { start: 0, end: length },
      isCutOff: false,
    };
  }

  return {
    format: 'json',
    id: null,
    title: readText(feed.title),
    link: resolveLink(feed.home_page_url ?? null, base),
    selfLink: resolveLink(feed.feed_url ?? null, address),
    description: feed.description?.trim() || null,
    language: feed.language?.trim() || null,
    author,
    publisher: null,
    published: null,
    updated: null,
    polling: { ttl: null, skipHours: [], skipDays: [], hubs: readHubs(feed.hubs ?? []) },
    entries: items.map(readItem),
    entriesLeft: Math.max(0, feed.items.length - MOST_ENTRIES),
  };
}

function readHubs(hubs: readonly unknown[]): string[] {
  return hubs.slice(0, 5).flatMap((hub) => {
    const read = z.object({ url: z.string() }).safeParse(hub);
    return read.success ? [read.data.url] : [];
  });
}

function readAuthors(
  author: z.infer<typeof authorSchema>,
  authors: z.infer<typeof authorsSchema>,
): string | null {
  const all = [authors ?? [], author ?? []].flat();
  return joinPeople(all.map((one) => one?.name?.trim() || null));
}

/** A title is plain text, but publishers put HTML into it. */
function readText(value: string | null | undefined): string | null {
  return value == null ? null : toLine(value);
}

/** Plain text as HTML: line ends are those of paragraphs. */
function toHtml(value: string | null | undefined): string | null {
  const plain = value?.trim() ?? '';
  return plain === '' ? null : escapeText(plain).replace(/\n+/g, '<br>');
}

function linkOfId(id: string | number | null | undefined): string | null {
  return typeof id === 'string' && /^https?:\/\//i.test(id) ? id : null;
}
