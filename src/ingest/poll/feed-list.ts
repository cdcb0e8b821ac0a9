import { generateOpml, parseOpml } from 'feedsmith';
import { addressOfRoute, isRsshubRoute, PUBLIC_RSSHUB } from '../../core/sources/rsshub-route.ts';
import type { Source } from '../../core/sources/source.ts';
import type { FoundFeed } from '../../core/sources/source-services.ts';
import { readMonitoRss } from './read-monitorss.ts';

const MOST_FEEDS = 20_000;
const DEEPEST = 32;
const EMPTY_LIST =
  '<?xml version="1.0" encoding="utf-8"?>\n<opml version="2.0"><head><title>jianbao</title></head><body></body></opml>';

interface Outline {
  text?: string | undefined;
  title?: string | undefined;
  xmlUrl?: string | undefined;
  outlines?: readonly Outline[] | undefined;
}

/**
 * The feeds of an OPML text, folders and all, of a MonitoRSS export, or of a text with an address a line; null for a text that
 * is none of them. Each address once.
 */
export function readFeedList(text: string): FoundFeed[] | null {
  const found = new Map<string, FoundFeed>();
  const collect = (outlines: readonly Outline[], depth: number): void => {
    for (const { xmlUrl, title, text: name, outlines: inner = [] } of outlines) {
      const url = xmlUrl?.trim();
      if (url !== undefined && url !== '' && found.size < MOST_FEEDS && !found.has(url))
        found.set(url, { url, title: title?.trim() || name?.trim() || null });
      if (depth < DEEPEST) collect(inner, depth + 1);
    }
  };
  if (/<opml[\s>]/i.test(text.slice(0, 4096))) {
    try {
      collect(parseOpml(text).body?.outlines ?? [], 0);
      return [...found.values()];
    } catch {
      return null;
    }
  }
  if (/^\s*[[{]/.test(text)) {
    const exported = readMonitoRss(text);
    if (exported === null) return null;
    for (const feed of exported)
      if (found.size < MOST_FEEDS && !found.has(feed.url)) found.set(feed.url, feed);
    return [...found.values()];
  }
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const addresses = lines.filter((line) => line !== '' && !line.startsWith('#'));
  if (addresses.length === 0 || !addresses.every((line) => /^(?:https?|rsshub):\/\/\S+$/i.test(line)))
    return null;
  return [...new Set(addresses)].slice(0, MOST_FEEDS).map((url) => ({ url, title: null }));
}

/** OPML 2.0 of feeds, with the addresses where they are now. */
export function writeOpml(feeds: readonly Source[], now: number): string {
  // The library writes no list that is empty.
  if (feeds.length === 0) return EMPTY_LIST;
  return generateOpml({
    head: { title: 'jianbao', dateCreated: new Date(now) },
    body: {
      outlines: feeds.map(({ title, url, link, language }) => ({
        type: 'rss',
        text: title ?? url,
        title: title ?? url,
        // Every reader knows the public address; here it names the route.
        xmlUrl: isRsshubRoute(url) ? addressOfRoute(url, PUBLIC_RSSHUB) : url,
        ...(link === null ? {} : { htmlUrl: link }),
        ...(language === null ? {} : { language }),
      })),
    },
  });
}
